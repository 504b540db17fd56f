"""Is what stands on file what the caller told? The forms of `expect` are those of the shared checks, and a few more."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from lunardate import LunarDate

SHANGHAI = dt.timezone(dt.timedelta(hours=8))


def today() -> dt.date:
    return dt.datetime.now(SHANGHAI).date()


def dig(document: Any, dotted: str) -> Any:
    """The value under a dotted name of nested JSON; None when there is none."""
    for part in dotted.split("."):
        document = document.get(part) if isinstance(document, dict) else None
    return document


def matches(want: Any, got: Any, now: dt.date | None = None) -> bool:
    """Compares what was expected with what was filed. `now` is the day of the call."""
    if isinstance(want, dict):
        return matches(want["is"], got, now) if "is" in want else _is_day(want, got, now or today())
    if isinstance(got, list):
        return set(want if isinstance(want, list) else [want]) <= set(got)
    if _is_range(want):
        return _is_number(got) and want[0] <= float(got) <= want[1]
    if isinstance(want, list):
        return got in want
    if isinstance(want, int) and not isinstance(want, bool):
        return _is_number(got) and float(got) == want
    if isinstance(want, str) and isinstance(got, str):
        return _same_words(want, got)
    return got == want


def _is_number(got: Any) -> bool:
    try:
        float(got)
    except (TypeError, ValueError):
        return False
    return not isinstance(got, bool)


def _is_range(want: Any) -> bool:
    return isinstance(want, list) and len(want) == 2 and all(type(w) in (int, float) for w in want)


def _same_words(want: str, got: str) -> bool:
    plain = re.sub(r"\s", "", got)
    return plain == want or (want.endswith("村") and plain.rstrip("委会") == want)


def _is_day(want: dict[str, Any], got: Any, now: dt.date) -> bool:
    try:
        day = dt.date.fromisoformat(str(got)[:10])
    except ValueError:
        return False
    return all(_DAYS[kind](value, day, now) for kind, value in want.items() if kind != "weeks_ago") and (
        "weekday" not in want or _monday(now) - _monday(day) == dt.timedelta(weeks=want["weeks_ago"])
    )


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _days_ago(want: int | list[int], day: dt.date, now: dt.date) -> bool:
    low, high = want if isinstance(want, list) else (want, want)
    return low <= (now - day).days <= high


def _last_month(want: int, day: dt.date, now: dt.date) -> bool:
    last = now.replace(day=1) - dt.timedelta(days=1)
    return (day.month, day.day) == (last.month, want)


def _lunar(want: str, day: dt.date, _: dt.date) -> bool:
    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    return f"{lunar.month}-{lunar.day}" == want


_DAYS = {
    "days_ago": _days_ago,
    "month_day": lambda want, day, now: day.strftime("%m-%d") == want,
    "month": lambda want, day, now: day.month == want,
    "last_month_day": _last_month,
    "day": lambda want, day, now: day.day == want,
    "weekday": lambda want, day, now: day.isoweekday() == want,
    "lunar": _lunar,
}
