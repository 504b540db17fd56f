"""Puts the names told under the right field: the applicant's or the caller's."""

from __future__ import annotations

from . import kin
from .names import BARE, OTHER, SELF, NameHeard, surname_only
from .text import Text
from .types import Context, Heard, Notice

_NAMES = ("applicant.name", "filer.name")
_SURELY_ANOTHER = ("neighbor", "village_officer", "volunteer", "other")
_ADULT = ("spouse", "child", "relative", "neighbor")


def people(
    text: Text, context: Context, told: list[NameHeard], related: list[Heard]
) -> tuple[list[Heard], list[Notice]]:
    """Names as fields, with the relation that they give away (我老公叫程建国 → spouse)."""
    relation = str(related[0].value) if related else context.known.get("filer.relation")
    heard: list[Heard] = []
    for name in told:
        field = _field(context, name, relation, told)
        if field and all(h.field != field for h in heard):
            heard.append(_hear(text, field, name))
    if any(h.field == "applicant.name" for h in heard):
        heard += _relation_given_away(text, context, told, relation)
    if not told and (match := surname_only(text)):
        return heard, [Notice("surname_only", _asked(context), text.said(*match.span("s")), match["s"])]
    return heard, []


def own_name_told(told: list[NameHeard]) -> bool:
    return any(n.owner == SELF for n in told) and not any(n.owner == OTHER for n in told)


def _asked(context: Context) -> str:
    return context.asked if context.asked in _NAMES else "applicant.name"


def _field(context: Context, name: NameHeard, relation: object, told: list[NameHeard]) -> str | None:
    for_another = relation not in (None, "self")
    owners = {n.owner for n in told}
    if name.owner == BARE:
        return _asked(context)
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
    return person is None or person.relation in _ADULT


def _relation_given_away(text: Text, context: Context, told: list[NameHeard], relation: object) -> list[Heard]:
    other = next((n for n in told if n.owner == OTHER), None)
    if other is None:
        weak = relation in ("spouse", "child", "parent", "relative") and told and told[0].owner == SELF
        if weak and context.asked == "applicant.name" and context.known.get("filer.relation"):
            return [_relation(text, told[0], "self", 0.7).but(correction=True)]
        return []
    person = kin.table().get(other.who or "")
    if relation in (None, "self") and person and person.relation:
        return [_relation(text, other, person.relation, 0.85).but(correction=relation == "self")]
    return []


def _relation(text: Text, name: NameHeard, value: str, confidence: float) -> Heard:
    start = max(0, name.start - len(name.who or "") - 3)
    return Heard("filer.relation", value, text.said(start, name.end), confidence, *text.origin(start, name.end))


def _hear(text: Text, field: str, name: NameHeard) -> Heard:
    said, place = text.said(name.start, name.end), text.origin(name.start, name.end)
    return Heard(field, name.name, said, name.confidence, *place, correction=name.correction)
