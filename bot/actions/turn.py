"""What the caller did on one turn, as the pipeline heard it, and what the bot answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

FREE_TEXT = {"emergency.narrative", "address.detail"}
"""Fields that any words could fill, an unwilling answer too."""
SURE_OF_AN_ERRAND = 0.6
_ERRANDS = ("faq_", "status", "complaint", "tip_off", "human")
_UNWILLING = {"refuse": "refuse", "dont_know": "unknown"}
SURE_OF_UNWILLING = 0.6
LONGEST_BABBLE = 6
SURE_OF_WORDS = 0.2


_QUESTION = re.compile(
    r"[?？]|吗|么$|多少|多久|多长|几[天时次个口]|怎么|咋|啥|什么|哪|[能会可]不|是不是|有没有|谁|行不|中不|[给管报]不|不$|有[^，。]{0,8}没$"
    r"|(?P<verb>[是要会能用收来给管行让找])不(?P=verb)|(?:是|给|打|发|找)[^，。]{1,8}还是[^，。没不]|还[^，。]{1,6}不[了啊呀呢]?$"
)
_NOT_YET = re.compile("(?:都|也)?还(?:没|不)|没有?[^有没，。]{2}")
_ASKS_ABOUT = re.compile(r"政策|标准|条件")


@dataclass(frozen=True)
class Turn:
    """One message: its words, its most likely intent, what was heard in it, and what the door said about it.

    `event` is something that is no speech: hangup, silence, unclear, unreadable, key_0, opening, location, image.
    """

    text: str = ""
    intent: str = ""
    confidence: float = 0.0
    heard: tuple[Mapping[str, Any], ...] = ()
    notices: tuple[Mapping[str, Any], ...] = ()
    signals: Mapping[str, bool] = field(default_factory=dict)
    danger: Mapping[str, Any] | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    at: float = 0.0

    @property
    def event(self) -> str | None:
        return self.metadata.get("event")

    @property
    def fields(self) -> set[str]:
        return {item["entity"] for item in self.heard}

    def signals_any(self, *names: str) -> bool:
        return any(self.signals.get(name) for name in names)

    @property
    def is_plainly_an_errand(self) -> bool:
        """A question, a look-up, a complaint or a wish for a person that the classifier has no doubt of."""
        return self.confidence >= SURE_OF_AN_ERRAND and self.intent.startswith(_ERRANDS)

    @property
    def declines(self) -> bool:
        return self.signals_any("unknown", "refuse")

    def without_empty_words(self) -> Turn:
        """不想说 and 啦啦啦 are neither a story nor a place: such words that fill nothing but free text fill nothing at all."""
        signal = _UNWILLING.get(self.intent) if self.confidence >= SURE_OF_UNWILLING else None
        if self.fields - FREE_TEXT or not (signal or self.declines or self.is_babble):
            return self
        return replace(self, heard=(), signals={**self.signals, **({signal: True} if signal else {})})

    @property
    def is_babble(self) -> bool:
        """A few syllables like nothing the bot was ever told; 还没算账 is words."""
        is_strange = self.intent == "nonsense" or self.confidence < SURE_OF_WORDS
        return len(self.text) <= LONGEST_BABBLE and is_strange and not _NOT_YET.match(self.text)

    @classmethod
    def from_event(cls, event: Mapping[str, Any]) -> Turn:
        """A tracker's `user` event → a turn. Other components may add entities; only dotted fields are ours."""
        parsed = event.get("parse_data") or {}
        intent = parsed.get("intent") or {}
        return cls(
            text=event.get("text") or "",
            intent=intent.get("name") or "",
            confidence=float(intent.get("confidence") or 0.0),
            heard=tuple(item for item in parsed.get("entities", ()) if "." in item.get("entity", "")),
            notices=tuple(parsed.get("notices") or ()),
            signals=parsed.get("signals") or {},
            danger=parsed.get("danger"),
            metadata=event.get("metadata") or {},
            at=float(event.get("timestamp") or 0.0),
        )


@dataclass
class Reply:
    """One message to the caller: what is said, and what a screen needs beside it (architecture.md, "Bot replies")."""

    text: str
    custom: dict[str, Any] = field(default_factory=dict)


def asks_something(text: str, answered: bool = False) -> bool:
    """Whether the words ask. In an answer (没有，村里说不够条件) only an interrogative does."""
    return bool(_QUESTION.search(text)) or (not answered and bool(_ASKS_ABOUT.search(text)))


def unheard_turns(tracker: Mapping[str, Any], heard_at: float) -> list[Turn]:
    """The caller's messages since the last turn that this server finished, oldest first.

    Usually one; more when the action server was away: what was said meanwhile stands in the tracker and is not lost.
    """
    events = [event for event in tracker.get("events") or () if event.get("event") == "user"]
    fresh = [event for event in events if float(event.get("timestamp") or 0.0) > heard_at]
    return [Turn.from_event(event) for event in fresh or events[-1:]]
