"""Small questions that are about the call itself: is this safe, is it a machine, does it cost anything, why do you ask."""

from __future__ import annotations

import re

from actions.phrases import table
from actions.turn import FREE_TEXT, Turn


def aside(turn: Turn) -> str | None:
    """The answer to a worry said in passing, from phrases.yml; None when the turn holds an answer or no such worry."""
    if turn.fields - FREE_TEXT - {"need.kinds", "filer.relation"}:
        return None
    return next((entry["says"] for entry in table("asides") if re.search(entry["hears"], turn.text)), None)
