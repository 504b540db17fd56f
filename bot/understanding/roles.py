"""What callers say they are (我是村里的会计), from nlu_data/lookups/roles.csv."""

from __future__ import annotations

import re
from functools import cache

from . import lookups

IN_OFFICE = ("village_officer", "volunteer")
"""Who calls for others because it is their work."""


@cache
def table() -> dict[str, str]:
    """A word → what it makes the caller to the person in need (filer.relation)."""
    return {row["word"]: row["relation"] for row in lookups.rows("roles.csv")}


@cache
def alternatives(*relations: str) -> str:
    """A regex fragment for any of these roles, or any at all, the longest first."""
    words = (word for word, relation in table().items() if relation in relations or not relations)
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"
