"""Where the caller takes back what was just said: 七千八，哦不对，六千八 · 不是八陡镇，是白塔镇 · 刚才说错了，是五口人."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .text import Text

Span = tuple[int, int]

_MARKER = re.compile(
    r"(?:现在|如今|后来)(?:已经)?(?:并到|并入|合到|划到|划归|改成|改叫|归到)|(?<!对)不对(?!劲)|不不|(?:^|[,，。 ])不[,，](?=\s*(?:是|应该|[0-9一二两三四五六七八九十]))|(?<!没)(?:说|记|讲|搞|弄|念|报|写|听|打)?[错差]了(?!过)|口误|我是说|更正|改一下|改成|应该是"
    r"|(?:^|[,，。 ])不是[,，。 ]|(?:^|[,，。 ])(?:哪儿|哪里)呀|搞混了|记混了|忘了[,，]?(?:是|应该)"
)
_NOT_THIS = re.compile(r"(?:不是|不叫|不住|不在|不姓|没有|不到|并非)(?:在|住|叫)?\s*$")
_SEEN_AFTERWARDS = re.compile(r"[^。！？]{0,3}(?:看|念|说|记|写|搞|弄)(?:倒|反|错|岔|串)了")
_REACH = 24


def markers(text: Text) -> list[Span]:
    return [m.span() for m in _MARKER.finditer(text.norm)]


def is_after_marker(text: Text, start: int) -> bool:
    """Whether what begins at `start` puts something right that was said before, here or in an earlier turn."""
    near = any(end <= start and start - end <= _REACH for _, end in markers(text))
    return near or bool(re.search(r"不是[^。！？]{1,12}[,，]?(?:而)?是[^,，。]{0,4}$", text.before(start, 20)))


def is_seen_afterwards(text: Text, end: int) -> bool:
    """自费四千六……是六千四，看倒了: what ends at `end` is said to be the right one only after it."""
    return bool(_SEEN_AFTERWARDS.match(text.norm[end:].lstrip(",，。 ")))


def standing(text: Text, spans: Sequence[Span]) -> list[int]:
    """Which of several like things, in order, still stand once the corrections between them are taken.

    The one before a marker falls when another follows it closely; 不是 A 是 B, A，不是 A，B, and 是 B 不是 A, drop A;
    A，是 B，看倒了 drops A.
    """
    fallen: set[int] = set()
    if len(spans) > 1 and re.search(r"不是\s*$", text.before(spans[-1][0], 4)):
        fallen.add(len(spans) - 1)
    for index in range(len(spans) - 1):
        (start, end), (following, _) = spans[index], spans[index + 1]
        if following - end > _REACH * 2:
            continue
        between = any(end <= s and e <= following and following - e <= _REACH for s, e in markers(text))
        echoed = (
            _NOT_THIS.search(text.before(following, 5)) and text.norm[start:end] == text.norm[slice(*spans[index + 1])]
        )
        is_wrong = echoed or _NOT_THIS.search(text.before(start, 5))
        if between or is_wrong or is_seen_afterwards(text, spans[index + 1][1]):
            fallen.add(index)
    return [i for i in range(len(spans)) if i not in fallen]
