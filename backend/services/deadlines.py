"""The deadline sweep: marks what is due soon and what is overdue, and calls the head in once (督办); running it again changes nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from backend.adapters.clock import beijing_day
from backend.adapters.working_days import add_working_days
from backend.domain.people import HOUSE
from backend.policy.jurisdictions import all_jurisdictions
from backend.services import case_file, due_dates
from backend.services.changing import change
from backend.storage import cases, staff
from backend.storage import deadlines as storage
from backend.storage.documents import Application, Task
from backend.storage.once import once

_WITH_THE_TOWNSHIP = frozenset(
    {"submitted", "supplement", "accepted", "visiting", "appraisal", "review", "disbursing", "granted"}
)
_FURTHEST = timedelta(days=31)


@dataclass
class Swept:
    """The numbers of what was marked just now."""

    due_soon: list[str] = field(default_factory=list)
    overdue: list[str] = field(default_factory=list)


def sweep(now: datetime) -> Swept:
    """Mark every active case that is due soon or overdue, once for each due day."""
    today, swept = beijing_day(now), Swept()
    horizon = {place.slug: _soon(place.slug, today) for place in all_jurisdictions()}
    for number in storage.due_until(min(max(horizon.values()), today + _FURTHEST)):
        case = cases.by_number(number)
        wanted = _wanted(case, today, horizon[case.jurisdiction])
        if wanted and case.work.get("due_mark") != wanted:
            case = change(number, HOUSE, lambda fresh, wanted=wanted: _mark(fresh, wanted, now))  # type: ignore[misc]
            (swept.overdue if wanted.startswith("overdue") else swept.due_soon).append(number)
        if wanted and wanted.startswith("overdue"):
            _call_head(case, wanted, now)
    return swept


def standing(case: Application, now: datetime) -> str | None:
    """`overdue`, `due_soon` or None, as a list shows it."""
    today = beijing_day(now)
    if not case.active or not case.due_on:
        return None
    if case.due_on < today.isoformat():
        return "overdue"
    return "due_soon" if case.due_on <= _soon(case.jurisdiction, today).isoformat() else None


def _wanted(case: Application, today: date, soon: date) -> str | None:
    """The mark the case should carry: what, in which state, for which day."""
    if not case.active or not case.due_on or case.due_on > soon.isoformat():
        return None
    kind = "overdue" if case.due_on < today.isoformat() else "due_soon"
    return f"{kind}:{case.state}:{case.due_on}"


def _mark(case: Application, wanted: str, now: datetime) -> None:
    kind = wanted.partition(":")[0]
    case.work["due_mark"] = wanted
    case_file.log(case, HOUSE, kind, now, changes={"due_on": case.due_on})
    if kind == "overdue":
        head = _head_of(case)
        case.work["escalated"] = {"on": beijing_day(now).isoformat(), "to": head}
        case_file.log(case, HOUSE, "escalated", now, changes={"to": head})


def _call_head(case: Application, mark: str, now: datetime) -> None:
    """One task for the head for each day that was missed."""
    at_township = case.state in _WITH_THE_TOWNSHIP
    once(Task, f"escalation:{case.number}:{mark}", "", lambda: Task(
        jurisdiction=case.jurisdiction, kind="escalation", application=case.number, due_at=now, created_at=now,
        for_role="township_head" if at_township else "bureau_head", reason=f"{case.number} 过了期限（{case.due_on}），请督办。",
    ))  # fmt: skip


def _head_of(case: Application) -> str | None:
    role = "township_head" if case.state in _WITH_THE_TOWNSHIP else "bureau_head"
    heads = staff.with_roles(case.jurisdiction, role)
    near = [head for head in heads if not head.townships or case.township in head.townships]
    return near[0].username if near else None


def _soon(jurisdiction: str, today: date) -> date:
    return add_working_days(today, int(str(due_dates.value_of(jurisdiction, "deadlines.due_soon", today) or 0)))
