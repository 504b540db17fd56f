"""Feasts, solar terms and seasons: 国庆节那天, 中秋前一天, 去年冬天, from nlu_data/lookups/festivals.csv."""

from __future__ import annotations

import re
from datetime import date, timedelta

from . import lookups
from .reckoning import YEAR, Readers, Told, latest, latest_lunar

READERS = Readers()
_SHIFT = r"节?(?P<shift>前一天|第二天|前后|那天|当天|晚上|那晚|刚过|假期)?"
_DAYS_AFTER = {"前一天": -1, "第二天": 1, "刚过": 1}
_ALSO_NUMBERS = frozenset(("三八", "五一", "六一", "七一", "八一"))


def _of(calendar: str) -> dict[str, tuple[int, int]]:
    table = lookups.rows("festivals.csv")
    return {r["name"]: (int(r["month"]), int(r["day"])) for r in table if r["calendar"] == calendar}


def _any(names: dict[str, tuple[int, int]]) -> str:
    return "(?P<f>" + "|".join(sorted(names, key=len, reverse=True)) + ")"


_SOLAR, _LUNAR, _SEASONS = _of("solar"), _of("lunar"), _of("season")


@READERS.reads(YEAR, _any(_LUNAR), _SHIFT)
def _lunar_feast(m: re.Match[str], today: date) -> Told:
    told = latest_lunar(*_LUNAR[m["f"]], today, m["year"] if m["year"] != "今年" else None)
    return _shifted(told, m), 0.55 if m["f"] == "过年" else 0.85


@READERS.reads(YEAR, _any(_SOLAR), _SHIFT)
def _solar_feast(m: re.Match[str], today: date) -> Told:
    if m["f"] in _ALSO_NUMBERS and m.group().endswith(m["f"]):
        raise ValueError("a number")
    return _shifted(latest(*_SOLAR[m["f"]], today, m["year"]), m), 0.85


def _shifted(told: date, m: re.Match[str]) -> date:
    return told + timedelta(days=_DAYS_AFTER.get(m["shift"] or "", 0))


SEASONS = Readers()


@SEASONS.reads(r"(?P<year>大前年|前年|去年|今年|上年|头年)?的?", _any(_SEASONS))
def _season(m: re.Match[str], today: date) -> Told:
    return latest(*_SEASONS[m["f"]], today, m["year"]), 0.45


@SEASONS.reads(r"(?P<year>大前年|前年|去年|上年|头年)")
def _year(m: re.Match[str], today: date) -> Told:
    return latest(7, 1, today, m["year"]), 0.45
