"""Are these two cases the same one? Each likeness is named, so that a person can judge; nothing is merged by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz

# How alike two spellings must be (0-100) before somebody is asked to look; a matter of the ear, not of any rule.
_NAME_ALIKE = 85
_PLACE_ALIKE = 75
_DAYS_APART = 45
_WORTH_A_LOOK = 60


@dataclass(frozen=True)
class Likeness:
    """What two cases share, in words, and how sure it is (0-100)."""

    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Sketch:
    """What is compared; `secrets` are HMACs by kind: id, phone, household."""

    name: str | None = None
    village: str | None = None
    detail: str | None = None
    category: str | None = None
    occurred_on: date | None = None
    told_on: date | None = None
    secrets: Mapping[str, frozenset[str]] = field(default_factory=dict)


_SHARED = {"id": (100, "身份证号相同"), "household": (90, "是同一户"), "phone": (80, "电话相同")}


def likeness(one: Sketch, other: Sketch) -> Likeness | None:
    """What the two share, or None when they are not worth a look."""
    found = [
        (score, says)
        for kind, (score, says) in _SHARED.items()
        if one.secrets.get(kind, frozenset()) & other.secrets.get(kind, frozenset())
    ]
    found += _by_ear(one, other)
    score = max((score for score, _ in found), default=0)
    return Likeness(score, tuple(says for _, says in found)) if score >= _WORTH_A_LOOK else None


def _by_ear(one: Sketch, other: Sketch) -> list[tuple[int, str]]:
    """A name that sounds alike counts only together with the place and the time: names alone are shared by many."""
    if not (_sounds_alike(one.name, other.name) and _lives_alike(one, other)):
        return []
    near = _days_apart(one, other)
    if near is None or near > _DAYS_APART:
        return []
    same_kind = one.category is not None and one.category == other.category
    says = f"姓名读音相近、住址相近，前后差{near}天" + ("，也是同一类困难" if same_kind else "")
    return [(75 if same_kind else 65, says)]


def _sounds_alike(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    return fuzz.ratio(" ".join(lazy_pinyin(one)), " ".join(lazy_pinyin(other))) >= _NAME_ALIKE


def _lives_alike(one: Sketch, other: Sketch) -> bool:
    here, there = f"{one.village or ''}{one.detail or ''}", f"{other.village or ''}{other.detail or ''}"
    return bool(here and there) and fuzz.WRatio(here, there) >= _PLACE_ALIKE


def _days_apart(one: Sketch, other: Sketch) -> int | None:
    pairs = ((one.occurred_on, other.occurred_on), (one.told_on, other.told_on))
    apart = [abs((a - b).days) for a, b in pairs if a and b]
    return min(apart, default=None)
