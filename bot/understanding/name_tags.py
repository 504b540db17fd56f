"""Names the classifier found by where they stand in the sentence, as the readers understand names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from .corrections import is_after_marker
from .name_likeness import is_in_dictionary
from .naming import TITLE, NameHeard, subject
from .register import places_in
from .surnames import NEVER_IN_A_NAME, is_a_word, is_mongolian, name_at, surnames
from .text import Text
from .types import Named

_LEAST = 0.75
_LEAST_OF_TWO = 0.9
"""Two characters are more often a word (风大) than a name."""
_LEAST_OF_THREE = 0.55
"""A surname and two characters, no two of which make a word (马蜂叮, 修茶园)."""
_LEAST_WHEN_ASKED = 0.7
_A_PLACE = re.compile(r".[乡镇村屯厂店院街路县市庄组]$")
_LENGTHS = range(2, 7)
_SURE = 0.9
"""No surer than words that lead up to a name."""


def tagged(text: Text, people: Sequence[Named], asked_for_name: bool) -> list[NameHeard]:
    """Those that are neither a word for somebody (阿伯, 刘大|娘) nor a place (黄连峪); whose they are, what stands before says."""
    places = places_in(text.norm)
    found = []
    for start, tagged_end, probability in _here(text, people):
        end = _whole(text.norm, start, _without_tail(text.norm, start, tagged_end))
        words = text.norm[start:end]
        is_titled = re.match(TITLE, text.norm[start + 1 :])
        is_place = any(start < place_end and place_start < end for place_start, place_end in places)
        least = _LEAST_WHEN_ASKED if asked_for_name else _least(words)
        if probability >= least and not is_place and not is_titled and _may_be_a_name(words):
            owner, who = subject(text, start)
            sure = min(probability, _SURE)
            found.append(NameHeard(words, owner, who, start, end, sure, is_after_marker(text, start)))
    return found


def _without_tail(norm: str, start: int, end: int) -> int:
    """林晓霞|为独居老人…: no name of more than three characters ends in such a word."""
    return end - 1 if end - start > 3 and norm[end - 1] in NEVER_IN_A_NAME else end


def _whole(norm: str, start: int, end: int) -> int:
    """李梓|萱: where two characters were found and a third makes the likelier name, it belongs to it."""
    may_grow = end - start == min(_LENGTHS) and not is_in_dictionary(norm[start:end])
    fuller = name_at(norm, start, meant=True) if may_grow else None
    return max(end, fuller.end) if fuller else end


def _least(words: str) -> float:
    if len(words) == 3 and words[0] in surnames() and not any(map(is_in_dictionary, (words, words[:2], words[1:]))):
        return _LEAST_OF_THREE
    return _LEAST_OF_TWO if len(words) == 2 else _LEAST


def _may_be_a_name(words: str) -> bool:
    if len(words) not in _LENGTHS or " " in words:
        return False
    is_laughter = len(words) > 2 and len(set(words)) == 1
    is_other = is_laughter or is_a_word(words, called=True) or _A_PLACE.search(words)
    return not is_other


def ends_put_right(found: list[NameHeard], text: Text, people: Sequence[Named]) -> list[NameHeard]:
    """Where a name begins the readers know by what leads up to it, where it ends the classifier knows better (项立才|大, 乌云高娃)."""
    sure = ((start, end) for start, end, probability in _here(text, people) if probability >= _LEAST)
    ends = {start: end for start, end in sure if not is_in_dictionary(text.norm[start:end])}
    return [
        replace(h, name=text.norm[h.start : ends[h.start]], end=ends[h.start]) if _ends_elsewhere(text, h, ends) else h
        for h in found
    ]


def _ends_elsewhere(text: Text, heard: NameHeard, ends: Mapping[int, int]) -> bool:
    end = ends.get(heard.start, heard.end)
    if end > heard.end:
        return is_mongolian(text.norm[heard.start : end])
    return end < heard.end and end - heard.start in _LENGTHS and not is_mongolian(heard.name)


def _here(text: Text, people: Sequence[Named]) -> Iterator[tuple[int, int, float]]:
    """Where they stand in this text, of which parts may have been cut out."""
    places = {at: i for i, at in enumerate(text.at)}
    for named in people:
        inside = [places[at] for at in range(named.start, named.end) if at in places]
        if inside:
            yield inside[0], inside[-1] + 1, named.probability
