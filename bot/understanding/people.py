"""Puts the names told under the right field: the applicant's or the caller's."""

from __future__ import annotations

import re

from . import kin
from .name_leads import surname_only
from .naming import BARE, OTHER, SELF, NameHeard
from .text import Text
from .types import Context, Heard, Notice

_NAMES = ("applicant.name", "filer.name")
_SURELY_ANOTHER = ("neighbor", "village_officer", "volunteer", "other")
_ADULT = ("spouse", "child", "relative", "neighbor")


_A_PLACE = re.compile(r"..(?:街道|社区|苏木|嘎查|村|镇)$")


def people(
    text: Text, context: Context, told: list[NameHeard], related: list[Heard]
) -> tuple[list[Heard], list[Notice]]:
    """Names as fields, with the relation that they give away (我老公叫程建国 → spouse)."""
    told = [name for name in told if not _A_PLACE.search(name.name)]
    others = {name.name for name in told if name.owner == OTHER}
    told = [name for name in told if name.owner == OTHER or name.name not in others]
    relation = str(related[0].value) if related else context.known.get("filer.relation")
    heard: list[Heard] = []
    for name in told:
        field = _field(context, name, relation, told)
        if field and all(h.field != field for h in heard):
            heard.append(_hear(text, field, name))
    if any(h.field == "applicant.name" for h in heard):
        heard += _relation_given_away(text, context, told, relation)
    if not told and (alone := surname_only(text)):
        match, owner = alone
        field = _whose_surname(context, owner, relation not in (None, "self"))
        return heard, [Notice("surname_only", field, text.said(*match.span("s")), match["s"])]
    return heard, []


def _whose_surname(context: Context, owner: str, for_another: bool) -> str:
    """我姓逯 in the call of one who speaks for another is the caller's own surname."""
    if owner == SELF and for_another:
        return "filer.name"
    return "applicant.name" if owner == OTHER else _asked(context)


def own_name_told(told: list[NameHeard]) -> bool:
    return any(n.owner == SELF for n in told) and not any(n.owner == OTHER for n in told)


def _asked(context: Context) -> str:
    return context.asked if context.asked in _NAMES else "applicant.name"


def _field(context: Context, name: NameHeard, relation: object, told: list[NameHeard]) -> str | None:
    for_another = relation not in (None, "self")
    owners = {n.owner for n in told}
    if name.owner == BARE:
        return "filer.name" if for_another and OTHER in owners and context.asked not in _NAMES else _asked(context)
    if name.owner == OTHER:
        return "applicant.name" if _is_applicant(context, name, for_another, owners) else None
    if context.asked == "filer.name" or OTHER in owners:
        return "filer.name"
    if context.asked == "applicant.name" and relation not in _SURELY_ANOTHER:
        return "applicant.name"
    return "filer.name" if for_another else "applicant.name"


def _is_applicant(context: Context, name: NameHeard, for_another: bool, owners: set[str]) -> bool:
    """A named third person is the applicant when the call is for another, when their name was asked, or a grown relative."""
    if for_another or context.asked == "applicant.name":
        return True
    person = kin.table().get(name.who or "")
    if context.known.get("filer.relation") == "self" or context.known.get("applicant.name"):
        return False
    return person is None or person.relation is None or person.relation in _ADULT


def _relation_given_away(text: Text, context: Context, told: list[NameHeard], relation: object) -> list[Heard]:
    other = next((n for n in told if n.owner == OTHER), None)
    if other is None:
        weak = relation in ("spouse", "child", "parent", "relative") and told and told[0].owner == SELF
        if weak and context.asked == "applicant.name" and context.known.get("filer.relation"):
            return [_relation(text, told[0], "self", 0.7).but(correction=True)]
        return []
    person = kin.table().get(other.who or "") or _spoken_of_before(text, other)
    if relation in (None, "self") and person and person.relation:
        return [_relation(text, other, person.relation, 0.85).but(correction=relation == "self")]
    if relation is None and context.asked == "applicant.name" and SELF not in {n.owner for n in told}:
        return [_relation(text, other, "other", 0.6)]
    return []


def _spoken_of_before(text: Text, name: NameHeard) -> kin.Kin | None:
    """写我老公的名字吧，他叫任志强."""
    if name.who not in ("他", "她"):
        return None
    owned = re.findall(rf"(?:我|俺|咱)(?:家)?的?({kin.alternatives()})", text.norm[: name.start])
    return kin.table()[owned[-1]] if owned else None


def _relation(text: Text, name: NameHeard, value: str, confidence: float) -> Heard:
    start = max(0, name.start - len(name.who or "") - 3)
    return Heard("filer.relation", value, text.said(start, name.end), confidence, *text.origin(start, name.end))


def _hear(text: Text, field: str, name: NameHeard) -> Heard:
    said, place = text.said(name.start, name.end), text.origin(name.start, name.end)
    return Heard(field, name.name, said, name.confidence, *place, correction=name.correction)
