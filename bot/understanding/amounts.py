"""Sums of money as people say them, exact or rough: 两千来块, 五六万, 一万二三, 千把块, 好几千, 十几万."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numerals import RUN, UNITS, parse, spoken_range
from .text import Text


@dataclass(frozen=True)
class Amount:
    """Whole yuan. `explicit`: said with 元/块/钱 or a unit from a hundred up, so it can only be money (or a count)."""

    value: int
    start: int
    end: int
    low: int | None = None
    high: int | None = None
    explicit: bool = False
    vague: bool = False


_NUMERAL = r"\d零〇幺一二两三四五六七八九十百千万"
_MONEY_WORD = r"(?:块钱|块|元钱|元|圆|rmb|人民币|大洋)"
_ROUGH = r"(?:多|来|余|几|出头|左右|上下|的样子|不到|冒头|挂零|大几)"
_NOT_MONEY = (
    r"(?!(?:(?<=\d)\s*)?(?:多|来|几)?(?:口|个(?!钱)|人|岁|周岁|虚岁|号|月(?!月)|日|天(?!天)|年(?!年)|组|队|楼|层|单元|室|栋|幢|点(?=[钟半多整一二三四五六七八九十零0-9])|分(?!钱)|斤|公斤|亩|次|级|平(?![均时常摊])|里|米"
    r"|公里|度|届|班|本|条|头|只|辆|间|晚|宿|把|根|期|床|%|名|位|路|胡同|巷|代|成|折|届|盒|针|趟|种|道|颗|棵|寸|克|毫|升|时|小时|"
    r"社区|村|镇|乡|大队|生产队|胎|回|顿|遍|下(?!不来|来)|口人))"
)
_PAIR = re.compile(
    rf"(?P<a>{RUN})\s*(?:块|元)?\s*(?:到|至|~|～|—|-|或者|或)\s*(?P<b>{RUN})(?![{_NUMERAL}])(?P<rough>{_ROUGH})?\s*(?P<word>{_MONEY_WORD})?{_NOT_MONEY}"
)
_INNER = re.compile(rf"(?P<a>{RUN})(?P<mid>多|来|几)(?P<unit>[百千万])(?P<word>{_MONEY_WORD})?{_NOT_MONEY}")
_ABOUT = re.compile(
    rf"(?P<a>上|近|小|大几|好几|几|[百千万](?=把))(?P<unit>[百千万]|把)?(?P<more>多)?(?P<word>{_MONEY_WORD})?{_NOT_MONEY}"
)
_PLAIN = re.compile(
    rf"(?<!分之)(?P<yen>[￥¥])?(?P<a>{RUN})(?![{_NUMERAL}])(?P<rough>{_ROUGH})?\s*(?P<word>{_MONEY_WORD})?(?P<tail>[一二三四五六七八九](?=[毛角,，。 ]|$))?{_NOT_MONEY}"
)
_NOTHING = re.compile(r"(?:一分钱?|分文|一毛钱?|一个子儿?|半毛钱)(?:都|也)?(?:没|无|不)有?(?:花|掏|出|收)?")
_HALF = re.compile(rf"半(?:拉|个)?万(?:多|来)?(?P<word>{_MONEY_WORD})?{_NOT_MONEY}")
_ONE_EACH = re.compile(
    r"(?<=[加凑])一(?=块)|一(?=块(?:[儿堆过住吃干]|生活))|(?<=[百千万])一(?=个月|年(?!级)|天)|(?<![十百千万零第])一(?=个月|年|天|人|学期|学年|次|共|起|直|般|定|样|些|点(?=[钟半多整一二三四五六七八九十零0-9])|家|口气)"
    r"|(?<=[百千万][一二三四五六七八九])[一二两三四五六七八九](?=个人|口[人子儿]|个(?:孩|娃|小孩|老人))"
)
"""What stands before a measure tells of that: a month's, or in 两千三两个人 the people beside the sum."""
_NOT_QUITE = re.compile(r"(?:钱)?(?:都|也|还)?(?:不到|没有|没到|不足|不满)(?:的|呢|吧)?")
_NEARLY = re.compile(r"(?:小|近|将近|差不多)$")
_PAUSE = re.compile(r"[吧呢啊嘛,，。 ]{0,3}(?:也就|就|大概)?")
_SCALE = {"百": 100, "千": 1000, "万": 10_000}


def amounts(text: Text, taken: list[tuple[int, int]] | None = None) -> list[Amount]:
    """Every sum in the text, left to right, outside the stretches already taken by phones, dates and the like."""
    found: list[Amount] = []
    blocked = list(taken or [])
    norm = _ONE_EACH.sub("每", text.norm)
    for reader in (_pairs, _nothings, _halves, _inner_rough, _abouts, _plains):
        for amount in reader(norm):
            if not any(amount.start < e and s < amount.end for s, e in blocked):
                found.append(amount)
                blocked.append((amount.start, amount.end))
    found.sort(key=lambda a: a.start)
    return [a for i, a in enumerate(found) if not (i + 1 < len(found) and _made_exact(norm, a, found[i + 1]))]


def _made_exact(norm: str, first: Amount, following: Amount) -> bool:
    """几百块，五六百吧 · 六百不到，五百八 · 小五万吧，四万八九: the second says the first again, closer."""
    between = norm[first.end : following.start]
    if first.vague and len(between) <= 3 and first.low is not None:
        return first.low <= following.value <= (first.high or 0)
    if re.search(r"准确|确切|精确|具体", between) and len(between) <= 10:
        return True
    is_bound = norm[first.start : first.end].endswith("不到") or _NOT_QUITE.match(between)
    if is_bound and len(between) <= 8:
        return 0.4 * first.value <= following.value <= first.value
    nearly = _NEARLY.search(norm[: first.start])
    return bool(nearly and _PAUSE.fullmatch(between)) and 0.8 * first.value <= following.value <= first.value


def _pairs(norm: str):
    for m in _PAIR.finditer(norm):
        left, right = m["a"], m["b"]
        if left[-1] not in UNITS and right[-1] in UNITS and parse(left) and parse(left) < 10:
            left += right[-1]
        low, high = parse(left), parse(right)
        if low and high and low < high and high >= 100 and high <= low * 10:
            yield _ranged(low, high, m)


def _nothings(norm: str):
    for m in _NOTHING.finditer(norm):
        yield Amount(0, m.start(), m.end(), explicit=True)


def _halves(norm: str):
    """半万, 半拉万."""
    for m in _HALF.finditer(norm):
        yield Amount(5000, m.start(), m.end(), explicit=True)


def _inner_rough(norm: str):
    """三十多万, 十来万, 十几万, 二百多块."""
    for m in _INNER.finditer(norm):
        base, scale = parse(m["a"]), _SCALE[m["unit"]]
        if base is None or base < 10 or base % 10:
            continue
        step = 10 if base < 100 else 100
        if m["mid"] == "来":
            yield Amount(int(base * scale), m.start(), m.end(), explicit=True)
        else:
            low, high = base * scale, (base + step - 1) * scale
            middle = (base + step // 2) * scale if m["mid"] == "几" else low
            yield Amount(int(middle), m.start(), m.end(), int(low), int(high), True)


def _abouts(norm: str):
    """千把块, 好几千, 几百, 上万, 大几千."""
    for m in _ABOUT.finditer(norm):
        head, unit = m["a"], m["unit"]
        if unit is None or (unit == "把") != (head in _SCALE):
            continue
        if unit == "把":
            yield Amount(_SCALE[head], m.start(), m.end(), explicit=True, vague=True)
        elif head in ("几", "好几", "大几"):
            low, high = {"几": (2, 9), "好几": (3, 9), "大几": (5, 9)}[head]
            scale = _SCALE[unit]
            yield Amount((low + high) // 2 * scale, m.start(), m.end(), low * scale, high * scale, True, True)
        else:
            yield Amount(_SCALE[unit], m.start(), m.end(), explicit=True, vague=True)


def _plains(norm: str):
    for m in _PLAIN.finditer(norm):
        run = m["a"]
        if all(c in _SCALE for c in run):
            continue
        between = spoken_range(run)
        explicit = bool(m["yen"] or m["word"] or any(c in run for c in "百千万wk"))
        if between and between[1] >= 10:
            yield _ranged(*between, m, explicit)
            continue
        value = parse(run)
        if value is None or (value < 20 and not explicit):
            continue
        end = m.end("tail") if m["tail"] else m.end()
        high = _upper(value) if m["rough"] in ("多", "几", "余", "大几") else None
        if high and m["rough"] == "大几":
            value = (value + high + 1) / 2
        yield Amount(int(round(value)), m.start(), end, int(value) if high else None, high, explicit)


def _ranged(low: float, high: float, m: re.Match[str], explicit: bool = True) -> Amount:
    return Amount(int((low + high) / 2), m.start(), m.end(), int(low), int(high), explicit)


def _upper(value: float) -> int | None:
    """两千多 is under three thousand: the last digit said may rise by nearly one."""
    if value < 10:
        return None
    step = 1
    while value % (step * 10) == 0:
        step *= 10
    return int(value + step - 1)
