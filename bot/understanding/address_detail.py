"""The end of an address: group, building, house number, and the hamlet when it is not in the register."""

from __future__ import annotations

import re

from .text import Text
from .types import Context, Heard

Span = tuple[int, int]

_N = r"[0-9a-z一二三四五六七八九十百零两]{1,5}"
_DETAIL = re.compile(
    rf"(?:[一-鿿]{{2,6}}?(?:小区|花园|家园|公寓|新村|大院|巷|胡同|路|街)(?:{_N}(?:号院|弄))?)?"
    rf"(?:(?:第?{_N}(?:村民)?小?(?:组|队)|{_N}(?:号楼|栋|幢|单元|号院|排|楼|层|室|号|户)(?![码])|[东西南北][头边院户]\S{{0,2}})[,，\s]*)+(?:[0-9]{{2,4}}(?![0-9]))?"
)
_NEAR = re.compile(
    r"(?:村头|村口|村东|村西|村南|村北|学校|卫生院|供销社|祠堂|庙|桥头|大队部|信用社)(?:的)?(?:东|西|南|北|前|后|旁|边|对面|隔壁)[头边面]?"
)


def detail(text: Text, context: Context, place_spans: list[Span], heard: list[Heard]) -> list[Heard]:
    """What follows the village (四组, 三号楼二单元), or the whole answer when the detail itself was asked."""
    if context.asked == "address.detail" and not any(h.field.startswith("address.") for h in heard):
        found = _DETAIL.search(text.norm) or _NEAR.search(text.norm)
        start, end = found.span() if found else (0, len(text.norm))
        return [_hear(text, start, end, 0.85 if found else 0.7)] if end - start >= 2 else []
    after = max((end for _, end in place_spans), default=None)
    for match in _DETAIL.finditer(text.norm):
        if after is not None and 0 <= match.start() - after <= 2:
            return [_hear(text, *match.span(), 0.9)]
    return []


def _hear(text: Text, start: int, end: int, confidence: float) -> Heard:
    while end > start and text.norm[end - 1] in " ,，。":
        end -= 1
    said = text.said(start, end)
    return Heard("address.detail", said, said, confidence, *text.origin(start, end))
