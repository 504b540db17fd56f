"""Answers given by pressing a button: the machine's own word for a choice (spouse, accident, true)."""

from __future__ import annotations

from .category import CATEGORIES
from .relation import RELATIONS
from .types import Context, Heard

_STATUS = ("dibao", "tekun", "low_income", "disabled", "none")
_NEEDS = ("cash", "goods", "shelter", "medical", "counseling")
_CHOICES = {"filer.relation": RELATIONS, "emergency.category": CATEGORIES}
_LISTS = {"household.status": _STATUS, "need.kinds": _NEEDS}
_TRUTH = {"true": True, "false": False}


def payload(text: str, context: Context) -> Heard | None:
    word, asked = text.strip().lower(), context.asked or ""
    value: object = None
    if word in _CHOICES.get(asked, ()):
        value = word
    elif asked in _LISTS and (chosen := word.replace("，", ",").split(",")) and all(c in _LISTS[asked] for c in chosen):
        value = chosen
    elif asked == "emergency.in_danger" and word in _TRUTH:
        value = _TRUTH[word]
    return Heard(asked, value, text, 0.99, 0, len(text)) if value is not None else None
