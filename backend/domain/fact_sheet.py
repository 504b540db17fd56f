"""What is known about a case, by dotted name: nested or dotted JSON in, checked values out."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from backend.domain.errors import InvalidFields
from backend.policy.parameters import Fact

LARGEST = 100_000_000


class FactSheet:
    """The facts told, exact and of the right kind. `ignored` are names that no rule knows."""

    def __init__(self, told: Mapping[str, Any], registry: Mapping[str, Fact]) -> None:
        self.values: dict[str, Any] = {}
        self.ignored: list[str] = []
        wrong: dict[str, str] = {}
        for name, value in flattened(told, registry).items():
            if name not in registry:
                self.ignored.append(name)
            elif value is not None:
                try:
                    self.values[name] = read(registry[name], value)
                except ValueError as error:
                    wrong[name] = str(error)
        if wrong:
            raise InvalidFields(fields=wrong)


def flattened(told: Mapping[str, Any], registry: Mapping[str, Fact], prefix: str = "") -> dict[str, Any]:
    """`{"aid": {"paid_by_village": 1000}}` and `{"aid.paid_by_village": 1000}` are the same; names have two parts at most."""
    flat: dict[str, Any] = {}
    for key, value in told.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and name not in registry and not prefix:
            flat |= flattened(value, registry, f"{name}.")
        else:
            flat[name] = value
    return flat


def read(fact: Fact, value: Any) -> Any:
    """The value as formulas take it; raises ValueError with a sentence for the person."""
    match fact.kind:
        case "money" | "number" | "whole":
            return _number(fact, value)
        case "flag":
            if isinstance(value, bool):
                return value
            raise ValueError(f"“{fact.says}”只能填 true 或 false。")
        case "choice":
            return _choice(fact, value)
        case "choices":
            return tuple(_choice(fact, one) for one in (value if isinstance(value, list | tuple) else [value]))
        case "date":
            return _day(fact, value)
    return str(value)


def _number(fact: Fact, value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction) or value != value:
        raise ValueError(f"“{fact.says}”要填数字。")
    if not fact.least <= value <= LARGEST:
        raise ValueError(f"“{fact.says}”要在 {fact.least} 和 {LARGEST} 之间。")
    number = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    if fact.kind == "whole" and number.denominator != 1:
        raise ValueError(f"“{fact.says}”要填整数。")
    return number


def _day(fact: Fact, value: Any) -> date:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ValueError(f"“{fact.says}”要填日期，比如 2026-11-23。") from error


def _choice(fact: Fact, value: Any) -> str:
    if not isinstance(value, str) or value not in (fact.choices or {}):
        raise ValueError(f"“{fact.says}”只能填：{'、'.join(fact.choices or {})}。")
    return str(value)
