"""The words of a public notice, put together only from what may be public.

A county once put two thousand ID numbers on its web site. Here a notice has no free text at all: a masked name (of a known adult only),
places of the register down to the village, the title of a scheme, a number of people and an amount. Nothing else is handed in,
and what looks like anything else is left out.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from backend.domain.money import FEN_IN_A_YUAN

# 未成年人保护法第二条: under eighteen; 第四条: their privacy is protected in particular.
_OF_AGE = 18
_NAME = re.compile(r"[一-鿿]{1,4}(?:·[一-鿿]{1,8})*")
_MOST_PEOPLE = 50
_MOST_FEN = 100_000_000 * FEN_IN_A_YUAN


@dataclass(frozen=True)
class Household:
    """What the generator is given; `born_on` is None when nobody knows it."""

    name: str | None
    born_on: date | None
    township: str | None
    village: str | None
    people: int | None
    fen: int | None


@dataclass(frozen=True)
class Words:
    """What may be put up."""

    name: str
    place: str
    says: str

    def lines(self) -> tuple[str, ...]:
        """All of it."""
        return self.name, self.place, self.says


def words_of(household: Household, register: Mapping[str, Collection[str]], mask: str, today: date) -> Words:
    """The notice's words. `register` maps the county's townships to their villages; `mask` is surname or first_and_last."""
    return Words(_name(household, mask, today), _place(household, register), _says(household))


def _name(household: Household, mask: str, today: date) -> str:
    born = household.born_on
    if born is None or _age(born, today) < _OF_AGE:
        return "申请人（姓名不公开）"
    name = (household.name or "").strip()
    if not _NAME.fullmatch(name):
        return "申请人（姓名不公开）"
    if mask == "first_and_last" and len(name) > 2:
        return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"
    return f"{name[0]}**"


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _place(household: Household, register: Mapping[str, Collection[str]]) -> str:
    """Township and village when the register knows them; a house number has no way in."""
    if household.township is None or household.township not in register:
        return "本县"
    village = household.village if household.village in register[household.township] else None
    return f"{household.township}{village or ''}"


def _says(household: Household) -> str:
    people = household.people if household.people and 0 < household.people <= _MOST_PEOPLE else None
    amount = household.fen if household.fen and 0 < household.fen < _MOST_FEN else None
    parts = [f"一家{people}口" if people else "", f"拟救助{_yuan(amount)}元" if amount else "拟给予救助"]
    return "，".join(part for part in parts if part)


def _yuan(fen: int) -> str:
    whole, rest = divmod(fen, FEN_IN_A_YUAN)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
