"""The townships and villages of one county, by every form people say them in."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from . import lookups
from .sounds import blurred

COUNTY_CODES = {
    "boshan": "370304",
    "linghai": "210781",
    "yuan": "341503",
    "xilinhot": "152502",
    "qingliu": "350423",
    "tunxi": "341002",
}
_TOWNSHIP_SUFFIX = re.compile(r"(?<=.)(?:街道|镇|乡|苏木|牧场|原种场|经济技术开发区|高新技术产业开发区)$")
_COMMITTEE = re.compile(r"(?:居民委员会|居委会)$")
_VILLAGE_COMMITTEE = re.compile(r"(?:村村民委员会|村村委会|村民委员会|村委会)$")
_MONGOLIAN_SPELLINGS = (("巴彦", "巴音"), ("宝拉格", "宝力格"), ("高勒", "郭勒"), ("敖包", "鄂博"))
_KIND = re.compile(r"(?<=.)(?:畲族村|民族村|村|社区|嘎查|分场生活区|生活区)$")


@dataclass(frozen=True)
class Place:
    """`name` follows the register without its committee: 北神头村委会 → 北神头村, 税务街居委会 → 税务街."""

    code: str
    name: str
    is_township: bool
    township: str
    township_code: str


@dataclass(frozen=True)
class Form:
    """A way to say a place. `firm`: carries its suffix, or can hardly mean anything else."""

    words: str
    place: Place
    firm: bool


@dataclass
class Register:
    county: str
    longest: int = 0
    by_words: dict[str, list[Form]] = field(default_factory=lambda: defaultdict(list))
    by_first_sounds: dict[tuple[str, str, int], list[Form]] = field(default_factory=lambda: defaultdict(list))

    def add(self, form: Form) -> None:
        self.longest = max(self.longest, len(form.words))
        self.by_words[form.words].append(form)
        for first in blurred(form.words[0]):
            for second in blurred(form.words[1]):
                self.by_first_sounds[first, second, len(form.words)].append(form)


def village_name(raw: str) -> str:
    name = _VILLAGE_COMMITTEE.sub("村", raw)
    bare = _COMMITTEE.sub("", name)
    return raw if bare in ("街道", "") else bare


@cache
def register(jurisdiction: str) -> Register:
    code = COUNTY_CODES[jurisdiction]
    rows = [r for r in lookups.rows("regions.csv") if r["code"].startswith(code)]
    names = {r["code"]: r["name"] for r in rows}
    made = Register(names[code])
    common = set(lookups.words("place_names_that_are_words.txt"))
    townships = {r["name"] for r in rows if r["level"] == "township"}
    for row in rows:
        if row["level"] == "township":
            place = Place(row["code"], row["name"], True, row["name"], row["code"])
            _add_township(made, place, common, townships)
        elif row["level"] == "village":
            parent = row["parent_code"]
            _add_village(
                made, Place(row["code"], village_name(row["name"]), False, names[parent], parent), row["name"], common
            )
    return made


def _add_township(made: Register, place: Place, common: set[str], taken: set[str]) -> None:
    for variant in _spellings(place.name):
        made.add(Form(variant, place, True))
    stem = _TOWNSHIP_SUFFIX.sub("", place.name)
    if stem != place.name and len(stem) >= 2:
        for suffix in ("镇", "乡", "街道", "苏木", "街道办", "办事处"):
            if not place.name.endswith(suffix) and stem + suffix not in taken:
                made.add(Form(stem + suffix, place, suffix != "乡"))
        if not made.county.startswith(stem):
            made.add(Form(stem, place, stem not in common))


def _spellings(words: str) -> set[str]:
    """Mongolian names are put into Chinese in several ways."""
    if len(words) < 2:
        return set()
    found = {words}
    for one, other in _MONGOLIAN_SPELLINGS:
        found |= {w.replace(one, other) for w in found} | {w.replace(other, one) for w in found}
    return found


def _add_village(made: Register, place: Place, raw: str, common: set[str]) -> None:
    stem = re.sub(r"[（(].*?[)）]", "", _KIND.sub("", place.name)) or place.name
    forms = {raw, place.name} - {stem}
    is_urban = "居" in raw or "社区" in raw
    for suffix in ("社区", "居委会", "居委") if is_urban else ("村", "村委会", "村委", "嘎查", "屯"):
        forms.add(stem + suffix)
    if place.name.endswith("分场生活区"):
        forms.add(place.name.removesuffix("生活区"))
    for words in sorted(forms):
        for variant in _spellings(words):
            made.add(Form(variant, place, True))
    if len(stem) >= 2 and stem not in forms and not made.county.startswith(stem):
        made.add(Form(stem, place, len(stem) >= 3 and stem not in common))


@cache
def _anywhere() -> tuple[frozenset[str], range]:
    words = frozenset(words for county in COUNTY_CODES for words in register(county).by_words)
    return words, range(max(map(len, words)), 1, -1)


def places_in(norm: str) -> list[tuple[int, int]]:
    """Where townships and villages of any of our counties are named, the longest first; a stem that is a word counts too."""
    names, widths = _anywhere()
    found: list[tuple[int, int]] = []
    for start in range(len(norm)):
        if not found or found[-1][1] <= start:
            width = next((w for w in widths if norm[start : start + w] in names), 0)
            found += [(start, start + width)] if width else []
    return found


def is_made_of_places(words: str, jurisdiction: str) -> bool:
    """石婆店三岔, 黄连峪: nothing but townships and villages of the county, one after the other."""
    forms = register(jurisdiction).by_words
    return any(
        words[:cut] in forms and (cut == len(words) or is_made_of_places(words[cut:], jurisdiction))
        for cut in range(2, len(words) + 1)
    )
