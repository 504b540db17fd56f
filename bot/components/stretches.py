"""Parts of a long turn, heard by themselves: a cry for help in the middle of a long story is lost in the story's sum."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONG = 40
"""Characters from which a turn is heard in parts too."""
_CLAUSE = re.compile(r"[^，,。！!？?；;…\s]+[，,。！!？?；;…\s]*")
_TOGETHER = 3
_WITHOUT_PAUSES, _STEP = 30, 12
_SHORTEST = 8


def stretches(text: str) -> Iterator[str]:
    """Every three clauses in a row; of speech without pauses, thirty characters every twelve. Nothing of a short turn."""
    if len(text) < LONG:
        return
    clauses = _CLAUSE.findall(text)
    if len(clauses) < _TOGETHER:
        parts = [text[start : start + _WITHOUT_PAUSES] for start in range(0, len(text) - _STEP, _STEP)]
    else:
        parts = ["".join(clauses[first : first + _TOGETHER]) for first in range(len(clauses) - 1)]
    yield from (part for part in parts if len(part) >= _SHORTEST)
