"""The intake itself: takes over what was told, answers what was asked, and puts the next question or the read-back."""

from __future__ import annotations

import re
from dataclasses import replace

from actions import amend, danger, read_back, record
from actions.filing import file_draft
from actions.next_draft import is_another_emergency, next_draft
from actions.next_question import CONFIRM, Question, first_in_danger, question_for, question_is_last, which_to_ask
from actions.office import Office
from actions.phrases import phrase
from actions.state import Draft, Talk, Told
from actions.story import tells_a_story
from actions.turn import Reply, Turn, asks_something

_PLACE = {"address.village", "address.township"}
_MUST_BE_HEARD = {*_PLACE, "address.detail", "applicant.name", "applicant.phone", "emergency.narrative"}
"""Without these nobody can be found or helped: they are asked for again. Anything else a caseworker can ask later."""
LONGEST_PLACE = 60
_BESIDE_THE_STORY = ("household.size", "household.monthly_income", "household.status", "emergency.in_danger")
_NO_PHONE = re.compile(r"没有?(手机|电话|座机|号码)|没得(手机|电话)|(真|都|确实|实在)的?没有|^没有|没有呀?$")
_SPEECH = re.compile(r"[你您他她它]|我[^们是在住家这]|没[人有大]|[了着过]$|不会|不好|打电话")
_OPEN_IS_FINE = ("go_on", "no_matter", "not_needed")
_ACKNOWLEDGED = ("ack", "none", "noted", "none")
"""A word of hearing on every other answer: each time would sound like a machine, never like one too."""


def take_over(talk: Talk, turn: Turn) -> list[str]:
    """Writes what was heard; the names that are new or changed."""
    if talk.draft.is_filed:
        if is_another_emergency(talk, turn):
            talk.draft = next_draft(talk.draft, turn)
        else:
            turn = _without(turn, "filer.relation")
    elif talk.asking in _BESIDE_THE_STORY:
        turn = _without(turn, "filer.relation", "emergency.category")
    is_story = tells_a_story(talk, turn)
    changed = record.record(talk, turn)
    if _has_no_phone(talk, turn):
        record.skip(talk.draft, "applicant.phone", "unknown")
    if talk.asking == "address.detail" and not talk.draft.knows("address.detail") and _names_a_spot(turn):
        talk.draft.told["address.detail"] = Told(turn.text, turn.text, 0.8)
        changed.append("address.detail")
    if is_story and not talk.draft.knows("emergency.narrative"):
        record.add_to_narrative(talk.draft, turn.text)
        changed.append("emergency.narrative")
    return changed


def _without(turn: Turn, *names: str) -> Turn:
    """我爹有残疾证，瘫了八年 tells of the household: it does not make the caller a son who speaks for him, nor his illness the
    emergency. Neither does 我老婆把材料送过去 after filing.
    """
    is_put_right = turn.signals.get("correction")
    return turn if is_put_right else replace(turn, heard=tuple(i for i in turn.heard if i["entity"] not in names))


def _has_no_phone(talk: Talk, turn: Turn) -> bool:
    """Said unasked it counts too, unless it is somebody else who has none."""
    if any(name.endswith(".phone") for name in turn.fields) or talk.draft.for_someone_else:
        return False
    return bool(_NO_PHONE.search(turn.text)) and ("机" in turn.text or "电话" in turn.text)


def _names_a_spot(turn: Turn) -> bool:
    return 2 <= len(turn.text) <= LONGEST_PLACE and not turn.signals_any("unknown", "refuse", "repeat")


def has_answered(talk: Talk, turn: Turn) -> bool:
    """Whether the turn answers what was asked, or says that it will not be answered."""
    if talk.asking is None:
        return False
    if talk.asking in _PLACE and turn.fields & _PLACE:
        return True
    if talk.asking == CONFIRM:
        return turn.signals_any("affirm", "deny")
    return talk.asking in turn.fields or turn.declines


def settle_asked(talk: Talk, turn: Turn) -> list[Reply]:
    """Gives up what the caller does not know or will not say, or what was tried often enough; a word about it."""
    name, draft = talk.asking, talk.draft
    if name is None or name == CONFIRM or draft.is_settled(name):
        return []
    if name in _PLACE and turn.fields & _PLACE:
        record.skip(draft, name, "unknown")
        return []
    if turn.declines:
        return _give_up(talk, name, "refused" if turn.signals.get("refuse") else "unknown")
    if name.endswith(".phone") and (turn.signals.get("deny") or _NO_PHONE.search(turn.text)):
        record.skip(draft, name, "unknown")
        return []
    if name == "address.village" and _may_be_a_place(turn):
        return _keep_unknown_place(talk, turn)
    if name not in _MUST_BE_HEARD and _is_an_answer(turn):
        record.keep_as_said(draft, name, turn.text)
        return [Reply(phrase("as_said"))]
    if record.has_tried_enough(draft, name):
        record.skip(draft, name, "unreadable")
        return [] if talk.danger else [Reply(phrase("moving_on"))]
    return []


def _is_an_answer(turn: Turn) -> bool:
    """Words of somebody who answers in a way we cannot read; a bare yes, a question or babble is no answer."""
    is_other = (
        turn.danger
        or turn.fields - {"need.kinds"}
        or turn.event
        or turn.is_babble
        or turn.intent == "nonsense"
        or asks_something(turn.text)
    )
    return len(turn.text) > 1 and not (is_other or turn.signals_any("affirm", "repeat", "correction"))


def _may_be_a_place(turn: Turn) -> bool:
    """Not what asks something, speaks to the bot or of people, or tells something else."""
    is_speech = asks_something(turn.text) or bool(_SPEECH.search(turn.text))
    return bool(turn.text) and not (turn.notices or turn.fields or turn.danger or is_speech)


def _keep_unknown_place(talk: Talk, turn: Turn) -> list[Reply]:
    """A place that is in no register is kept in the caller's words; asking for the township gets further than again."""
    if len(turn.text) <= LONGEST_PLACE and not talk.draft.knows("address.detail"):
        talk.draft.told["address.detail"] = Told(turn.text, turn.text, 0.5)
    record.skip(talk.draft, "address.village", "unreadable")
    return []


def _give_up(talk: Talk, name: str, reason: str) -> list[Reply]:
    """A name, and one way to reach them, are needed to help at all: explained once, then asked again; the rest may stay open."""
    if is_needed(talk.draft, name, reason) and not record.has_tried_enough(talk.draft, name):
        return []
    record.skip(talk.draft, name, reason)
    return [Reply(phrase("skipped", _OPEN_IS_FINE[len(talk.draft.skipped) % len(_OPEN_IS_FINE)]))]


def is_needed(draft: Draft, name: str, reason: str) -> bool:
    """Whether help cannot come without it: the name, or where to find someone who gave neither phone nor village.

    A name of another may be unknown; whoever lives in a village is found there by name.
    """
    unknown_of_another = draft.for_someone_else and reason == "unknown"
    is_nowhere = name == "address.detail" and not draft.knows("address.village")
    return is_nowhere or (name == "applicant.name" and not unknown_of_another)


def notices(talk: Talk, turn: Turn) -> list[Reply]:
    """What the understander noticed that the caller should hear: a wrong number, a place that is not ours."""
    said = []
    for notice in turn.notices:
        kind = notice["kind"]
        if kind in ("wrong_phone", "wrong_id_number"):
            said.append(Reply(phrase(kind)))
        elif kind == "outside_place" and notice.get("detail"):
            said.append(Reply(phrase(kind, said=notice["said"], detail=notice["detail"])))
    return said


def next_step(talk: Talk, turn: Turn | None = None, changed: list[str] | None = None) -> list[Reply]:
    """The next question, or the read-back when there is enough; read back once, only what `changed` is read again."""
    record.take_line(talk)
    name = which_to_ask(talk)
    if danger.may_wait(talk) and not first_in_danger(talk.draft):
        return [danger.wait(talk)]
    if name:
        return [danger.ask(talk, _question(talk, name, turn, changed or []))]
    if more := amend.next_wrong(talk):
        return more
    record.presume_own_case(talk.draft)
    record.presume_safe(talk)
    said_before, talk.draft.read_back = talk.draft.read_back, True
    text = read_back.only_changed(talk.draft, changed) if said_before and changed else read_back.full(talk.draft)
    return [danger.ask(talk, Question(CONFIRM, text))]


def first_help(talk: Talk) -> list[Reply]:
    """In danger: the one thing helpers need next, or a word that somebody stays; the form can wait."""
    record.take_line(talk)
    name = first_in_danger(talk.draft)
    return [danger.ask(talk, question_for(talk, name)) if name else danger.wait(talk)]


def _question(talk: Talk, name: str, turn: Turn | None, changed: list[str]) -> Question:
    for notice in turn.notices if turn else ():
        if notice["kind"] == "ambiguous_place" and name in _PLACE and notice.get("detail"):
            options = tuple(part for part in str(notice["detail"]).replace("，", "、").split("、") if part)
            return Question("address.township", phrase("which_place", said=notice["said"]), options)
        if notice["kind"] == "surname_only" and notice["field"] == name:
            return Question(name, phrase("name_after_surname", surname=notice.get("detail") or notice["said"][-1]))
    if turn and turn.declines and name == talk.asking:
        return Question(name, phrase("is_needed" if talk.draft.asked.get(name, 0) < 2 else "is_needed_still", name))
    question = question_for(talk, name, again=name == talk.asking and not changed)
    return Question(name, _word_before(talk, name, changed) + question.text, question.options)


def _word_before(talk: Talk, name: str, changed: list[str]) -> str:
    """The first story gets a kind word; later answers now and then a sign that they were heard."""
    draft = talk.draft
    if talk.danger or not set(changed) - {"need.kinds"}:
        return ""
    if not draft.asked and draft.knows("emergency.narrative"):
        return phrase("heard", "story")
    if name == talk.asking:
        return phrase("heard", "noted")
    if talk.asking in draft.asked and not question_is_last(draft, name):
        return phrase("heard", _ACKNOWLEDGED[len(draft.asked) % len(_ACKNOWLEDGED)])
    return ""


def ask_again(talk: Talk, after_detour: bool = False) -> list[Reply]:
    """The question that is open, in the same words, without counting it as asked again."""
    if talk.asking is None:
        return []
    back = phrase("answer", "back") if after_detour else ""
    if talk.asking == CONFIRM:
        return [Reply(back + phrase("read_back", "ending"), Question(CONFIRM, "").custom)]
    question = question_for(talk, talk.asking, again=False)
    return [Reply(back + question.text, question.custom)]


def answer_confirm(office: Office, conversation: str, talk: Talk, turn: Turn, changed: list[str]) -> list[Reply] | None:
    """The caller answers the read-back. None when the turn says nothing about it."""
    if changed:
        talk.noes = 0
        amend.note_wrong(talk, turn, changed)
        return next_step(talk, turn, changed)
    if turn.signals_any("deny", "correction", "unknown") or turn.intent == "deny":
        return amend.ask_what_is_wrong(talk, turn)
    if turn.signals.get("affirm") or turn.intent == "affirm":
        return file_draft(office, conversation, talk)
    return ask_again(talk) if talk.draft.read_back else None


def correct_filed(talk: Talk, changed: list[str]) -> list[Reply]:
    """After filing, what is said further goes to the same application with the next snapshot."""
    said = read_back.items(talk.draft, changed)
    return [Reply(phrase("updated", items=said))] if said else []
