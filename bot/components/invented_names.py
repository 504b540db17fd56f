"""Names of nobody, drawn from the tables of surnames, of characters given as names, and of parts of Mongolian names."""

from __future__ import annotations

import random

from understanding import lookups
from understanding.surnames import given_names, is_mongolian, surnames

_FLATTER = 0.5
"""The tables' weights span four magnitudes; a rare surname must be met as well."""
_ONE_CHARACTER = 0.25
_LONGEST_HAN = 3


def another_like(name: str, rng: random.Random) -> str:
    """A Mongolian name for one, else a Chinese one of two to four characters."""
    if "·" in name or len(name) > _LONGEST_HAN or is_mongolian(name):
        return "".join(rng.sample(lookups.words("mongolian_name_parts.txt"), rng.choice((1, 2, 2))))
    given = 1 if rng.random() < _ONE_CHARACTER else 2
    return "".join([*_drawn(surnames(), 1, rng), *_drawn(given_names(), given, rng)])


def _drawn(table: dict[str, int], count: int, rng: random.Random) -> list[str]:
    return rng.choices(list(table), [weight**_FLATTER for weight in table.values()], k=count)
