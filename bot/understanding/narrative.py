"""emergency.narrative: the caller's own words for what happened, without phone and ID numbers."""

from __future__ import annotations

import re

from .occurred_on import EVENT
from .text import Text
from .types import Context, Heard

_FIELD = "emergency.narrative"
_HARDSHIP = re.compile(
    r"学费|凑不|没钱|没饭|揭不开|住不|没法|不敢住|医药费|药费|自费|花了|借遍|欠|瘫|残|病|困难|没人管|起不来|找不着|没找|供不起|上不起|饿|没收入|老板不管|不管"
)
_REQUEST = re.compile(r"^(?:我|俺)?(?:想|要|来)?(?:问问?|咨询|申请|办)(?:一下)?[^,，。]{0,6}(?:救助|补助|钱)?$")
_MASKED = re.compile(r"(?:电话|手机|身份证)?(?:号码?)?(?:是)?$")


def narrative(text: Text, context: Context, private: list[tuple[int, int]], told: bool) -> list[Heard]:
    """`private`: stretches to leave out; `told`: the text names an emergency. Verbatim otherwise."""
    asked = context.asked == _FIELD
    if not asked and (not told or context.known.get(_FIELD)):
        return []
    telling = [i for i, c in enumerate(text.clauses) if asked or _tells(text.norm[slice(*c)])]
    stretch = text.clauses[telling[0] : telling[-1] + 1] if telling else ()
    keep = [c for c in stretch if not _is_private(text, c, private)]
    if not keep:
        return []
    said = [_without(text, start, end, private) for start, end in keep]
    words = "，".join(w for w in said if w)
    if len(words) < 3 or _REQUEST.match(words):
        return []
    start, end = keep[0][0], keep[-1][1]
    return [Heard(_FIELD, words, text.said(start, end) if not private else words, 0.9, *text.origin(start, end))]


def _tells(clause: str) -> bool:
    return bool(EVENT.search(clause) or _HARDSHIP.search(clause))


def _is_private(text: Text, clause: tuple[int, int], private: list[tuple[int, int]]) -> bool:
    """A clause that is about the number and tells nothing else (电话是…)."""
    touched = any(s < clause[1] and clause[0] < e for s, e in private)
    return touched and not _tells(_without(text, *clause, private))


def _without(text: Text, start: int, end: int, private: list[tuple[int, int]]) -> str:
    """The clause as said, minus the numbers that identify a person."""
    parts, at = [], start
    for first, last in sorted(private):
        if first >= end or last <= start:
            continue
        parts.append(_MASKED.sub("", text.said(at, max(at, first))))
        at = max(at, min(last, end))
    parts.append(text.said(at, end))
    return "".join(parts).strip(" ,，。")
