"""The bot's words, kept in phrases.yml so that they can be read aloud and changed without touching code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("phrases.yml")


@cache
def _phrases() -> dict[str, Any]:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))


def phrase(*path: str, **values: Any) -> str:
    """The sentence at `path`, its {placeholders} filled. Raises KeyError when there is no such sentence."""
    found: Any = _phrases()
    for step in path:
        found = found[step]
    return str(found).format(**values)


def words(section: str) -> dict[str, str]:
    """A table of codes and their Chinese names."""
    return dict(_phrases()[section])


def table(section: str) -> list[dict[str, str]]:
    """A list of entries, in the order they are tried."""
    return list(_phrases()[section])
