"""household.status: what the family already is on the books (低保, 特困, 低收入, 残疾证), or none."""

from __future__ import annotations

import re

from .corrections import is_after_marker
from .text import Text
from .types import Context, Heard

_FIELD = "household.status"
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "low_income",
        r"低收入(?:家庭|户|人口)?|低保边缘(?:户|家庭)?|边缘(?:户|家庭)|支出型(?:困难|贫困)(?:户|家庭)?|贫困户|困难户|建档立卡户?|脱贫户|监测户|困难家庭",
    ),
    ("tekun", r"特困(?:户|人员|供养)?|五保(?:户|老人)?|三无(?:人员|老人|户)?|供养户"),
    (
        "disabled",
        r"残疾(?:证|人|等级|补贴|户)|残(?:疾)?[一二三四]级|[一二三四](?:级|等)残|残联|肢体[一二三四]级|智力[一二三四]级|(?:有|是|办了)(?:个)?残疾|残废证|残补",
    ),
    ("dibao", r"低保(?!边缘|中心|大厅|所)(?:户|家庭|对象|证|金|费|钱)?|最低生活保障|吃保"),
)
_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _KINDS)
_NOT = re.compile(
    r"(?:没有?(?:办|吃|拿|享受|评|批|给|领|上|有)?(?:上|过|到|下来)?(?:着)?|没得|冇|不是|不算|不够|够不上|不属于|没被?评上|未|无|没进|也没|又不是|啥也不是)(?:什么|啥|这个|那个|过|到|上|的|着)?$"
)
_NOT_AFTER = re.compile(
    r"^(?:户|家庭|金|证|对象)?(?:也|都|还|就|给)?(?:没有?(?!钱花|着落|断)|停了|取消|被取消|退了|给停|不给|没批|没办|办不|没评|评不上|申请过没|没申请|不是|不够|不让)|^[^,，。]{0,6}(?:没批|没办下来|没下来|没通过|没评上|被取消|取消了|停了|停掉|不批|没办成|拿掉了)"
)
_ASKING = re.compile(
    r"^[^。]{0,8}(?:怎么办理|咋办理|怎么申请|咋申请|能不能|能办|可以办|给办|行不行|符合|条件|[吗么]|多少钱|标准)|^(?:去)?(?:哪里|哪儿)办"
)
_WANTING = re.compile(
    r"(?:想(?:申请|办|要|吃|问)?(?:个|一下)?|要?申请(?:过|了|办)?(?:个)?|能(?:不能)?(?:给)?(?:办|申请|吃)?(?:个)?|给(?:我)?办(?:个)?|什么(?:是|叫)|啥(?:是|叫)|正在办|在办|打算办|咋办|怎么办|问(?:一下|问)?)$"
)
_NONE = re.compile(
    r"都没有?|都不是|啥也?(?:不是|没有)|什么(?:都|也)?(?:不是|没有)|一样也?没有|没有(?=$|[,，。!！呢啊呀吧的了])|没有这些|没有那些|不是(?=$|[,，。!！呢啊呀吧的])|普通(?:户|农户|家庭|人家|老百姓|村民|居民)|一般(?:户|农户|家庭|人家|老百姓)|没办过|没享受|没吃过|没评上|没领过|都没(?:办|享受|评|领)|没(?=$|[,，。!！])|没呢|正常(?:户|家庭)|均?无$"
)


def status(text: Text, context: Context) -> list[Heard]:
    """What the household is said to be. A denial is heard as [none] only when the status was asked."""
    asked = context.asked == _FIELD
    held, denied, spans = [], False, []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text.norm):
            if any(s < match.end() and match.start() < e for s, e in spans):
                continue
            spans.append(match.span())
            stands = _stands(text, match, asked)
            denied = denied or stands is False
            if stands:
                held.append((kind, match.start(), match.end()))
    if held:
        held.sort(key=lambda h: h[1])
        return [_hear(text, list(dict.fromkeys(k for k, _, _ in held)), held[0][1], held[-1][2], 0.92)]
    nothing = _NONE.search(text.norm) if asked else None
    if nothing or (denied and asked):
        start, end = nothing.span() if nothing else spans[0]
        return [_hear(text, ["none"], start, end, 0.9)]
    if denied and not asked and re.search(r"(?:不是|没有?)[^,，。]{0,4}低保", text.norm):
        return [_hear(text, ["none"], *spans[0], 0.6)]
    return []


def _stands(text: Text, match: re.Match[str], asked: bool) -> bool | None:
    """True: said to be so; False: denied; None: asked about, wished for, or only spoken of."""
    before, after = text.before(match.start(), 8), text.after(match.end(), 12)
    if _NOT.search(before) or _NOT_AFTER.match(after):
        return False
    if _ASKING.match(after) or _WANTING.search(before):
        return False if asked and "申请" in before else None
    if re.search(r"(?:邻居|别人|人家|他们家|隔壁|有的人)[^,，。]{0,6}$", before):
        return None
    return True


def _hear(text: Text, value: list[str], start: int, end: int, confidence: float) -> Heard:
    hedged = re.search(r"好像|应该|可能|大概|听说|也许", text.before(start, 6))
    said, place = text.said(start, end), text.origin(start, end)
    return Heard(
        _FIELD, value, said, confidence - (0.12 if hedged else 0), *place, correction=is_after_marker(text, start)
    )
