"""What the bot remembers of one conversation: typed, compact, carried in the tracker's single `state` slot.

One record instead of a Rasa slot per field, because a slot keeps neither the caller's words nor how sure we are, and
twenty slot events a turn would make the tracker (and every turn) grow.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

SURE = 0.75
"""Below this a value is read back as a question."""


@dataclass
class Told:
    """One field as told: its value (whole yuan, ISO date), the words, how sure, and the range when the sum was rough.

    `answering` is the question that was open when it was told.
    """

    value: Any
    said: str
    confidence: float
    low: int | None = None
    high: int | None = None
    confirmed: bool = False
    answering: str | None = None

    @property
    def is_doubtful(self) -> bool:
        return self.confidence < SURE and not self.confirmed

    @property
    def is_presumed(self) -> bool:
        """Nobody said it, so nobody can have misheard it."""
        return not self.said


@dataclass
class Draft:
    """One application in the making. `key` numbers the drafts of a conversation from 1; `as_said` holds the answers we have no
    reading for; `continues` is the number of the unfinished case that the caller came back to."""

    key: int = 1
    told: dict[str, Told] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    as_said: dict[str, str] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    read_back: bool = False
    number: str | None = None
    query_code: str | None = None
    provisional: str | None = None
    continues: str | None = None

    @property
    def is_filed(self) -> bool:
        return self.number is not None or self.provisional is not None

    def value(self, name: str) -> Any:
        told = self.told.get(name)
        return told.value if told else None

    def knows(self, name: str) -> bool:
        return name in self.told

    def is_settled(self, name: str) -> bool:
        return name in self.told or name in self.skipped

    @property
    def for_someone_else(self) -> bool:
        return self.value("filer.relation") not in (None, "self")


@dataclass
class Talk:
    """The whole conversation. `asking` is a field's dotted name, "confirm", or None; `flow` a side errand under way;
    `given_up` the errands that came to nothing; `danger_words` the words of phrases.yml that fit whoever is in danger."""

    jurisdiction: str = field(default_factory=lambda: os.environ.get("EJIUZHU_HOME_COUNTY") or "boshan")
    channel: str = "web_chat"
    phone: str | None = None
    phone_is_verified: bool = False
    draft: Draft = field(default_factory=Draft)
    asking: str | None = None
    flow: str | None = None
    flow_turns: int = 0
    errand: dict[str, Any] = field(default_factory=dict)
    given_up: list[str] = field(default_factory=list)
    danger: str | None = None
    danger_words: str | None = None
    danger_turns: int = 0
    waited: bool = False
    last_said: list[str] = field(default_factory=list)
    nonsense: int = 0
    detours: int = 0
    silences: int = 0
    repeats: int = 0
    noes: int = 0
    wrong: list[str] = field(default_factory=list)
    seq: int = 0
    heard_at: float = 0.0
    handed_over: bool = False
    closed: bool = False
    is_apply: bool = False
    last_alert: str | None = None

    @property
    def can_be_reached(self) -> bool:
        """Whether a promise to ring back can be kept."""
        return bool(self.reach)

    @property
    def reach(self) -> str | None:
        """The number to ring back: the line they call from, else what they told."""
        return self.phone or self.draft.value("applicant.phone") or self.draft.value("filer.phone")

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any] | None) -> Talk:
        """The state as stored; a slot that was never set gives a new conversation. Unknown keys (an older bot) are dropped."""
        if not raw:
            return cls()
        known = {key: value for key, value in raw.items() if key in cls.__dataclass_fields__}
        draft = {k: v for k, v in (raw.get("draft") or {}).items() if k in Draft.__dataclass_fields__}
        draft["told"] = {name: Told(**told) for name, told in (draft.get("told") or {}).items()}
        return cls(**{**known, "draft": Draft(**draft)})
