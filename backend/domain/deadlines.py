"""By when: working days or hours from the day, as the pack's parameter says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from backend.adapters.working_days import add_working_days, is_settled
from backend.domain.amounts import first_true
from backend.domain.judgement import Judgement
from backend.domain.steps import Step

HOURS_A_DAY = 24
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Due:
    """The last day. `settled` is False where next year's holidays are not yet announced."""

    on: date
    settled: bool


def due_of(case: Judgement, rows: Sequence[Mapping[str, Any]]) -> tuple[Due | None, Step | None]:
    """The first deadline that applies, counted from the day of the decision, and the line that explains it."""
    row = first_true(case, rows)
    if row is None:
        return None, None
    key = row.get("working_days") or row["hours"]
    length = case.try_value(key)
    if length is None:
        return None, None
    due = in_working_days(case.on, int(length)) if "working_days" in row else in_hours(case.on, int(length))
    says = f"{case.says(row['says'])}（最晚 {due.on.isoformat()}{'' if due.settled else '，节假日安排公布后再核'}）。"
    return due, Step("due_on", says, case.read[key].citation, due.on)


def in_working_days(start: date, days: int) -> Due:
    """So many working days after `start`, which is not counted."""
    on = add_working_days(start, days)
    return Due(on, is_settled(on))


def in_hours(start: date, hours: int) -> Due:
    """The calendar day on which the hours run out, counted from the end of the first day at the latest."""
    return Due(start + timedelta(days=-(-hours // HOURS_A_DAY)), True)


def by_calendar(when: Mapping[str, Any], after: date) -> date:
    """The last day that a pack's `when` allows, counted from `after` (boshan 二（二）2).

    {working_days: 3} after an event, {weekday: monday} of the next week, {day_of_month: 5} the next one to come, {month: 12} its end.
    """
    match dict(when):
        case {"working_days": int(days)}:
            return add_working_days(after, days)
        case {"weekday": str(name)}:
            return after + timedelta(days=(_WEEKDAYS.index(name) - after.weekday() - 1) % 7 + 1)
        case {"day_of_month": int(day)}:
            return after.replace(day=day) if after.day <= day else _next_month(after).replace(day=day)
        case {"month": int(month)}:
            ends = _next_month(after.replace(month=month, day=1)) - timedelta(days=1)
            return ends if after <= ends else ends.replace(year=ends.year + 1)
    raise ValueError(f"no such day: {when}")


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
