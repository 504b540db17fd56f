"""What each character shows to the model that finds people's names: its neighbours, and what the tables know of them."""

from __future__ import annotations

import logging

import jieba

from . import kin
from .name_likeness import likeness
from .register import places_in
from .surnames import given_names, surnames

_SINGLES = range(-4, 5)
_PAIRS = range(-3, 3)
_TRIPLES = (-3, 0, 1)
_TABLED = range(-2, 3)
_NAME_LENGTHS = (2, 3)
_LONGEST_WORD = 4

Span = tuple[int, int]
jieba.setLogLevel(logging.ERROR)


def features(norm: str) -> list[list[str]]:
    """One list of features a character. jieba's cut is one of them only: it splits names, but it knows words."""
    cut = _cut(norm)
    persons = _standing("kin", [m.span() for m in kin.pattern().finditer(norm)])
    places = _standing("place", places_in(norm))
    return [
        [*_around(norm, i), *_from_tables(norm, i), *_near(cut, i), persons.get(i, "kin-"), places.get(i, "place-")]
        for i in range(len(norm))
    ]


def _at(norm: str, i: int, width: int = 1) -> str:
    return "".join(norm[k] if 0 <= k < len(norm) else "^" if k < 0 else "$" for k in range(i, i + width))


def _around(norm: str, i: int) -> list[str]:
    return [
        *(f"{d}:{_at(norm, i + d)}" for d in _SINGLES),
        *(f"{d}::{_at(norm, i + d, 2)}" for d in _PAIRS),
        *(f"{d}:::{_at(norm, i + d, 3)}" for d in _TRIPLES),
    ]


def _from_tables(norm: str, i: int) -> list[str]:
    near = [(d, _at(norm, i + d)) for d in _TABLED]
    tabled = [f"{d}s{_magnitude(surnames().get(c))}" for d, c in near]
    tabled += [f"{d}g{_magnitude(given_names().get(c))}" for d, c in near]
    likely = [f"like{n}{back}={_bounded(likeness(norm, i - back, n))}" for n in _NAME_LENGTHS for back in range(n)]
    return [*tabled, *likely, f"compound={norm[i : i + 2] in surnames()}"]


def _magnitude(weight: int | None) -> int:
    return weight.bit_length() if weight else 0


def _bounded(odds: float | None) -> int | None:
    return None if odds is None else int(max(-6.0, min(8.0, odds)))


def _cut(norm: str) -> list[str]:
    """For each character its place in jieba's word (Begin, Middle, End, Single) and the word's length."""
    places: list[str] = []
    for word in jieba.cut(norm):
        tags = "S" if len(word) == 1 else "B" + "M" * (len(word) - 2) + "E"
        places += [f"{tag}{min(len(word), _LONGEST_WORD)}" for tag in tags]
    return places


def _near(cut: list[str], i: int) -> list[str]:
    return [f"cut{d}={cut[i + d]}" for d in (-1, 0, 1) if 0 <= i + d < len(cut)]


def _standing(kind: str, spans: list[Span]) -> dict[int, str]:
    """Which characters begin such a word, lie within it, or follow it."""
    told: dict[int, str] = {}
    for start, end in spans:
        told.setdefault(end, f"{kind}>")
        told |= dict.fromkeys(range(start + 1, end), f"{kind}=")
        told[start] = f"{kind}<"
    return told
