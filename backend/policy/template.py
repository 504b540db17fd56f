"""Sentences with numbers in them: `{formula}` is replaced by its value, written as people say it."""

import re
from fractions import Fraction
from typing import Any

from backend.policy.formula import Scope, evaluate

_HOLE = re.compile(r"\{([^{}]+)\}")


def holes(text: str) -> list[str]:
    """The formulas inside a sentence."""
    return _HOLE.findall(text)


def filled(text: str, scope: Scope) -> str:
    """The sentence with its values; raises Unknown when one of them is not known."""
    return _HOLE.sub(lambda hole: spoken(evaluate(hole.group(1), scope)), text)


def spoken(value: Any) -> str:
    """A value as it is written: whole numbers without a point, others with two places at most."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Fraction):
        rounded = f"{float(value):.2f}".rstrip("0").rstrip(".")
        return rounded or "0"
    if isinstance(value, list | tuple):
        return "、".join(spoken(item) for item in value)
    return str(value)
