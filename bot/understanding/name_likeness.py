"""How much likelier some characters are as a Chinese name than as words: surname and given characters against speech."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache

import jieba

from .surnames import given_names, surnames

_UNMET = 200
"""As often as a character no word of jieba's dictionary holds is taken to be met."""
_NEVER_GIVEN = 0.5


def likeness(norm: str, start: int, length: int) -> float | None:
    """Log odds of `length` characters at `start` as a whole name; None where no surname begins or no name can stand."""
    words = norm[start : start + length] if start >= 0 else ""
    if len(words) < length or any(not "\u4e00" <= c <= "\u9fff" for c in words):
        return None
    cut = 2 if length > 2 and words[:2] in surnames() else 1
    surname, given = words[:cut], words[cut:]
    if surname not in surnames():
        return None
    named = _as_surname(surname) + sum(map(_as_given, given))
    return named - sum(map(_as_speech, words))


def is_in_dictionary(words: str) -> bool:
    jieba.initialize()
    return bool(jieba.dt.FREQ.get(words))


@cache
def _as_surname(surname: str) -> float:
    return math.log(surnames()[surname] / sum(surnames().values()))


@cache
def _as_given(character: str) -> float:
    return math.log((given_names().get(character, 0) + _NEVER_GIVEN) / sum(given_names().values()))


@cache
def _as_speech(character: str) -> float:
    met = _met()
    return math.log((met[character] + _UNMET) / met.total())


@cache
def _met() -> Counter[str]:
    """How often each character is met, by jieba's counts of words."""
    jieba.initialize()
    met: Counter[str] = Counter()
    for word, times in jieba.dt.FREQ.items():
        met.update(dict.fromkeys(word, times))
    return met
