"""Days counted back from today: 昨儿个, 上礼拜五, 半个月前, 二十号, 前几天."""

from __future__ import annotations

import re
from datetime import date, timedelta

from . import lookups
from .reckoning import NUMBER, Readers, Told, months_back, number

READERS = Readers()
_WEEKDAY = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
_WEEKDAY |= {str(i): i - 1 for i in range(1, 8)}
_DAYS_BACK = {r["word"]: int(r["days_back"]) for r in lookups.rows("day_words.csv")}
_SPAN = {"天": 1, "日": 1, "星期": 7, "礼拜": 7, "周": 7, "小时": 0, "钟头": 0, "分钟": 0}
_VAGUE_DAYS = {"前两天": 2, "前两日": 2, "前几天": 3, "前些天": 5, "前几日": 3, "这两天": 1, "这几天": 2, "最近": 3}
_COUNT = rf"(?P<n>{NUMBER}|半)个?(?P<more>多)?(?P<half>半)?"


@READERS.reads(r"(?P<which>(?:上+|这|本)个?)?(?:星期|礼拜|周)(?P<d>[一二三四五六日天1-7]|末(?!期))(?!岁|[个年])")
def _weekday(m: re.Match[str], today: date) -> Told:
    monday, which = today - timedelta(days=today.weekday()), m["which"] or ""
    told = monday + timedelta(days=_WEEKDAY[m["d"]] - 7 * which.count("上"))
    return told - timedelta(days=7 if told > today else 0), 0.9


@READERS.reads(
    _COUNT,
    r"(?P<unit>天|日|星期|礼拜|周|月|年|小时|钟头|分钟)(?P<more2>多)?半?",
    r"(?:之前|以前|前(?!后|妻|夫|些|几|阵)|头里|头(?=[,，里]))",
)
def _ago(m: re.Match[str], today: date) -> Told:
    rough = m["more"] or m["more2"] or m["unit"] in "月年"
    return _back(m["n"], m["unit"], bool(m["half"]), today), 0.75 if rough else 0.9


@READERS.reads(_COUNT, r"(?P<unit>天|星期|礼拜|月|年)(?P<more2>多)?半?了")
def _lasting(m: re.Match[str], today: date) -> Told:
    return _back(m["n"], m["unit"], bool(m["half"]), today), 0.55


@READERS.reads("|".join(sorted(_DAYS_BACK, key=len, reverse=True)))
def _day_word(m: re.Match[str], today: date) -> Told:
    return today - timedelta(days=_DAYS_BACK[m.group()]), 0.95


@READERS.reads(
    r"(?<![0-9零一二三四五六七八九十月年第楼])(?P<d>3[01]|[12]?\d|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
    r"|十[一二三四五六七八九]?|[一二三四五六七八九])[号日](?!楼|院|码|地|子|病|坑|井|房|线|机|店|桥|床)"
)
def _bare_day(m: re.Match[str], today: date) -> Told:
    day = number(m["d"])
    this = today.replace(day=1)
    return (this if day <= today.day else months_back(this, 1)).replace(day=day), 0.8


@READERS.reads(
    r"前(?:两|几|些)(?:天|日)|这(?:两|几)天|最近|近来|前一?(?:阵子|段时间|阵儿|段日子)|前些(?:时候|日子)",
    r"|上+个?(?:礼拜|星期|周)|上+个?月|前几个?(?:礼拜|周)|前两?个月",
)
def _vague(m: re.Match[str], today: date) -> Told:
    words = m.group()
    times = words.count("上")
    if times:
        told = months_back(today.replace(day=1), times) if "月" in words else today - timedelta(days=7 * times)
        return told, 0.55 if times == 1 else 0.5
    if "月" in words:
        return months_back(today, 2), 0.45
    back = _VAGUE_DAYS.get(words, 14)
    return today - timedelta(days=back), 0.55 if back <= 3 else 0.4


def _back(count: str, unit: str, half: bool, today: date) -> date:
    """半年 is six months, 一个半月 six weeks."""
    only_half = count == "半"
    size = 0 if only_half else number(count)
    if unit == "年":
        return months_back(today, 6 if only_half else size * 12 + 6 * half)
    if unit == "月":
        return months_back(today, size) - timedelta(days=15 * (half or only_half))
    days = _SPAN[unit]
    return today - timedelta(days=days // 2 if only_half else size * days)
