"""Working days in China: statutory holidays and make-up days (调休) from `chinesecalendar`, later years from `holidays/`.

Past the last year of both, only weekends are free and `is_settled` says so.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import chinese_calendar
import yaml
from chinese_calendar.constants import holidays as _announced

_FOLDER = Path(__file__).with_name("holidays")
_SATURDAY = 5
_LIBRARY_BEGINS = min(_announced)
LIBRARY_ENDS = date(max(_announced).year, 12, 31)


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Is this a day on which offices work?"""
    if _library_knows(day):
        return bool(chinese_calendar.is_workday(day))
    entered = _entered().get(day.year)
    if entered and day in entered["holidays"]:
        return False
    return day.weekday() < _SATURDAY or bool(entered and day in entered["workdays"])


def is_settled(day: date) -> bool:
    """Are the holidays of this day's year announced? If not, a deadline may still move by the make-up days."""
    return _library_knows(day) or bool(_entered().get(day.year, {}).get("settled"))


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after `day` (which is not counted); n = 0 is `day` itself, or the next working day."""
    days = _working_days_from(day if n == 0 else day + timedelta(days=1))
    for _ in range(max(n, 1) - 1):
        next(days)
    return next(days)


def working_days_between(a: date, b: date) -> int:
    """How many working days after `a` up to and including `b`; negative when `b` lies before `a`."""
    if b < a:
        return -working_days_between(b, a)
    return sum(is_working_day(a + timedelta(days=i)) for i in range(1, (b - a).days + 1))


def covered_until() -> date:
    """The last day for which holidays, announced or entered by hand, are on file."""
    years = [LIBRARY_ENDS.year, *_entered()]
    return date(max(years), 12, 31)


def _library_knows(day: date) -> bool:
    return _LIBRARY_BEGINS <= day <= LIBRARY_ENDS


def _working_days_from(day: date) -> Iterator[date]:
    while True:
        if is_working_day(day):
            yield day
        day += timedelta(days=1)


@cache
def _entered() -> dict[int, dict[str, Any]]:
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.yaml"))]
    return {row["year"]: row for row in files}
