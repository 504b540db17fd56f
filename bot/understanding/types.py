"""What the understander is told and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime


@dataclass(frozen=True)
class Heard:
    """One field's value with the caller's own words for it (`said`, characters start..end of the text as received).

    Money is whole yuan, dates are ISO strings; `low`/`high` are set only when the caller gave a range or a rough sum.
    """

    field: str
    value: object
    said: str
    confidence: float
    start: int
    end: int
    low: int | None = None
    high: int | None = None
    correction: bool = False

    def but(self, **changes: object) -> Heard:
        return replace(self, **changes)


@dataclass(frozen=True)
class Notice:
    """Something the reply should take up, which is not a value: a wrong ID number, a place outside the county.

    kind: wrong_id_number, wrong_phone, outside_place, ambiguous_place, place_mismatch, surname_only, withdrawn.
    detail: e.g. the right county's full name for outside_place, the townships to choose from for ambiguous_place.
    """

    kind: str
    field: str | None
    said: str
    detail: str | None = None


@dataclass(frozen=True)
class Signals:
    """How the caller answers, read by rule with what was asked as context."""

    affirm: bool = False
    deny: bool = False
    unknown: bool = False
    refuse: bool = False
    repeat: bool = False
    correction: bool = False


@dataclass(frozen=True)
class Hearing:
    heard: tuple[Heard, ...] = ()
    notices: tuple[Notice, ...] = ()
    signals: Signals = Signals()

    def get(self, field_name: str) -> Heard | None:
        return next((item for item in self.heard if item.field == field_name), None)


@dataclass(frozen=True)
class Named:
    """Somebody's name, at characters start..end of the text as received, as the classifier has it (probability 0…1)."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True)
class Context:
    """Where the conversation stands. `asked` is a field's dotted name or "confirm"; `known` maps dotted names to values."""

    jurisdiction: str
    today: date
    now: datetime
    asked: str | None = None
    known: Mapping[str, object] = field(default_factory=dict)
    read_back: bool = False
    caller_phone: str | None = None
    story: Mapping[str, float] = field(default_factory=dict)
    """How likely each category of emergency (or `none`) is by the classifier; empty where none is asked."""
    people: tuple[Named, ...] = ()
    """Where somebody is named, by the classifier."""


@dataclass(frozen=True)
class Danger:
    """kind: suicide, medical, fire or violence."""

    kind: str
    words: str
    confidence: float
