"""By when the present state of a case must be over: the earliest of the county's limits that apply, in working days."""

from collections.abc import Mapping
from datetime import date, datetime

from backend.adapters.clock import beijing_day
from backend.adapters.working_days import add_working_days
from backend.domain.decisions import due_by
from backend.domain.errors import InvalidFields
from backend.domain.intake_fields import Value, show
from backend.policy.loader import load_packs
from backend.policy.parameters import NoSuchParameter
from backend.storage.documents import Application

_LIMIT_OF_STATE = {
    "submitted": "deadlines.accept", "supplement": "deadlines.supplement", "accepted": "deadlines.visit",
    "visiting": "deadlines.visit", "appraisal": "deadlines.appraisal", "review": "deadlines.review",
    "consultation": "deadlines.consultation", "approval": "deadlines.approval", "granted": "deadlines.payment",
    "disbursing": "deadlines.payment",
}  # fmt: skip
# The county's own limit for the whole case runs until it is decided; while the resident looks for papers it stands still.
_WITHIN_THE_WHOLE = frozenset(
    {"submitted", "accepted", "visiting", "appraisal", "review", "consultation", "approval"}
)  # fmt: skip


def due_on(case: Application, values: Mapping[str, Value], now: datetime) -> str | None:
    """The last day (ISO) for what comes next, or None where no rule sets one."""
    days = [day for day in (_of_state(case, now), _of_whole(case, values), _of_papers(case)) if day]
    if case.state == "notice":
        return str(case.work.get("notice", {}).get("until") or "") or None
    return min(days).isoformat() if days else None


def value_of(jurisdiction: str, key: str, day: date) -> object:
    """A parameter's value, None where no layer of the county has one."""
    try:
        return load_packs().value_at(jurisdiction, key, day).value
    except NoSuchParameter:
        return None


def _of_state(case: Application, now: datetime) -> date | None:
    since = _day_of(case.work.get("state_since")) or beijing_day(now)
    if case.state == "closed":
        return None
    limit = value_of(case.jurisdiction, _LIMIT_OF_STATE.get(case.state, "deadlines.none"), since)
    return add_working_days(since, int(str(limit))) if limit else None


def _of_whole(case: Application, values: Mapping[str, Value]) -> date | None:
    if case.state not in _WITHIN_THE_WHOLE or case.submitted_at is None:
        return None
    facts = {name: show(name, value) for name, value in values.items()}
    try:
        due = due_by(load_packs(), case.jurisdiction, case.scheme, beijing_day(case.submitted_at), facts)
    except InvalidFields:
        return None
    return due.on if due else None


def _of_papers(case: Application) -> date | None:
    aid = case.work.get("aid_first")
    return _day_of(aid["papers_due_on"]) if aid and not aid.get("papers") else None


def _day_of(text: object) -> date | None:
    return date.fromisoformat(str(text)[:10]) if text else None
