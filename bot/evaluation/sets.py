"""The evaluation sets: what each holds and how it is read. Nobody trains on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SETS = Path(__file__).resolve().parents[2] / "nlu_data" / "evaluation"


@dataclass(frozen=True)
class Caller:
    """One person on the line, in the form of the shared checks, and a little more.

    say: opening turns. facts: field → {say, is, then}. expect: what must be on file. volunteered: told in the opening.
    absent: must stay empty. at_read_back: what is corrected when the bot reads back. asides: field → a question of the
    caller's own, asked instead of the answer the first time. crisis: True, or the kind that must be raised.
    """

    id: str
    jurisdiction: str
    say: list[str]
    facts: dict[str, dict[str, Any]]
    expect: dict[str, Any]
    volunteered: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    at_read_back: list[str] = field(default_factory=list)
    asides: dict[str, str] = field(default_factory=dict)
    crisis: bool | str = False

    @property
    def lot(self) -> int:
        """A number that is this caller's own and never changes, to choose manners by."""
        return sum(map(ord, self.id))


@cache
def _rows(path: Path) -> list[dict[str, Any]]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def callers(name: str) -> list[Caller]:
    """All callers of a set (`dev`, `held_apart`, or any folder of that form), by county."""
    files = sorted((SETS / name / "callers").glob("*.yaml"))
    return [Caller(**row) for path in files for row in _rows(path)]


def danger(name: str) -> list[dict[str, Any]]:
    """Rows {say, kind}; kind is a word, or a list where a careful clerk might name either."""
    return _rows(SETS / name / "danger.yaml")


def first_turns(name: str) -> list[dict[str, Any]]:
    """Rows {say, does, topic?}."""
    return _rows(SETS / name / "first_turns.yaml")


def acts(name: str) -> list[dict[str, Any]]:
    """Rows {at, say, does, becomes?}: what is meant by a short answer to a certain question."""
    return _rows(SETS / name / "acts.yaml")
