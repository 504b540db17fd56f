"""Days as people name them. An event that happened is never placed in the future."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from . import days_lunar, days_named, days_relative, days_solar
from .reckoning import Reader

_READERS = (*days_lunar.READERS, *days_solar.READERS, *days_named.READERS, *days_relative.READERS, *days_named.SEASONS)


@dataclass(frozen=True)
class Day:
    """`confidence` falls as the words get vaguer."""

    day: date
    start: int
    end: int
    confidence: float


def days(norm: str, today: date) -> list[Day]:
    """Every day named in the text, left to right; of two readings of the same words the more particular."""
    found: list[Day] = []
    for pattern, reader in _READERS:
        for match in pattern.finditer(norm):
            free = not any(d.start < match.end() and match.start() < d.end for d in found)
            told = _read(reader, match, today) if free else None
            if told and told[0] <= today:
                found.append(Day(told[0], match.start(), match.end(), told[1]))
    return sorted(found, key=lambda d: d.start)


def _read(reader: Reader, match: re.Match[str], today: date) -> tuple[date, float] | None:
    try:
        return reader(match, today)
    except (ValueError, OverflowError):
        return None
