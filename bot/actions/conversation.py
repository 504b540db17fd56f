"""One turn of the conversation: danger first, then what the caller wants, then the form where it was."""

from __future__ import annotations

import re
from dataclasses import replace

from actions import answers, complaint, danger, intake, record, status
from actions.filing import number_that_came_since
from actions.handover import hand_over
from actions.office import Office
from actions.phrases import phrase
from actions.state import Talk
from actions.turn import Reply, Turn

SURE_AT_FIRST = 0.2
SURE_ENOUGH = 0.4
SURE_OF_A_QUESTION = 0.3
SURE_WITHOUT_A_QUESTION = 0.75
SURE_AGAINST_A_QUESTION = 0.6
NONSENSE_LIMIT = 3
DETOUR_LIMIT = 3
"""So many questions in place of one answer, and the question is left to the caseworker."""
SILENCE_LIMIT = 3
_QUESTION = re.compile(
    r"[?？]|吗|么$|多少|多久|多长|几[天时次个口]|怎么|咋|啥|什么|哪|[能会可]不|是不是|有没有|谁|行不|中不|[给管报]不|不$|有[^，。]{0,8}没$|政策|标准|条件"
)
_ENQUIRY = re.compile(r"想问|问一下|问下|了解|咨询|打听")
_FAREWELL = re.compile(r"再见|拜拜|再会|挂了|挂啦")
_PERSONAL = {
    "emergency.occurred_on", "costs.medical_self_paid", "costs.property_loss", "costs.tuition", "applicant.name",
    "applicant.phone", "household.monthly_income",
}  # fmt: skip
_SMALL_TALK = {"thanks": "thanks", "off_topic": "off_topic", "nonsense": "not_understood"}


def take_turn(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    """What the bot says to this turn; changes `talk`. Empty while a person has taken the conversation over."""
    _learn_door(talk, turn)
    talk.closed = False
    if office.operator_is_active(conversation) and not turn.danger:
        intake.take_over(talk, turn)
        return []
    replies = number_that_came_since(office, conversation, talk)
    replies += _answer(office, conversation, talk, turn)
    talk.last_said = [reply.text for reply in replies]
    return replies


def _learn_door(talk: Talk, turn: Turn) -> None:
    door = turn.metadata
    talk.jurisdiction = door.get("jurisdiction") or talk.jurisdiction
    talk.channel = door.get("channel") or talk.channel
    talk.phone = door.get("phone") or talk.phone
    talk.phone_is_verified = bool(door.get("phone_is_verified")) or talk.phone_is_verified


def _answer(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    if turn.event == "hangup":
        talk.closed = True
        return []
    if turn.danger:
        return _in_danger(office, conversation, talk, turn)
    if turn.event:
        return _door_event(office, conversation, talk, turn)
    talk.silences = 0
    if _wants(turn, "human"):
        return hand_over(office, conversation, talk, "asked")
    if not turn.heard and (turn.signals.get("repeat") or _wants(turn, "repeat")):
        return _repeat(talk)
    if talk.flow:
        return _errand(office, conversation, talk, turn)
    return _intake_turn(office, conversation, talk, turn)


def _in_danger(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    """Help first, then one gentle question: where it should go, and whether they are safe."""
    alarm = danger.raise_alarm(office, conversation, talk, turn)
    talk.flow = None
    intake.take_over(talk, turn)
    return [alarm, *intake.settle_asked(talk, turn), *intake.next_step(talk, turn)]


def _wants(turn: Turn, intent: str, sure: float = SURE_ENOUGH) -> bool:
    return turn.intent == intent and turn.confidence >= sure


def _door_event(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    if turn.event == "key_0":
        return hand_over(office, conversation, talk, "key_0")
    if turn.event == "silence":
        return _silence(talk)
    if turn.event in ("unclear", "image"):
        return [Reply(phrase(turn.event)), *intake.ask_again(talk)]
    return intake.ask_again(talk) if talk.is_apply else [Reply(phrase("greeting"), _first_question(talk))]


def _silence(talk: Talk) -> list[Reply]:
    """Asks whether they are there; after the third time the line is given up, and what was told stays."""
    talk.silences += 1
    if talk.silences >= SILENCE_LIMIT:
        talk.closed = True
        return [Reply(phrase("silence_goodbye"), {"hangup": True})]
    return [Reply(phrase("silence")), *intake.ask_again(talk)]


def _first_question(talk: Talk) -> dict[str, object]:
    talk.asking = "emergency.narrative"
    return {"ask": "emergency.narrative", "input": "text"}


def _repeat(talk: Talk) -> list[Reply]:
    if not talk.last_said:
        return [Reply(phrase("nothing_to_repeat"), _first_question(talk))]
    again = intake.ask_again(talk)
    return [Reply("".join(talk.last_said), again[0].custom if again else {})]


def _errand(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    """A complaint or a look-up under way; a story told instead ends it."""
    if talk.flow == "complaint":
        return complaint.go_on(office, conversation, talk, turn) + _resume(talk)
    if not status.codes(turn.text) and ("emergency.category" in turn.fields or _wants(turn, "apply")):
        talk.flow = None
        return _intake_turn(office, conversation, talk, turn)
    return status.go_on(office, conversation, talk, turn) + ([] if talk.flow else _resume(talk))


def _resume(talk: Talk) -> list[Reply]:
    """After an errand the form goes on where it was."""
    return intake.next_step(talk) if talk.is_apply and not talk.draft.is_filed else []


def _intake_turn(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    answered = intake.has_answered(talk, turn)
    errand = side_errand(talk, turn, answered)
    if errand:
        return _leave_the_form(office, conversation, talk, turn, errand)
    changed = intake.take_over(talk, turn)
    if talk.asking == intake.CONFIRM:
        settled = intake.answer_confirm(office, conversation, talk, turn, changed)
        if settled is not None:
            return settled
    if talk.draft.is_filed:
        return intake.correct_filed(talk, changed) or _after_filing(talk, turn)
    return _go_on(office, conversation, talk, turn, changed, answered)


def side_errand(talk: Talk, turn: Turn, answered: bool) -> str | None:
    """faq, status, complaint or goodbye in the middle; None when the turn is about the form."""
    if wants_answer(talk, turn):
        return "faq"
    if turn.intent == "goodbye" and _FAREWELL.search(turn.text):
        return "goodbye"
    if answered or turn.confidence < _sure_enough(talk):
        return None
    if turn.intent in ("complaint", "tip_off"):
        return "complaint"
    return turn.intent if turn.intent in ("status", "goodbye") and not _PERSONAL & turn.fields else None


def _sure_enough(talk: Talk) -> float:
    """Once a question of ours is open, a short answer can look like anything; before that the best guess is the best."""
    return SURE_AGAINST_A_QUESTION if talk.is_apply and not talk.draft.is_filed else SURE_AT_FIRST


def wants_answer(talk: Talk, turn: Turn) -> bool:
    """Whether this is a question about the rules, and not somebody's own trouble told in passing."""
    if not turn.intent.startswith("faq_") or turn.signals_any("unknown", "refuse"):
        return False
    has_trouble = "emergency.category" in turn.fields
    asks = asks_something(turn.text) or (bool(_ENQUIRY.search(turn.text)) and not has_trouble)
    if talk.is_apply:
        return asks and turn.confidence >= SURE_OF_A_QUESTION
    told = _PERSONAL & turn.fields or (has_trouble and not asks)
    return not told and (asks or turn.confidence >= SURE_WITHOUT_A_QUESTION)


def asks_something(text: str) -> bool:
    return bool(_QUESTION.search(text))


def _leave_the_form(office: Office, conversation: str, talk: Talk, turn: Turn, errand: str) -> list[Reply]:
    """A question names schemes and a complaint names people: only what is plainly the caller's own goes on the form."""
    if errand == "complaint":
        return complaint.begin(office, conversation, talk, turn)
    own = tuple(item for item in turn.heard if item["entity"] in _PERSONAL or item["entity"] == talk.asking)
    intake.take_over(talk, replace(turn, heard=own))
    if errand == "faq":
        return _faq(office, talk, turn)
    if errand == "goodbye":
        return _goodbye(talk)
    return status.begin(office, conversation, talk, turn) + ([] if talk.flow else _resume(talk))


def _faq(office: Office, talk: Talk, turn: Turn) -> list[Reply]:
    said = answers.answer(office, talk.jurisdiction, turn.intent.removeprefix("faq_"))
    if talk.is_apply and not talk.draft.is_filed:
        talk.detours += 1
        if talk.detours > DETOUR_LIMIT and talk.asking not in (None, intake.CONFIRM):
            record.skip(talk.draft, talk.asking, "unreadable")
        back = (
            intake.ask_again(talk)
            if talk.asking and not talk.draft.is_settled(talk.asking)
            else intake.next_step(talk, turn)
        )
        return [said, *back]
    said.custom["intent"] = "faq"
    return [said, Reply(phrase("answer", "more"))]


def _goodbye(talk: Talk) -> list[Reply]:
    unfinished = talk.is_apply and not talk.draft.is_filed and talk.draft.told
    talk.closed = True
    return [Reply(phrase("goodbye_unfinished" if unfinished else "goodbye"), {"intent": "goodbye"})]


def _after_filing(talk: Talk, turn: Turn) -> list[Reply]:
    if turn.intent in _SMALL_TALK and turn.confidence >= SURE_ENOUGH:
        return [Reply(phrase(_SMALL_TALK[turn.intent]))]
    return [Reply(phrase("anything_else"))]


def _go_on(
    office: Office, conversation: str, talk: Talk, turn: Turn, changed: list[str], answered: bool
) -> list[Reply]:
    if not talk.is_apply:
        small = _small_talk(talk, turn, changed)
        if small is not None:
            return small
        talk.is_apply = True
        if status.take_up_unfinished(office, talk):
            return [Reply(phrase("status", "unfinished")), *intake.next_step(talk, turn)]
    if changed or answered:
        talk.nonsense = talk.detours = 0
    elif stuck := _stuck(office, conversation, talk, turn):
        return stuck
    word = intake.notices(talk, turn) + intake.settle_asked(talk, turn) + danger.stay(talk)
    return word + intake.next_step(talk, turn)


def _small_talk(talk: Talk, turn: Turn, changed: list[str]) -> list[Reply] | None:
    """Before any application: a greeting, thanks, something else altogether. None when this is a call for help."""
    if changed or turn.confidence < SURE_AT_FIRST:
        return None
    if turn.intent == "greet":
        return [Reply(phrase("greeting"), _first_question(talk))]
    if turn.intent in _SMALL_TALK:
        return _count_nonsense(talk, turn) or [Reply(phrase(_SMALL_TALK[turn.intent]), _intent_of(turn))]
    return None


def _intent_of(turn: Turn) -> dict[str, object]:
    return {"intent": "off_topic"} if turn.intent in ("off_topic", "nonsense") else {}


def _count_nonsense(talk: Talk, turn: Turn) -> list[Reply] | None:
    if turn.intent != "nonsense":
        return None
    talk.nonsense += 1
    if talk.nonsense < NONSENSE_LIMIT:
        return None
    talk.nonsense = 0
    return [Reply(phrase("offer_human"), {"intent": "off_topic", "options": ["人工"]})]


def _stuck(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply] | None:
    """Nothing in the turn helped. Small talk gets a word and the same question; None lets the retries count."""
    offered = _count_nonsense(talk, turn)
    if offered:
        return offered
    if turn.intent in _SMALL_TALK and turn.confidence >= SURE_AGAINST_A_QUESTION and talk.asking:
        return [Reply(phrase(_SMALL_TALK[turn.intent]), _intent_of(turn)), *intake.ask_again(talk)]
    return None
