"""When a person answers, in Beijing time on working days; outside those hours the house calls back."""

from datetime import datetime, time, timedelta

from backend.adapters.clock import BEIJING
from backend.adapters.working_days import is_working_day
from backend.policy.jurisdictions import by_slug


def next_opening(jurisdiction: str, now: datetime) -> datetime:
    """Now when the county's office is open, else the next moment it opens. Raises UnknownJurisdiction."""
    shifts = by_slug(jurisdiction).office_hours
    local = now.astimezone(BEIJING)
    if is_working_day(local.date()):
        for start, end in shifts:
            if local.time() < end:
                return now if local.time() >= start else _at(local, start)
    day = local + timedelta(days=1)
    while not is_working_day(day.date()):
        day += timedelta(days=1)
    return _at(day, shifts[0][0])


def _at(day: datetime, hour: time) -> datetime:
    return datetime.combine(day.date(), hour, BEIJING)
