"""Days by month and number: 十一月三号, 上个月二十六号, 八月份, 九月底, 11.3."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .reckoning import NUMBER, YEAR, Readers, Told, latest, months_back, number

READERS = Readers()
_MONTH = r"(?<![个0-9一二三四五六七八九十两百千万])(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<d>3[01]|[12]?\d|0\d|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_WHICH_MONTH = r"(?P<which>(?<![地街路厂班县镇村山车手楼房市])上上个?|上个?|这个?|本|当)月的?"
_MIDDLE = {"初": 3, "头": 3, "上": 5, "中": 15, "下": 25, "底": 28, "末": 28, "尾": 28, "月": 28}


@READERS.reads(
    r"(?P<y>20\d\d|二[零〇][一二][零一二三四五六七八九])[年\-./](?P<m>",
    NUMBER,
    r")[月\-./](?:(?P<d>",
    NUMBER,
    r")[日号]?)?",
)
def _full(m: re.Match[str], today: date) -> Told:
    day = number(m["d"]) if m["d"] else 1
    return date(number(m["y"]), number(m["m"]), day), 0.95 if m["d"] else 0.6


@READERS.reads(
    YEAR,
    _MONTH,
    r"(?:月份?|/|(?<=\d)\.(?=\d))的?",
    _DAY,
    r"(?:[日号]|(?![0-9零一二三四五六七八九十百千万wk%块元多来个口人级斤米公]))",
)
def _month_and_day(m: re.Match[str], today: date) -> Told:
    return latest(number(m["m"]), number(m["d"]), today, m["year"]), 0.95


@READERS.reads(_WHICH_MONTH, r"(?P<d>", NUMBER, r")[日号]")
def _day_of_month(m: re.Match[str], today: date) -> Told:
    return _first_of(m["which"], today).replace(day=number(m["d"])), 0.95


@READERS.reads(_WHICH_MONTH, r"(?P<part>初(?P<d>[一二三四五六七八九十])?(?!几)|头|中旬?|底|末|月底)")
def _part_of_month(m: re.Match[str], today: date) -> Told:
    day = number(m["d"]) if m["d"] else _MIDDLE[m["part"][0]]
    return min(_first_of(m["which"], today).replace(day=day), today), 0.6


@READERS.reads(r"(?<![0-9一二三四五六七八九十个两正冬腊这上本])月(?P<part>初|头上?|底|末)")
def _turn_of_month(m: re.Match[str], today: date) -> Told:
    first = today.replace(day=1)
    if m["part"][0] in "初头":
        return first.replace(day=min(3, today.day)), 0.55
    return first - timedelta(days=3), 0.5


@READERS.reads(YEAR, _MONTH, r"月(?:份)?(?P<part>初|头上?|上旬|中旬?|底|下旬|末|尾)")
def _part_of_named_month(m: re.Match[str], today: date) -> Told:
    return latest(number(m["m"]), _MIDDLE[m["part"][0]], today, m["year"]), 0.6


@READERS.reads(YEAR, _MONTH, r"月份?(?!\d)")
def _named_month(m: re.Match[str], today: date) -> Told:
    return latest(number(m["m"]), 1, today, m["year"]), 0.6


def _first_of(which: str, today: date) -> date:
    back = 2 if which.startswith("上上") else 1 if which.startswith("上") else 0
    return months_back(today.replace(day=1), back)
