"""Writes what was heard into the draft: what is new, what was corrected, what could not be understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from actions.next_question import MOST_TRIES
from actions.phrases import phrase
from actions.state import Draft, Talk, Told
from actions.turn import Turn

LONGEST_NARRATIVE = 2000
LONGEST_ANSWER = 60
_LINE = re.compile(r"1\d{10}")
_TELLS_WHAT_HAPPENED = ("emergency.category", "emergency.occurred_on", "emergency.narrative")


def record(talk: Talk, turn: Turn) -> list[str]:
    """Takes over the heard fields; the names whose value is new or changed, in the order they were said."""
    changed = [name for name in _write_all(talk, turn.heard) if name]
    _write_narrative(talk.draft, turn)
    return changed


def _write_all(talk: Talk, heard: Iterable[Mapping[str, Any]]) -> list[str | None]:
    return [_write(talk, item) for item in heard]


def _write(talk: Talk, item: Mapping[str, Any]) -> str | None:
    name, draft = item["entity"], talk.draft
    if name == "emergency.narrative":
        return None
    spread = {"low": item.get("low"), "high": item.get("high")}
    new = Told(item["value"], item["said"], item["confidence_entity"], **spread, answering=talk.asking)
    old = draft.told.get(name)
    if old and old.value == new.value:
        old.confidence = max(old.confidence, new.confidence)
        return None
    if old and not _may_replace(talk, name, old, new, bool(item.get("correction"))):
        return None
    draft.told[name] = new
    draft.skipped.pop(name, None)
    draft.as_said.pop(name, None)
    return name


def _may_replace(talk: Talk, name: str, old: Told, new: Told, is_correction: bool) -> bool:
    """A later word counts over an earlier one, unless it is a mere guess against something surer."""
    is_told_again = talk.draft.read_back or talk.draft.is_filed
    return is_correction or talk.asking == name or is_told_again or new.confidence >= old.confidence


def _write_narrative(draft: Draft, turn: Turn) -> None:
    """The story stays in the caller's own words: each turn that tells part of it is added."""
    if draft.read_back or not (set(_TELLS_WHAT_HAPPENED) & turn.fields):
        return
    add_to_narrative(draft, turn.text)


def add_to_narrative(draft: Draft, text: str) -> None:
    """Appends the caller's words to the story, up to what the form takes."""
    told = draft.told.get("emergency.narrative")
    story = f"{told.value}。{text}" if told and text not in told.value else (told.value if told else text)
    story = story.strip()[:LONGEST_NARRATIVE]
    if story:
        draft.told["emergency.narrative"] = Told(story, story, 0.95)
        draft.skipped.pop("emergency.narrative", None)


def take_line(talk: Talk) -> None:
    """The number the network vouches for is a way to reach them: nobody is asked for the phone they are holding."""
    draft, name = talk.draft, "filer.phone" if talk.draft.for_someone_else else "applicant.phone"
    is_settled = draft.is_settled("applicant.phone") or draft.knows("filer.phone")
    if talk.is_apply and not is_settled and talk.phone_is_verified and _LINE.fullmatch(talk.phone or ""):
        draft.told[name] = Told(talk.phone, "来电号码", 0.9)


def presume_own_case(draft: Draft) -> None:
    """Who gave a name and spoke of nobody else calls for themselves."""
    name = draft.told.get("applicant.name")
    if name and not draft.knows("filer.relation") and not draft.knows("filer.name"):
        draft.told["filer.relation"] = Told("self", name.said, 0.6)


def presume_safe(talk: Talk) -> None:
    """In a call that never told of danger nobody is; it is read back, so that whoever knows better says so."""
    if not talk.danger and not talk.draft.is_settled("emergency.in_danger"):
        talk.draft.told["emergency.in_danger"] = Told(False, "", 0.5)


def skip(draft: Draft, name: str, reason: str) -> None:
    """Gives a question up. reason: refused, unknown or unreadable; the caseworker sees which."""
    if not draft.knows(name):
        draft.skipped[name] = reason


def keep_as_said(draft: Draft, name: str, words: str) -> None:
    """An answer we have no reading for goes on file in the caller's words; a caseworker reads them."""
    draft.as_said[name] = words[:LONGEST_ANSWER]
    skip(draft, name, "unreadable")


def has_tried_enough(draft: Draft, name: str) -> bool:
    return draft.asked.get(name, 0) >= MOST_TRIES


def provenance(draft: Draft) -> dict[str, dict[str, Any]]:
    """Where each value comes from, by dotted name, as the web keeps it beside the form."""
    return {name: _source(told) for name, told in draft.told.items()}


def _source(told: Told) -> dict[str, Any]:
    known = {"source": "bot", "said": told.said, "confidence": round(told.confidence, 3), "confirmed": told.confirmed}
    spread = {"low": told.low, "high": told.high}
    return {**known, **{key: value for key, value in spread.items() if value is not None}}


def form(draft: Draft) -> dict[str, dict[str, Any]]:
    """The draft as every door speaks it: nested by the dotted names, unknown fields absent."""
    nested: dict[str, dict[str, Any]] = {}
    for name, told in draft.told.items():
        section, key = name.split(".")
        nested.setdefault(section, {})[key] = told.value
    if draft.as_said:
        nested.setdefault("emergency", {})["narrative"] = _story_with_answers(draft)
    return nested


def _story_with_answers(draft: Draft) -> str:
    answers = [f"问{phrase('answer_to', name)}，说：{words}" for name, words in draft.as_said.items()]
    told = str(draft.value("emergency.narrative") or "")[: LONGEST_NARRATIVE - len(answers) * (LONGEST_ANSWER + 20)]
    return "。".join([*([told] if told else []), *answers])
