"""Reckoning back from today by the solar and the lunar calendar, and the readers that find days in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from lunardate import LunarDate

from .numerals import parse

NUMBER = r"[0-9零一二两三四五六七八九十廿卅]{1,3}"
YEAR = r"(?P<year>大前年|前年|去年|今年|上年|头年|本年)?的?"
_YEARS_BACK = {"去年": 1, "上年": 1, "头年": 1, "前年": 2, "大前年": 3, "今年": 0, "本年": 0}

Told = tuple[date, float]
"""A day and how surely the words mean it: 昨天 0.95, 上个月 0.55, 前阵子 0.4."""
Reader = Callable[["re.Match[str]", date], Told]


class Readers(list[tuple["re.Pattern[str]", Reader]]):
    """Patterns with what reads them, in the order to be tried. A reader raises ValueError for what is no day after all."""

    def reads(self, *parts: str) -> Callable[[Reader], Reader]:
        def register(reader: Reader) -> Reader:
            self.append((re.compile("".join(parts)), reader))
            return reader

        return register


def number(words: str | None) -> int:
    value = parse(words) if words else None
    if value is None:
        raise ValueError(words)
    return int(value)


def months_back(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    for day in (today.day, 30, 29, 28):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise ValueError(months)


def latest(month: int, day: int, today: date, year_word: str | None = None) -> date:
    """The most recent such day that is not to come, or that of the year named."""
    if year_word:
        return date(today.year - _YEARS_BACK[year_word], month, day)
    this = date(today.year, month, day)
    return this if this <= today else date(today.year - 1, month, day)


def latest_lunar(month: int, day: int, today: date, year_word: str | None = None) -> date:
    """The lunar year runs from the Spring Festival: 去年腊月 is the last month of the lunar year before this one."""
    this = LunarDate.from_solar_date(today.year, today.month, today.day).year
    back = _YEARS_BACK.get(year_word or "", 0)
    for year in (this - back, this - back - 1):
        told = _lunar_day(year, month, day)
        if told <= today:
            return told
    raise ValueError(month)


def _lunar_day(year: int, month: int, day: int) -> date:
    try:
        return LunarDate(year, month, day).to_solar_date()
    except ValueError:
        return LunarDate(year, month, day - 1).to_solar_date()
