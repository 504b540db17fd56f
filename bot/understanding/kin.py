"""Words for persons: kin, neighbours and the like, from nlu_data/lookups/kin.csv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from . import lookups


@dataclass(frozen=True)
class Kin:
    """`relation`: what the caller is to this person (a wife says 老公 → spouse); None for words like 老两口."""

    word: str
    relation: str | None
    heads: int
    child: bool


@cache
def table() -> dict[str, Kin]:
    return {
        r["word"]: Kin(r["word"], r["relation"] or None, int(r["heads"]), r["child"] == "y")
        for r in lookups.rows("kin.csv")
    }


_A_ROOM = r"(?![^,，。]{0,8}(?:烧|着火|起火|漏|塌|垮|淹|进水|泡|掀|偷|东西|家具|没(?:有)?(?:粮|米|吃)))"
"""我屋里头烧了 speaks of the house, 我屋里头摔了 of the wife."""


_A_FAMILY_THERE = "(?=的?(?:老|大|小|邻|那[家老个户]|人家|他|她|[一-鿿]家|住|两口|孩|媳|男|女|叔|婶|爷|奶|嫂|哥|姐))"
_ONLY_WHERE = {"娘": "(?!家)", "大大": "(?![小咧方降增提减超缩简加])", "前院": _A_FAMILY_THERE, "后院": _A_FAMILY_THERE}


_NO_SON = "(?<![这那哪昨今明前会点事块])"
"""我们这儿, 昨儿: no son."""


def _fragment(word: str) -> str:
    before = _NO_SON if word == "儿" else ""
    return before + re.escape(word) + _ONLY_WHERE.get(word, _A_ROOM if word.startswith("屋里") else "")


@cache
def alternatives() -> str:
    """A regex fragment for any kin word, the longest first."""
    longest_first = sorted(table(), key=len, reverse=True)
    return "(?:" + "|".join(map(_fragment, longest_first)) + ")"


@cache
def pattern() -> re.Pattern[str]:
    return re.compile(alternatives())
