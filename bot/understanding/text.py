"""The caller's words made even enough for rules, with the way back to what was really said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_FILLERS = re.compile(
    r"啊+|嗯+|呃+|唔+|诶+|欸+|哎呦|哎哟|哎呀|唉+|哎+|噢+|喔+|哦+|哈(?=[，,。 ]|$)|那个那个|这个这个"
    r"|(?<![0-9零一二两三四五六七八九十百千万])那个(?=[，,、 我俺你他她家名电手住地身])|就是说|怎么说呢|咋说呢|额(?=[，,。、 ])|"
    r"(?<=[，,。、 ])额(?![尔吉度])"
)
_STUTTER = re.compile(r"([我俺你他她它是在叫就有那这的住家])\1+")
_ECHO = re.compile(
    r"((?!.?每)[\u4e00-\u9fff]{2,4})[，,、 ]*\1(?![的是爸妈爹娘他她]|[\u4e00-\u9fff]{1,3}的[\u4e00-\u9fff])"
)
_ENDINGS = re.compile(r"[啦喽咯囖](?=$|[,，。.!！?？;；、 ])")
"""没有啦, 没有咯: 了 with a smile."""
_MIXED = re.compile(r"(?<=[千万])[1-9](?=[千百])|(?<=百)[1-9](?=十)")
_DIGITS = "零一二三四五六七八九"
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万幺0123456789")
_BREAKS = re.compile(r"[，,。．.！!？?；;、:：\s…—\-]+")
_SENTENCE_END = re.compile(r"[。！!？?；;…]+")
_CJK_GAPS = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Text:
    """`norm` is searched by the rules; `at[i]` is where its i-th character stands in `original`."""

    original: str
    norm: str
    at: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        if end <= start or not self.at:
            return 0, 0
        return self.at[start], self.at[end - 1] + 1

    def said(self, start: int, end: int) -> str:
        first, last = self.origin(start, end)
        return self.original[first:last]

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        return tuple(_pieces(self.norm, _BREAKS))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        return tuple(_pieces(self.norm, _SENTENCE_END))

    def without(self, spans: Sequence[tuple[int, int]]) -> Text:
        """The same words with a break in place of each span; what is left still knows where it came from."""
        gone = {i for start, end in spans for i in range(start + 1, end)}
        breaks = {start for start, _ in spans}
        kept = [
            (" " if i in breaks else c, at)
            for i, (c, at) in enumerate(zip(self.norm, self.at, strict=True))
            if i not in gone
        ]
        return Text(self.original, "".join(c for c, _ in kept), tuple(at for _, at in kept))

    def clause_of(self, position: int) -> tuple[int, int]:
        return next((c for c in self.clauses if c[0] <= position < c[1]), (position, len(self.norm)))

    def sentence_of(self, position: int) -> tuple[int, int]:
        return next((c for c in self.sentences if c[0] <= position < c[1]), (0, len(self.norm)))

    def before(self, position: int, width: int) -> str:
        return self.norm[max(0, position - width) : position]

    def after(self, position: int, width: int) -> str:
        return self.norm[position : position + width]


def _pieces(norm: str, breaks: re.Pattern[str]) -> list[tuple[int, int]]:
    cuts, start = [], 0
    for gap in breaks.finditer(norm):
        if _is_decimal_point(norm, gap):
            continue
        if gap.start() > start:
            cuts.append((start, gap.start()))
        start = gap.end()
    if start < len(norm):
        cuts.append((start, len(norm)))
    return cuts


def _is_decimal_point(norm: str, gap: re.Match[str]) -> bool:
    inside = norm[gap.start() - 1 : gap.start()].isdigit() and norm[gap.end() : gap.end() + 1].isdigit()
    return gap.group() in (".", ",", "-") and inside


def read(original: str) -> Text:
    """Full-width forms become plain ones, fillers and stutters go; every character left remembers its place."""
    chars: list[tuple[str, int]] = []
    for index, char in enumerate(original):
        for plain in unicodedata.normalize("NFKC", char):
            if plain != "\u200b":
                chars.append((" " if plain.isspace() else plain.lower(), index))
    if _is_spaced_out(chars):
        chars = _drop(chars, _CJK_GAPS, keep=0)
    chars = _evened(chars)
    chars = _drop(chars, _FILLERS, keep=0)
    chars = _drop(chars, _STUTTER, keep=1)
    chars = _drop_echoes(chars)
    return Text(original, "".join(c for c, _ in chars), tuple(i for _, i in chars))


def _is_spaced_out(chars: list[tuple[str, int]]) -> bool:
    spaces = sum(c == " " for c, _ in chars)
    if re.fullmatch(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff])+", "".join(c for c, _ in chars)):
        return True
    return len(chars) >= 12 and spaces * 3 >= len(chars)


def _evened(chars: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """没有啦 as 没有了; a recogniser's 一千9百 as 一千九百."""
    ends = {m.start() for m in _ENDINGS.finditer("".join(c for c, _ in chars))}
    norm = "".join(c for c, _ in chars)
    mixed = {m.start(): _DIGITS[int(m.group())] for m in _MIXED.finditer(norm)}
    return [("了" if i in ends else mixed.get(i, c), at) for i, (c, at) in enumerate(chars)]


def _drop(chars: list[tuple[str, int]], pattern: re.Pattern[str], keep: int) -> list[tuple[str, int]]:
    norm = "".join(c for c, _ in chars)
    gone = {i for m in pattern.finditer(norm) for i in range(m.start() + keep, m.end())}
    return [pair for i, pair in enumerate(chars) if i not in gone]


def _drop_echoes(chars: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """A word said twice in a row is kept once; digits are not, for a phone may well repeat them."""
    norm = "".join(c for c, _ in chars)
    gone: set[int] = set()
    for match in _ECHO.finditer(norm):
        if not set(match.group(1)) & _NUMERALS:
            gone.update(range(match.start(), match.end() - len(match.group(1))))
    return [pair for i, pair in enumerate(chars) if i not in gone]
