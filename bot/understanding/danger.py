"""Danger on the very turn, by rule: suicide, medical, fire, violence. A classifier beside it covers what no rule foresees."""

from __future__ import annotations

import re
from functools import cache

from . import lookups
from .danger_figures import literal
from .danger_scope import is_not_now, is_now, is_resolved
from .text import Text, read
from .types import Danger

_ORDER = ("suicide", "medical", "fire", "violence")
_SMOKE = re.compile(
    r"煤(?:烟|气|味)|一氧化碳|沼气|瓦斯|燃气|天然气|液化气|烟味|(?:炕|炉|灶|炭|煤)[^,，。]{0,8}(?:烟|熏|呛|味)|炭(?:火|盆)|烧[^,，。]{0,2}炭|烟[^,，。]{0,4}(?:倒灌|熏)"
)
_DOWN = re.compile(
    r"不(?:醒|应(?!该)|省人事|答应)|(?:[推摇晃叫掐][^,，。]?|一动)不动|动弹不|不[会能]?动弹|没(?:有|了)?(?:反应|知觉|动静)|昏|晕(?:过去|倒|在|乎乎|了)|(?<!打)倒(?!灌)[了下在地]|躺[^,，。]{0,2}地|起不来|中毒|熏(?:着|倒|晕)|瘫|发软"
)
_BURNS = re.compile(r"[着起失]了?火|着(?:了|起来)|火(?:苗|势|光|焰)|大火|烧(?:起来|着)|[浓黑]烟|炸|冒[火烟]")
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


def danger_is_resolved(text: str) -> bool:
    """Whether the words tell of days gone by and say outright that everybody is well: no classifier is surer than that."""
    return is_resolved(read(text).norm)


def is_from_smoke(text: str) -> bool:
    """People lie senseless in coal smoke or gas and nothing burns: that is 120's, and fresh air, not the fire brigade's."""
    norm = read(text).norm
    return bool(_SMOKE.search(norm) and _DOWN.search(norm)) and not _BURNS.search(norm)


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
