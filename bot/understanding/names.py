"""Names in what the caller says, and whose each is: the caller's own, another's, or a bare answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from . import kin, name_answers, name_leads
from .corrections import standing
from .name_tags import ends_put_right, tagged
from .naming import BARE, OTHER, SELF, NameHeard
from .sounds import syllables
from .spelling import spelling
from .text import Text
from .types import Named

_SOMEBODYS_KIN = re.compile(rf"(?:就)?是(?:他|她)(?:的|家)?{kin.alternatives()}")
"""焦裕德是他哥: named only to be told apart."""


def names(text: Text, asked_for_name: bool, people: Sequence[Named] = ()) -> list[NameHeard]:
    """Every name told, after corrections; a surname alone (姓罗) or a title (周大娘) is none. `people`: what the classifier found."""
    spelled = spelling(text.norm, asked_for_name)
    bare_of_it = text.without(spelled.spans)
    told = [_respelled(h, spelled.attested) for h in _told(bare_of_it, asked_for_name, spelled.attested, people)]
    return [_placed_in(text, bare_of_it, h) for h in told]


def _placed_in(whole: Text, part: Text, heard: NameHeard) -> NameHeard:
    start = whole.at.index(part.at[heard.start])
    return replace(heard, start=start, end=whole.at.index(part.at[heard.end - 1], start) + 1)


def _told(text: Text, asked_for_name: bool, attested: Sequence[str], people: Sequence[Named]) -> list[NameHeard]:
    explained = name_answers.explained(text, attested, asked_for_name)
    found = list(explained)
    for reader in (
        name_leads.in_a_role,
        name_leads.others,
        name_leads.own,
        name_leads.of_a_place,
        name_leads.surnamed,
        name_leads.labelled,
        name_leads.called_only,
        name_leads.i_am,
        name_leads.spoken_of,
        name_leads.by_familiar_name,
        name_leads.put_right,
        name_answers.listed,
    ):
        found += _apart(reader(text), found)
    if not asked_for_name:
        found += _apart(name_leads.someone_called(text, 3.0), found)
        found += _apart(tagged(text, people, asked_for_name), found)
    else:
        found += [] if found else name_leads.someone_called(text, 2.2, rare=True)
        found += [] if found else tagged(text, people, asked_for_name)
        found += [answer] if not found and (answer := name_answers.bare(text)) else []
        found += [answer] if not found and (answer := name_answers.only_spelled(text, attested)) else []
        found += [h for h in name_answers.put_right_later(text) if all(h.name != f.name for f in found)]
    found = [h for h in ends_put_right(found, text, people) if not _SOMEBODYS_KIN.match(text.norm, h.end)]
    found = [h for h in found if h.owner != BARE or not explained or h in explained]
    found = [h for h in found if not any(o.name != h.name and o.name.endswith(h.name) for o in found)]
    return _standing(text, sorted(found, key=lambda h: h.start))


def _apart(more: Sequence[NameHeard], found: Sequence[NameHeard]) -> list[NameHeard]:
    return [h for h in more if all(h.end <= f.start or f.end <= h.start for f in found)]


def _standing(text: Text, found: list[NameHeard]) -> list[NameHeard]:
    by_owner = [[h for h in found if h.owner == owner] for owner in (SELF, OTHER, BARE)]
    kept = [group[i] for group in by_owner for i in standing(text, [(h.start, h.end) for h in group])]
    return sorted(kept, key=lambda h: h.start)


def _respelled(heard: NameHeard, attested: Sequence[str]) -> NameHeard:
    """水生的水 and 弓长张 tell which of the characters that sound alike is meant."""
    name = list(heard.name)
    for char in attested:
        index = next((i for i, c in enumerate(name) if c == char or syllables(c) & syllables(char)), None)
        if index is not None and char not in name:
            name[index] = char
    return replace(heard, name="".join(name))
