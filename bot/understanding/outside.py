"""Places outside the county, and the right county's name for them."""

from __future__ import annotations

import re
from functools import cache

from . import lookups
from .register import COUNTY_CODES
from .text import Text
from .types import Context, Notice

Span = tuple[int, int]

_LIVED_IN = re.compile(r"(?:住在?|家住在?|家在|我是|俺是|我们是|咱是|地址是?|人在|租在|搬到|现在在)\s*$")
_OF = re.compile(
    r"^(?:[一-鿿]{0,6}(?:镇|乡|村|区|县|市|街道))*(?:的(?!医院|学校|工地|厂)|人(?![民家])|[,，。 ]|$|这边|那边)"
)
_NOT_HOME = re.compile(
    r"^.{0,6}?(?:打工|上班|干活|住院|看病|治|医院|上学|念书|读|务工|工地|出差|厂|开会|买|送|车站|做手术|化疗|当兵|转|回来)"
)
_RELATIVES = re.compile(r"(?:儿子|闺女|女儿|姑娘|孩子|兄弟|老公|他|她)(?:在|去|到)?$")
_REGISTERED = re.compile(r"(?:户口|户籍|老家|原籍|出生|娘家|户口本)[^,，。]{0,4}$")


@cache
def _places() -> dict[str, tuple[str, str, bool]]:
    """Words → (full name of the county or city, its code, whether the words carry their suffix)."""
    found: dict[str, tuple[str, str, bool]] = {}
    for row in lookups.rows("gazetteer.csv"):
        full = "".join(dict.fromkeys((row["province"], row["prefecture"], row["name"])))
        found.setdefault(row["name"], (full, row["code"], True))
        if len(row["short"]) >= 2:
            found.setdefault(row["short"], (full, row["code"], False))
    names = {r["code"]: r["name"] for r in lookups.rows("regions.csv")}
    full_of = {
        row["code"]: "".join((row["province"], row["prefecture"], row["name"])) for row in lookups.rows("gazetteer.csv")
    }
    for row in lookups.rows("nearby_townships.csv"):
        found.setdefault(row["name"], (full_of.get(row["county_code"], ""), row["county_code"], True))
    for row in lookups.rows("regions.csv"):
        if row["level"] == "township":
            county = row["parent_code"]
            full = names[county[:2]] + names[county[:4]] + names[county]
            found.setdefault(row["name"], (full, county, True))
    return found


def outside(text: Text, context: Context, taken: list[Span]) -> list[Notice]:
    """A place of another county that the caller lives in; one merely passed, worked or treated in is none."""
    own = COUNTY_CODES[context.jurisdiction]
    asked = (context.asked or "").startswith("address.")
    at = 0
    while at < len(text.norm):
        match = _longest_at(text.norm, at)
        if match is None:
            at += 1
            continue
        full, code, firm = _places()[match]
        span = (at, at + len(match))
        at += len(match)
        if _is_own(code, own) or any(s < span[1] and span[0] < e for s, e in taken):
            continue
        if _lives_there(text, span, asked, firm):
            return [Notice("outside_place", "address.township", text.said(*span), full)]
    return []


def _longest_at(norm: str, at: int) -> str | None:
    table = _places()
    return next((norm[at : at + n] for n in range(min(12, len(norm) - at), 1, -1) if norm[at : at + n] in table), None)


def _is_own(code: str, own: str) -> bool:
    """The county itself, and the prefecture and province it lies in, are no other place."""
    return own.startswith(code.rstrip("0")) and len(code.rstrip("0")) <= 6


def _lives_there(text: Text, span: Span, asked: bool, firm: bool) -> bool:
    before, after = text.before(span[0], 8), text.after(span[1], 14)
    if _NOT_HOME.match(after) or _REGISTERED.search(before) or _RELATIVES.search(before):
        return False
    if _LIVED_IN.search(before):
        return firm or bool(_OF.match(after))
    return asked and (firm or text.norm.strip(" ,，。的").startswith(text.norm[span[0] : span[1]]))
