"""How soon somebody must look: critical (life or basic survival now), urgent (within a day), normal."""

from collections.abc import Mapping

from backend.domain.intake_fields import Value

URGENCIES = {"critical": "特急", "urgent": "紧急", "normal": "一般"}
_ORDER = list(URGENCIES)
_STRUCK_SUDDENLY = {"accident", "sudden_illness", "public_incident", "despair"}
_CANNOT_WAIT = {"shelter", "medical"}


def rank(urgency: str) -> int:
    """0 for critical, so that an ascending sort puts life first."""
    return _ORDER.index(urgency)


def urgency_of(values: Mapping[str, Value], heard: str | None = None) -> str:
    """The more urgent of what the form says and what the bot heard in the voice of the caller."""
    from_form = _urgency_of_form(values)
    return min((from_form, heard or "normal"), key=rank)


def _urgency_of_form(values: Mapping[str, Value]) -> str:
    if values.get("emergency.in_danger") is True:
        return "critical"
    needs = values.get("need.kinds")
    if values.get("emergency.category") in _STRUCK_SUDDENLY or (isinstance(needs, list) and _CANNOT_WAIT & set(needs)):
        return "urgent"
    return "normal"
