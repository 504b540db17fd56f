"""Danger on the very turn, by rule: suicide, medical, fire, violence. A classifier beside it covers what no rule foresees."""

from __future__ import annotations

import re
from functools import cache

from . import lookups
from .danger_figures import literal
from .danger_scope import is_not_now, is_now
from .text import Text, read
from .types import Danger

_ORDER = ("suicide", "medical", "fire", "violence")
_CUT = re.compile(r"[。！!？?；;]+")


@cache
def _patterns() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    return tuple((r["kind"], float(r["strength"]), re.compile(r["pattern"])) for r in lookups.rows("danger.tsv"))


@cache
def _signs() -> tuple[tuple[str, str, float, re.Pattern[str]], ...]:
    table = lookups.rows("danger_signs.tsv")
    return tuple((r["kind"], r["sort"], float(r["weight"]), re.compile(r["pattern"])) for r in table)


def danger(text: str, asked: str | None = None) -> Danger | None:
    """The gravest danger the words speak of as present, with the caller's own words, or None.

    `asked` is the field last asked for; a bare answer to a question is no alarm by itself.
    """
    heard = read(text)
    plain = literal(heard.norm)
    found: list[tuple[float, int, Danger]] = []
    for kind, strength, pattern in _patterns():
        for match in pattern.finditer(plain):
            if is_now(kind, heard.norm, _around(heard.norm, match.start()), match.start(), match.end()):
                words = heard.said(match.start(), match.end())
                found.append((strength, -_ORDER.index(kind), Danger(kind, words, strength)))
    return max(found, key=lambda f: (f[0], f[1]))[2] if found else _from_signs(heard, plain)


def danger_is_not_now(text: str) -> bool:
    """Whether the words as a whole rule danger out; for a classifier that hears danger where no rule does."""
    return is_not_now(read(text).norm)


def _from_signs(heard: Text, plain: str) -> Danger | None:
    """What no single phrase gives away: two signs of different sorts of one kind, or one heavy sign."""
    seen: dict[str, dict[str, tuple[float, int, int]]] = {}
    for kind, sort, weight, pattern in _signs():
        for match in pattern.finditer(plain):
            if is_now(kind, heard.norm, _around(heard.norm, match.start()), match.start(), match.end()):
                kept = seen.setdefault(kind, {}).get(sort, (0.0, 0, 0))
                seen[kind][sort] = max(kept, (weight, match.start(), match.end()))
    for kind in _ORDER:
        sorts = seen.get(kind, {})
        if sum(weight for weight, _, _ in sorts.values()) >= 2:
            start, end = min(s for _, s, _ in sorts.values()), max(e for _, _, e in sorts.values())
            return Danger(kind, heard.said(start, end), 0.75)
    return None


def _around(norm: str, position: int) -> str:
    """The sentence that holds the position; without full stops, the whole text."""
    cuts = [m.end() for m in _CUT.finditer(norm) if m.end() <= position]
    ends = [m.start() for m in _CUT.finditer(norm) if m.start() > position]
    start, end = (cuts[-1] if cuts else 0), (ends[0] if ends else len(norm))
    return norm[start:end] if end - start > 12 else norm
