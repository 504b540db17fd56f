"""need.kinds: what help is asked for, when the caller says so."""

from __future__ import annotations

import re

from .text import Text
from .types import Context, Heard

_FIELD = "need.kinds"
_WANT = r"(?:想要?|需要|缺|要|给|帮|没有?|差|借|求|能不能|申请|解决|先|盼|送|支援|救济|凑不|拿不|交不|断了)"
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "cash",
        rf"{_WANT}[^,，。]{{0,8}}(?:钱|救助金|现金|资金|款|经济(?:上)?(?:帮|救|支|补))|钱(?:上|的事)|现金|救助金|经济困难|钱(?:都)?不够|(?:拿|凑)不(?:出|够|齐|起)",
    ),
    (
        "goods",
        rf"{_WANT}[^,，。]{{0,8}}(?:吃的|米|面|油|粮|被子|棉被|衣服|棉衣|奶粉|煤|取暖|锅|生活用品|东西吃|饭吃|尿不湿|轮椅|拐杖)|没(?:有)?(?:吃的|饭吃|米|粮|被子|衣服穿)|揭不开锅|断粮|断顿",
    ),
    (
        "shelter",
        r"没(?:有)?(?:地方|地儿|处|房子)(?:住|睡|去)|无家可归|住处|落脚|安置|住的地方|临时住|睡(?:大街|马路|桥洞|车站)|不敢住|住不了|没法住|没法儿住|找(?:个)?(?:地方|地儿)住|有(?:个)?地方住",
    ),
    (
        "medical",
        rf"{_WANT}[^,，。]{{0,8}}(?:看病|治病|治疗|医药|药|住院|手术|大夫)(?!费)|没钱(?:看病|治|手术|吃药|做手术|化疗|透析)|(?:看|治)不起|药(?:都)?(?:断了|没了|吃完)",
    ),
    (
        "counseling",
        r"心理(?:疏导|辅导|医生|咨询|帮助|上)|开导|聊聊|说说话|陪(?:我|他|她)?(?:说|聊)|劝劝|心里(?:堵|难受|憋|苦)|想不开|疏导",
    ),
)
_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _KINDS)


def needs(text: Text, context: Context) -> list[Heard]:
    """The kinds of help named; a hardship that calls for one (没地方住) names it too."""
    asked = context.asked == _FIELD
    found = [(kind, m) for kind, pattern in _PATTERNS for m in pattern.finditer(text.norm)]
    if asked and not found:
        words = (
            ("cash", "钱|款"),
            ("goods", "吃|穿|用|物"),
            ("shelter", "住|房"),
            ("medical", "病|药|医"),
            ("counseling", "心理|说话"),
        )
        found = [(kind, m) for kind, pattern in words for m in re.finditer(pattern, text.norm)]
    if not found:
        return []
    kinds = list(dict.fromkeys(kind for kind, _ in found))
    start, end = min(m.start() for _, m in found), max(m.end() for _, m in found)
    start, end = (start, end) if end - start <= 40 else found[0][1].span()
    return [Heard(_FIELD, kinds, text.said(start, end), 0.85 if asked else 0.7, *text.origin(start, end))]
