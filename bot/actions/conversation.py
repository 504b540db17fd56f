"""One turn of the conversation: danger first, then what the caller wants, then the form where it was."""

from __future__ import annotations

import re

from actions import amend, complaint, danger, detours, intake, small_talk, status
from actions.asides import aside
from actions.filing import number_that_came_since
from actions.handover import hand_over
from actions.next_question import CONFIRM
from actions.office import Office
from actions.phrases import phrase
from actions.state import Talk
from actions.turn import Reply, Turn

SURE_OF_WANTING_A_PERSON = 0.4
SILENCE_LIMIT = 3
MOST_REPEATS = 2
"""So many times the same words are said again; then the question is put otherwise, or left."""
_FOR_ONESELF = re.compile(r"申请|登记")


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
    turn = turn.without_empty_words()
    if turn.danger:
        return _in_danger(office, conversation, talk, turn)
    if turn.event:
        return _door_event(office, conversation, talk, turn)
    talk.silences = 0
    if _wants(turn, "human") and talk.asking not in turn.fields:
        return hand_over(office, conversation, talk, "asked")
    if not turn.is_plainly_an_errand:
        said = None if turn.declines else aside(turn)
        if said and said not in talk.last_said:
            custom = {"intent": "faq"} if detours.is_under_way(talk) else {}
            return [Reply(said, custom), *detours.way_back(talk)]
        if not turn.heard and not turn.declines and (turn.signals.get("repeat") or _wants(turn, "repeat")):
            if talk.repeats < MOST_REPEATS:
                return _repeat(talk)
        else:
            talk.repeats = 0
    if talk.flow:
        return _errand(office, conversation, talk, turn)
    return _intake_turn(office, conversation, talk, turn)


def _in_danger(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    """Help first, then what helpers need, where to go and whom to ring; the form waits."""
    alarm = danger.raise_alarm(office, conversation, talk, turn)
    talk.flow = None
    was_known = talk.draft.knows("emergency.category")
    intake.take_over(talk, danger.without_new_category(talk, turn))
    if not was_known:
        danger.name_what_happened(talk, turn)
    intake.settle_asked(talk, turn)
    return [alarm, *intake.first_help(talk)]


def _wants(turn: Turn, intent: str) -> bool:
    return turn.intent == intent and turn.confidence >= SURE_OF_WANTING_A_PERSON


def _door_event(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    if turn.event == "key_0":
        return hand_over(office, conversation, talk, "key_0")
    if turn.event == "silence":
        return _silence(talk)
    if turn.event in ("unclear", "unreadable", "image"):
        return [Reply(phrase(turn.event)), *intake.ask_again(talk)]
    return intake.ask_again(talk) if talk.is_apply else [Reply(phrase("greeting"), detours.first_question(talk))]


def _silence(talk: Talk) -> list[Reply]:
    """Asks whether they are there; after the third time the line is given up, and what was told stays."""
    talk.silences += 1
    if talk.silences >= SILENCE_LIMIT:
        talk.closed = True
        reachable = "silence_goodbye" if talk.can_be_reached else "silence_come_back"
        return [Reply(phrase(reachable), {"hangup": True})]
    return [Reply(phrase("silence")), *intake.ask_again(talk)]


def _repeat(talk: Talk) -> list[Reply]:
    if not talk.last_said:
        return [Reply(phrase("nothing_to_repeat"), detours.first_question(talk))]
    talk.repeats += 1
    again = intake.ask_again(talk)
    return [Reply("".join(talk.last_said), again[0].custom if again else {})]


def _errand(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    """A complaint or a look-up under way; a story told instead, or a farewell, ends it."""
    if detours.is_farewell(turn):
        return detours.goodbye(talk)
    wants_help = "emergency.category" in turn.fields or bool(_FOR_ONESELF.search(turn.text))
    if talk.flow == "complaint":
        said = None if wants_help and complaint.is_taken(talk) else complaint.go_on(office, conversation, talk, turn)
    else:
        said = None if wants_help and not status.codes(turn.text) else status.go_on(office, conversation, talk, turn)
    if said is None:
        talk.flow = None
        return _intake_turn(office, conversation, talk, turn)
    return said if talk.flow else said + detours.resume(talk)


def _intake_turn(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    answered = intake.has_answered(talk, turn)
    errand = detours.side_errand(talk, turn, answered)
    says_yes = talk.asking == CONFIRM and turn.signals.get("affirm")
    if errand and not (errand == "goodbye" and says_yes):
        return detours.leave_the_form(office, conversation, talk, turn, errand)
    if not talk.is_apply and detours.is_another_subject(turn):
        return small_talk.before_the_form(talk, turn, []) or []
    changed = intake.take_over(talk, turn)
    if talk.asking == CONFIRM:
        settled = intake.answer_confirm(office, conversation, talk, turn, changed)
        if settled is not None:
            return settled
    if talk.draft.is_filed:
        return intake.correct_filed(talk, changed) or small_talk.after_filing(turn)
    return _go_on(office, talk, turn, changed, answered)


def _go_on(office: Office, talk: Talk, turn: Turn, changed: list[str], answered: bool) -> list[Reply]:
    if not talk.is_apply:
        small = small_talk.before_the_form(talk, turn, changed)
        if small is not None:
            return small
        talk.is_apply = True
        if status.take_up_unfinished(office, talk):
            return [Reply(phrase("status", "unfinished")), *intake.next_step(talk, turn, changed)]
    if changed or answered:
        talk.nonsense = talk.detours = 0
    elif named := amend.put_right(talk, turn):
        return named
    elif told := detours.left_to_staff(talk, turn):
        return told
    elif stuck := small_talk.stuck(talk, turn):
        return stuck
    word = intake.notices(talk, turn) + intake.settle_asked(talk, turn) + danger.stay(talk)
    return word + intake.next_step(talk, turn, [] if word else changed)
