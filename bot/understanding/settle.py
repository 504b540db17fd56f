"""Last word over what was heard: one value a field, and no known field changed without cause."""

from __future__ import annotations

from .types import Context, Heard

_ADDS_UP = ("household.status", "need.kinds")


def settle(heard: list[Heard], context: Context) -> tuple[Heard, ...]:
    """The surest reading of each field; a known field only when asked, corrected, read back or clearly told anew."""
    best: dict[str, Heard] = {}
    for item in heard:
        kept = best.get(item.field)
        if kept is None or (item.correction, item.confidence) > (kept.correction, kept.confidence):
            best[item.field] = item
    fresh = (_merge(item, context) for item in best.values())
    return tuple(sorted((i for i in fresh if i and _may_stand(i, context)), key=lambda i: (i.start, i.field)))


def _merge(item: Heard, context: Context) -> Heard | None:
    """A second kind of status or need joins those known, and no others leave them as they are, unless they were corrected."""
    known = context.known.get(item.field)
    if item.field not in _ADDS_UP or not isinstance(known, (list, tuple)) or item.correction or context.read_back:
        return item
    joined = [k for k in dict.fromkeys([*known, *item.value]) if k != "none"]
    return item.but(value=joined or item.value)


def _may_stand(item: Heard, context: Context) -> bool:
    known = context.known.get(item.field)
    if known is None:
        return True
    if known == item.value:
        return item.field == context.asked
    if item.field == context.asked or item.correction:
        return True
    if context.read_back:
        return item.confidence >= 0.8
    return item.confidence >= 0.9 and item.field not in _CAREFUL


_CAREFUL = frozenset(
    ("emergency.category", "emergency.narrative", "emergency.occurred_on", "filer.relation", "household.size")
    + ("household.monthly_income", "costs.medical_self_paid", "costs.property_loss", "costs.tuition", "applicant.name")
)
