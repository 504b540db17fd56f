"""Strings of digits as they are dictated: chunked, with words between, 幺 and 洞, 三个八."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .text import Text

SPOKEN = {"零": "0", "〇": "0", "洞": "0", "幺": "1", "妖": "1", "一": "1", "二": "2", "两": "2", "俩": "2", "三": "3"}
SPOKEN |= {"四": "4", "五": "5", "六": "6", "七": "7", "拐": "7", "八": "8", "九": "9", "勾": "9"}
_COUNTS = {"两": 2, "二": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5}
_ONE = r"[0-9零〇洞幺妖一二两三四五六七八九拐勾]"
_UNIT = rf"(?:[两二俩三仨四五]个{_ONE}|{_ONE})"
_LINK = r"(?:然后再?是?|接下来是?|末了是?|再往后是?|跟着是?|头里是?|后面(?:[两三四五六]位)?是?|后头(?:[两三四五六]位)?是?|接着是?|再来?|完了是?|中间是?|下面是?|最后是?)"
_GAP = rf"(?:[啊呢呀吧嘛哈]?(?:[\s,，、.。\-—…()（）]|杠){{0,6}}(?:{_LINK})?[\s,，、]{{0,2}})"
_RUN = re.compile(rf"{_UNIT}(?:{_GAP}{_UNIT})*(?:{_GAP}[x×叉])?")
_PIECE = re.compile(rf"([两二俩三仨四五])个({_ONE})|({_ONE})(?!位)|([x×叉])$")
_COUNTING_WORD = re.compile(r"[十百千万块元个口岁号月年天日组级亩斤点米家共直起]")


@dataclass(frozen=True)
class DigitRun:
    """`digits` and, for each of them, the start and end of the words that gave it."""

    digits: str
    spans: tuple[tuple[int, int], ...]
    counted: bool
    """What follows counts the last digit (…四七一 三口人), so that digit may be none of the string."""

    def part(self, first: int, last: int) -> DigitRun:
        return DigitRun(self.digits[first:last], self.spans[first:last], self.counted and last == len(self.digits))

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def runs(text: Text, at_least: int = 1) -> list[DigitRun]:
    """Every dictated string of digits of that length or longer; X closes an ID number."""
    found = []
    for match in _RUN.finditer(text.norm):
        digits, spans = [], []
        for piece in _PIECE.finditer(text.norm, match.start(), match.end()):
            for digit in _read(piece):
                digits.append(digit)
                spans.append(piece.span())
        if len(digits) >= at_least:
            counted = bool(_COUNTING_WORD.match(text.norm[match.end() : match.end() + 1]))
            found.append(DigitRun("".join(digits), tuple(spans), counted))
    return found


def _read(piece: re.Match[str]) -> str:
    times, repeated, single, cross = piece.groups()
    if times:
        return SPOKEN.get(repeated, repeated) * _COUNTS[times]
    return "X" if cross else SPOKEN.get(single, single)


def split(run: DigitRun) -> list[DigitRun]:
    """A phone and an ID number dictated in one go are two strings."""
    if len(run.digits) < 26:
        return [run]
    if run.digits[0] == "1" and run.digits[1] in "3456789":
        return [run.part(0, 11), run.part(11, len(run.digits))]
    return [run.part(0, len(run.digits) - 11), run.part(len(run.digits) - 11, len(run.digits))]
