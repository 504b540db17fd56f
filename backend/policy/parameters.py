"""What a pack says: dated values with a unit and the article they come from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any


class NoSuchParameter(LookupError):
    """No layer of this county has a value under this key on this day."""


@dataclass(frozen=True)
class Citation:
    """Where a number or a condition comes from; `says` is what the article settles, in plain words."""

    document: str
    section: str
    says: str = ""
    operator: bool = False

    def as_json(self) -> dict[str, str]:
        """The shape every door shows: document, section, says."""
        return {"document": self.document, "section": self.section, "says": self.says}


@dataclass(frozen=True)
class Dated:
    """One value and the days it holds: both ends inclusive, `until` None while it stands."""

    since: date
    until: date | None
    value: Any

    def holds(self, on: date) -> bool:
        """Is the value in force on this day?"""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Parameter:
    """A value in force on a day. Money is whole yuan here; `fen()` is what the ledger counts in."""

    key: str
    value: Any
    unit: str
    citation: Citation
    since: date

    def fen(self) -> int:
        """The amount in fen; only for a parameter whose unit is money."""
        if not self.unit.startswith("yuan") or not isinstance(self.value, int | float):
            raise TypeError(f"{self.key} is {self.unit}, not an amount of money")
        return round(self.value * 100)


@dataclass(frozen=True)
class Series:
    """Every value a parameter ever had in one layer, oldest first."""

    key: str
    says: str
    unit: str
    citation: Citation
    values: tuple[Dated, ...]
    layer: str
    where: str

    def at(self, on: date) -> Parameter | None:
        """The parameter as it stands on this day, or None."""
        for dated in self.values:
            if dated.holds(on):
                return Parameter(self.key, dated.value, self.unit, self.citation, dated.since)
        return None


@dataclass(frozen=True)
class Document:
    """A source: `date` is None where the text carries none."""

    key: str
    title: str
    number: str
    date: date | None

    @property
    def name(self) -> str:
        """Title with its number, as a letter would cite it."""
        return f"{self.title}（{self.number}）" if self.number else self.title


@dataclass(frozen=True)
class Fact:
    """Something a decision may ask: `kind` is number, money, whole, flag, choice, choices, date or text.

    `if_absent` is the value taken when nothing is said (only for what has not happened yet, such as earlier payments);
    `also` is an intake field that is used in its place; `least` is the smallest number that makes sense.
    """

    name: str
    says: str
    kind: str
    unit: str = ""
    choices: Mapping[str, str] | None = None
    if_absent: Any = None
    also: str | None = None
    least: int = 0


def plain_number(value: Any, unit: str) -> Any:
    """A parameter's value as formulas count with it: exact, and per cent as a share of one."""
    if isinstance(value, Mapping):
        return {key: plain_number(inner, unit) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain_number(item, unit) for item in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    number = Fraction(str(value))
    return number / 100 if unit == "percent" else number


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every number or word inside a table, with its dotted path."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else str(key))
    else:
        yield path, value
