"""Greetings, thanks, another subject, and words nobody understands: a word for each, and a person after three in vain."""

from __future__ import annotations

from actions import intake
from actions.detours import SURE_AGAINST_A_QUESTION, SURE_AT_FIRST, first_question
from actions.phrases import phrase
from actions.state import Talk
from actions.turn import Reply, Turn

SURE_ENOUGH = 0.4
NONSENSE_LIMIT = 3
_SMALL_TALK = {"thanks": "thanks", "off_topic": "off_topic", "nonsense": "not_understood"}


def before_the_form(talk: Talk, turn: Turn, changed: list[str]) -> list[Reply] | None:
    """Before any application: a greeting, thanks, something else altogether. None when this is a call for help."""
    if changed:
        return None
    if turn.confidence < SURE_AT_FIRST:
        return _count_nonsense(talk) or _say_it_otherwise(talk)
    if turn.intent == "greet":
        return [Reply(phrase("greeting"), first_question(talk))]
    if turn.intent not in _SMALL_TALK:
        return None
    offered = _count_nonsense(talk) if turn.intent == "nonsense" else None
    return offered or [_word_for(talk, turn)]


def _word_for(talk: Talk, turn: Turn) -> Reply:
    """The word for small talk; not the same one twice running."""
    word = phrase(_SMALL_TALK[turn.intent])
    return Reply(phrase("off_topic_still") if word in talk.last_said else word, _intent_of(turn))


def _say_it_otherwise(talk: Talk) -> list[Reply] | None:
    """Asked what happened already, the same question again would be no help."""
    was_asked = talk.asking == "emergency.narrative"
    return [Reply(phrase("not_understood"), first_question(talk))] if was_asked else None


def stuck(talk: Talk, turn: Turn) -> list[Reply] | None:
    """Nothing in the turn helped. Small talk gets a word and the same question; None lets the retries count."""
    is_nonsense = turn.intent == "nonsense" or turn.confidence < SURE_AT_FIRST
    if is_nonsense and (offered := _count_nonsense(talk)):
        return offered
    if talk.handed_over:
        talk.handed_over = False
        return [Reply(phrase("handoff", "waiting")), *(intake.ask_again(talk) or intake.next_step(talk))]
    if turn.intent in _SMALL_TALK and turn.confidence >= SURE_AGAINST_A_QUESTION and talk.asking:
        return [_word_for(talk, turn), *intake.ask_again(talk)]
    return None


def after_filing(turn: Turn) -> list[Reply]:
    """Nothing was added to what is filed: a word for small talk, else whether there is anything more."""
    if turn.intent in _SMALL_TALK and turn.confidence >= SURE_ENOUGH:
        return [Reply(phrase(_SMALL_TALK[turn.intent]))]
    return [Reply(phrase("anything_else"))]


def _intent_of(turn: Turn) -> dict[str, object]:
    """Thanks with nothing open end the call as a farewell does."""
    return {"intent": "goodbye" if turn.intent == "thanks" else "off_topic"}


def _count_nonsense(talk: Talk) -> list[Reply] | None:
    talk.nonsense += 1
    if talk.nonsense < NONSENSE_LIMIT:
        return None
    talk.nonsense = 0
    return [Reply(phrase("offer_human"), {"intent": "off_topic", "options": ["人工"]})]
