"""A second emergency told after the first is filed: a new application, on which who and where need not be told again."""

from __future__ import annotations

from dataclasses import replace

from actions.state import SURE, Draft, Talk, Told
from actions.turn import Turn

_SAME_PERSON = ("applicant.name", "applicant.phone", "address.township", "address.village", "household.size")
_FILER = (("filer.name", "applicant.name"), ("filer.phone", "applicant.phone"))


def is_another_emergency(talk: Talk, turn: Turn) -> bool:
    """After filing, a new kind of trouble, surely heard, is a new application; anything else corrects the filed one."""
    heard = next((item for item in turn.heard if item["entity"] == "emergency.category"), None)
    if not heard or heard.get("correction") or heard["confidence_entity"] < SURE:
        return False
    return heard["value"] != talk.draft.value("emergency.category") or _tells_of(turn) not in (None, _whose(talk.draft))


def next_draft(filed: Draft, turn: Turn) -> Draft:
    """What was told stands, unconfirmed, so that the read-back asks: of the same person all of it, of another the caller's own name and phone."""
    own, other_now = not filed.for_someone_else, _tells_of(turn) not in (None, "self")
    if own and not other_now:
        kept = {name: filed.told[name] for name in _SAME_PERSON if name in filed.told}
    else:
        kept = _caller_of(filed, own)
    return Draft(key=filed.key + 1, told={name: replace(told, confirmed=False) for name, told in kept.items()})


def _caller_of(filed: Draft, own: bool) -> dict[str, Told]:
    """The caller's own name and phone; the phone told for the first emergency reaches them too."""
    kept = {}
    for filer, applicant in _FILER:
        told = filed.told.get(filer) or (filed.told.get(applicant) if own or filer == "filer.phone" else None)
        if told:
            kept[filer] = told
    return kept


def _tells_of(turn: Turn) -> str | None:
    return next((str(item["value"]) for item in turn.heard if item["entity"] == "filer.relation"), None)


def _whose(filed: Draft) -> str:
    return str(filed.value("filer.relation") or "self")
