"""Days by the farmers' calendar: 农历八月十五, 腊月二十三, 五月初八."""

from __future__ import annotations

import re
from datetime import date

from .reckoning import NUMBER, YEAR, Readers, Told, latest_lunar, number

READERS = Readers()
_DAY = (
    r"(?:初(?P<early>[一二三四五六七八九十])"
    r"|(?P<late>二十[一二三四五六七八九]?|三十|[十廿]?[一二三四五六七八九十]|十)(?![月个万千百天]))"
)
_MONTHS = {"正": 1, "冬": 11, "腊": 12}


@READERS.reads(YEAR, r"(?:农历|阴历|古历|旧历|老历)的?(?P<m>", NUMBER, r"|正|冬|腊)月(?:", _DAY, r"|半)?[号日]?")
def _named(m: re.Match[str], today: date) -> Told:
    return _day_of(m, today)


@READERS.reads(YEAR, r"(?P<m>正|冬|腊)月(?:", _DAY, r"|里)?[号日]?")
def _month_name(m: re.Match[str], today: date) -> Told:
    return _day_of(m, today)


@READERS.reads(YEAR, r"(?P<m>", NUMBER, r")月初(?P<d>[一二三四五六七八九十])(?!几)")
def _first_ten_days(m: re.Match[str], today: date) -> Told:
    return latest_lunar(number(m["m"]), number(m["d"]), today, m["year"]), 0.8


def _day_of(m: re.Match[str], today: date) -> Told:
    month = _MONTHS.get(m["m"]) or number(m["m"])
    words = m["early"] or m["late"]
    if words is None:
        return latest_lunar(month, 15 if m.group().endswith("半") else 1, today, m["year"]), 0.55
    return latest_lunar(month, number(words), today, m["year"]), 0.9
