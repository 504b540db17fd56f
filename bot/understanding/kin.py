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


@cache
def alternatives() -> str:
    """A regex fragment for any kin word, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, table()), key=len, reverse=True)) + ")"


@cache
def pattern() -> re.Pattern[str]:
    return re.compile(alternatives())
