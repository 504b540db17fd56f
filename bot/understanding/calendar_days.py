"""Days as people name them, reckoned back from today. An event that happened is never placed in the future."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from lunardate import LunarDate

from .numerals import parse

_NUM = r"[0-9零一二两三四五六七八九十廿卅]{1,3}"
_WEEKDAY = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
_WEEKDAY |= {str(i): i - 1 for i in range(1, 8)}
_FIXED = {
    "元旦": (1, 1),
    "妇女节": (3, 8),
    "三八": (3, 8),
    "清明": (4, 5),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "六一": (6, 1),
}
_FIXED |= {
    "儿童节": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "十一假期": (10, 1),
    "十一那天": (10, 1),
    "十一放假": (10, 1),
    "十一长假": (10, 1),
}
_FIXED |= {
    "立冬": (11, 7),
    "冬至": (12, 22),
    "立秋": (8, 7),
    "立春": (2, 4),
    "谷雨": (4, 20),
    "芒种": (6, 6),
    "夏至": (6, 21),
}
_FIXED |= {"霜降": (10, 23), "小雪": (11, 22), "寒露": (10, 8), "白露": (9, 8), "圣诞": (12, 25), "双十一": (11, 11)}
_LUNAR = {
    "春节": (1, 1),
    "大年初一": (1, 1),
    "过年": (1, 1),
    "元宵": (1, 15),
    "端午": (5, 5),
    "七夕": (7, 7),
    "中元": (7, 15),
}
_LUNAR |= {
    "鬼节": (7, 15),
    "中秋": (8, 15),
    "重阳": (9, 9),
    "腊八": (12, 8),
    "小年": (12, 23),
    "年三十": (12, 29),
    "除夕": (12, 29),
}
_DAYS_BACK = {
    "大前天": 3,
    "大前儿": 3,
    "大前个": 3,
    "前儿个": 2,
    "大前日": 3,
    "前天": 2,
    "前儿": 2,
    "前个儿": 2,
    "前个": 2,
    "前日": 2,
    "前晚": 2,
    "前夜": 2,
}
_DAYS_BACK |= {
    "昨天": 1,
    "昨儿": 1,
    "昨个儿": 1,
    "昨儿个": 1,
    "昨个": 1,
    "昨日": 1,
    "昨晚": 1,
    "昨夜": 1,
    "夜来": 1,
    "夜儿个": 1,
    "昨黑": 1,
    "夜隔": 1,
}
_DAYS_BACK |= {
    "今天": 0,
    "今儿": 0,
    "今个": 0,
    "今早": 0,
    "今晚": 0,
    "今日": 0,
    "今晨": 0,
    "刚才": 0,
    "刚刚": 0,
    "方才": 0,
    "将才": 0,
}
_DAYS_BACK |= {
    "今夜": 0,
    "今上午": 0,
    "今下午": 0,
    "头前儿": 0,
    "半小时前": 0,
    "一会儿前": 0,
    "大半夜": 0,
    "后半夜": 0,
    "凌晨": 0,
}
_SEASONS = {
    "开春": 3,
    "春天": 4,
    "春上": 4,
    "麦收": 6,
    "夏天": 7,
    "暑假": 7,
    "三伏": 7,
    "秋收": 10,
    "秋天": 10,
    "入秋": 9,
    "入冬": 11,
    "冬天": 12,
}


@dataclass(frozen=True)
class Day:
    """`confidence` falls as the words get vaguer: 昨天 0.95, 上个月 0.55, 前阵子 0.4."""

    day: date
    start: int
    end: int
    confidence: float


Reader = Callable[[re.Match[str], date], "tuple[date, float] | None"]
_READERS: list[tuple[re.Pattern[str], Reader]] = []


def _reads(pattern: str) -> Callable[[Reader], Reader]:
    def register(reader: Reader) -> Reader:
        _READERS.append((re.compile(pattern), reader))
        return reader

    return register


def days(norm: str, today: date) -> list[Day]:
    """Every day named in the text, left to right, the fullest reading of each stretch of words."""
    found: list[Day] = []
    for pattern, reader in _READERS:
        for match in pattern.finditer(norm):
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            told = _safely(reader, match, today)
            if told and told[0] <= today:
                found.append(Day(told[0], match.start(), match.end(), told[1]))
    return sorted(found, key=lambda d: d.start)


def _safely(reader: Reader, match: re.Match[str], today: date) -> tuple[date, float] | None:
    try:
        return reader(match, today)
    except (ValueError, OverflowError):
        return None


def _int(words: str | None) -> int:
    value = parse(words) if words else None
    if value is None:
        raise ValueError(words)
    return int(value)


def _months_back(today: date, months: int) -> date:
    index = today.year * 12 + today.month - 1 - months
    year, month = divmod(index, 12)
    for day in (today.day, 30, 29, 28):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise ValueError(months)


def _latest(month: int, day: int, today: date, year_word: str | None = None) -> date:
    back = {"去年": 1, "前年": 2, "大前年": 3, "今年": 0, "上年": 1, "头年": 1, "本年": 0}
    if year_word:
        return date(today.year - back[year_word], month, day)
    this = date(today.year, month, day)
    return this if this <= today else date(today.year - 1, month, day)


def _lunar(month: int, day: int, today: date, year_word: str | None = None) -> date:
    """The lunar year runs from the Spring Festival: 去年腊月 is the last month of the lunar year before this one."""
    this = LunarDate.from_solar_date(today.year, today.month, today.day).year
    back = {"去年": 1, "头年": 1, "上年": 1, "前年": 2, "大前年": 3}.get(year_word or "", 0)
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


_YEAR = r"(?P<year>大前年|前年|去年|今年|上年|头年|本年)?的?"
_LUNAR_DAY = r"(?:初(?P<early>[一二三四五六七八九十])|(?P<late>二十[一二三四五六七八九]?|三十|[十廿]?[一二三四五六七八九]|十)(?![月个万千百天]))"


@_reads(
    r"(?P<y>20\d\d|[二][零〇][一二]\d?[零一二三四五六七八九])[年\-./](?P<m>%s)[月\-./](?:(?P<d>%s)[日号]?)?"
    % (_NUM, _NUM)
)
def _full(m: re.Match[str], today: date):
    return date(_int(m["y"]), _int(m["m"]), _int(m["d"]) if m["d"] else 1), 0.95 if m["d"] else 0.6


@_reads(
    _YEAR
    + r"(?:农历|阴历|古历|旧历|老历)的?(?P<m>%s|正|冬|腊)月(?:%s|半)?[号日]?(?:那天|晚上|早上)?" % (_NUM, _LUNAR_DAY)
)
def _lunar_named(m: re.Match[str], today: date):
    return _lunar_of(m, today)


@_reads(_YEAR + r"(?P<m>正|冬|腊)月(?:%s|里)?[号日]?" % _LUNAR_DAY)
def _lunar_month(m: re.Match[str], today: date):
    return _lunar_of(m, today)


def _lunar_of(m: re.Match[str], today: date):
    month = {"正": 1, "冬": 11, "腊": 12}.get(m["m"]) or _int(m["m"])
    day = m["early"] or m["late"]
    exact = day is not None
    number = (
        _int(day.replace("廿", "二十") if day and len(day) > 1 else day)
        if exact
        else (15 if m.group().endswith("半") else 1)
    )
    return _lunar(month, number, today, m["year"]), 0.9 if exact else 0.55


@_reads(_YEAR + r"(?P<m>%s)月初(?P<d>[一二三四五六七八九十])(?!几)" % _NUM)
def _lunar_first_ten(m: re.Match[str], today: date):
    return _lunar(_int(m["m"]), _int(m["d"]), today, m["year"]), 0.8


@_reads(
    _YEAR
    + r"(?<![个0-9一二三四五六七八九十两])(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月份?|/|(?<=\d)\.(?=\d))的?(?P<d>3[01]|[12]?\d|0\d|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])(?:[日号]|(?![0-9零一二三四五六七八九十百千万wk%块元多来个口人级斤米公]))"
)
def _month_and_day(m: re.Match[str], today: date):
    return _latest(_int(m["m"]), _int(m["d"]), today, m["year"]), 0.95


@_reads(r"(?P<which>(?<![地街路厂班县镇村山车手楼房市])上上个?|上个?|这个?|本|当)月的?(?P<d>%s)[日号]" % _NUM)
def _day_of_month(m: re.Match[str], today: date):
    back = 2 if m["which"].startswith("上上") else 1 if m["which"].startswith("上") else 0
    first = _months_back(today.replace(day=1), back)
    return first.replace(day=_int(m["d"])), 0.95


@_reads(
    r"(?P<which>(?<![地街路厂班县镇村山车手楼房市])上上个?|上个?|这个?|本)月的?(?P<part>初(?P<d>[一二三四五六七八九十])?(?!几)|头|中旬?|底|末|月底)"
)
def _part_of_month(m: re.Match[str], today: date):
    back = 2 if m["which"].startswith("上上") else 1 if m["which"].startswith("上") else 0
    first = _months_back(today.replace(day=1), back)
    day = _int(m["d"]) if m["d"] else {"初": 3, "头": 3, "中": 15, "底": 28, "末": 28, "月": 28}[m["part"][0]]
    return min(first.replace(day=day), today), 0.6


@_reads(r"(?<![0-9一二三四五六七八九十个两正冬腊这上本])月(?P<part>初|头上?|底|末)")
def _turn_of_month(m: re.Match[str], today: date):
    first = today.replace(day=1)
    return (first.replace(day=min(3, today.day)), 0.55) if m["part"][0] in "初头" else (first - timedelta(days=3), 0.5)


@_reads(
    _YEAR + r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?P<part>初|头上?|上旬|中旬?|底|下旬|末|尾)"
)
def _part_of_named_month(m: re.Match[str], today: date):
    day = {"初": 3, "头": 3, "上": 5, "中": 15, "底": 28, "下": 25, "末": 28, "尾": 28}[m["part"][0]]
    return _latest(_int(m["m"]), day, today, m["year"]), 0.6


@_reads(_YEAR + r"(?<![个0-9一二三四五六七八九十两])(?P<m>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!\d)")
def _named_month(m: re.Match[str], today: date):
    told = _latest(_int(m["m"]), 1, today, m["year"])
    return told, 0.6


@_reads(r"(?P<which>(?:上+|这|本)个?)?(?:星期|礼拜|周)(?P<d>[一二三四五六日天1-7]|末(?!期))(?!岁|[个年])")
def _weekday(m: re.Match[str], today: date):
    monday, which = today - timedelta(days=today.weekday()), m["which"] or ""
    told = monday + timedelta(days=_WEEKDAY[m["d"]] - 7 * which.count("上"))
    if told > today:
        told -= timedelta(days=7)
    return told, 0.9


@_reads(
    r"(?P<n>%s|半)?(?P<ge>个)?(?P<more>多)?(?P<half>半)?(?P<unit>天|日|星期|礼拜|周|月|年|小时|钟头|分钟)(?P<more2>多)?(?:半)?(?:之前|以前|前(?!后|妻|夫|些|几|阵)|头里|头(?=[,，里]))"
    % _NUM
)
def _ago(m: re.Match[str], today: date):
    if not m["n"]:
        raise ValueError("no number")
    return _back(m["n"], m["unit"], bool(m["half"]), today), 0.75 if (
        m["more"] or m["more2"] or m["unit"] in "月年"
    ) else 0.9


@_reads(
    r"(?:已经|都|快|有|就|得有|得|差不多|大概|整整)?(?P<n>%s|半)个?(?P<more>多)?(?P<half>半)?(?P<unit>天|星期|礼拜|月|年)(?P<more2>多)?(?:半)?(?P<over>了)"
    % _NUM
)
def _lasting(m: re.Match[str], today: date):
    return _back(m["n"], m["unit"], bool(m["half"]), today), 0.55


def _back(number: str, unit: str, half: bool, today: date) -> date:
    half_only = number == "半"
    count = 0 if half_only else _int(number)
    if unit in ("月", "年"):
        if unit == "月":
            return today - timedelta(days=15) if half_only else _months_back(today, count) - timedelta(days=15 * half)
        return _months_back(today, 6 if half_only else count * 12 + 6 * half)
    size = {"天": 1, "日": 1, "星期": 7, "礼拜": 7, "周": 7}.get(unit, 0)
    return today - timedelta(days=(size // 2 if half_only else count * size))


@_reads("|".join(sorted(_DAYS_BACK, key=len, reverse=True)))
def _day_word(m: re.Match[str], today: date):
    return today - timedelta(days=_DAYS_BACK[m.group()]), 0.95


@_reads(
    _YEAR
    + r"(?P<f>"
    + "|".join(sorted(_LUNAR, key=len, reverse=True))
    + r")节?(?P<shift>前一天|第二天|前后|那天|当天|晚上|那晚|刚过)?"
)
def _lunar_festival(m: re.Match[str], today: date):
    told = _lunar(*_LUNAR[m["f"]], today, m["year"] if m["year"] != "今年" else None)
    return _shift(told, m["shift"]), 0.55 if m["f"] == "过年" else 0.85


@_reads(
    _YEAR
    + r"(?P<f>"
    + "|".join(sorted(_FIXED, key=len, reverse=True))
    + r")节?(?P<shift>前一天|第二天|前后|那天|当天|晚上|那晚|刚过|假期)?"
)
def _fixed_festival(m: re.Match[str], today: date):
    if m["f"] in ("三八", "五一", "六一", "七一", "八一") and not re.search(
        r"节|那天|假期|前|第二天|当天|晚上|年五一", m.group()
    ):
        raise ValueError("may be a number")
    return _shift(_latest(*_FIXED[m["f"]], today, m["year"]), m["shift"]), 0.85


def _shift(told: date, words: str | None) -> date:
    return told + timedelta(days={"前一天": -1, "第二天": 1, "刚过": 1}.get(words or "", 0))


@_reads(
    r"(?<![0-9零一二三四五六七八九十月年第楼])(?P<d>3[01]|[12]?\d|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])[号日](?!楼|院|码|地|子|病|坑|井|房|线|机|店|桥|床)"
)
def _bare_day(m: re.Match[str], today: date):
    day = _int(m["d"])
    first = today.replace(day=1) if day <= today.day else _months_back(today.replace(day=1), 1)
    return first.replace(day=day), 0.8


@_reads(
    r"前(?P<n>两|几|些)(?:天|日)|这(?:两|几)天|最近|近来|前(?:一)?(?:阵子|段时间|阵儿|段日子)|前些(?:时候|日子)|上个?(?:礼拜|星期|周)|上上个?(?:礼拜|星期|周)|上个?月|上上个?月|前几个?(?:礼拜|周)|前(?:两)?个月"
)
def _vague(m: re.Match[str], today: date):
    words = m.group()
    if words.startswith("上上"):
        return (today - timedelta(days=14), 0.5) if "月" not in words else (_months_back(today.replace(day=1), 2), 0.5)
    if words.startswith("上"):
        return (today - timedelta(days=7), 0.55) if "月" not in words else (_months_back(today.replace(day=1), 1), 0.55)
    if "月" in words:
        return _months_back(today, 2), 0.45
    back = {"前两天": 2, "前两日": 2, "前几天": 3, "前些天": 5, "前几日": 3, "这两天": 1, "这几天": 2, "最近": 3}.get(
        words, 14
    )
    return today - timedelta(days=back), 0.55 if back <= 3 else 0.4


@_reads(
    r"(?P<year>大前年|前年|去年|今年|上年|头年)(?:的)?(?P<s>"
    + "|".join(_SEASONS)
    + r")?|(?<!年)(?P<only>"
    + "|".join(_SEASONS)
    + ")"
)
def _season_or_year(m: re.Match[str], today: date):
    season, word = m["s"] or m["only"], m["year"] or None
    if not season and word in (None, "今年"):
        raise ValueError("no more than this year")
    return _latest(_SEASONS[season] if season else 7, 1, today, word), 0.45
