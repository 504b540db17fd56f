"""The one action Rasa calls: reads the tracker, lets the conversation take its turn, hands back words and state."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import snapshot
from actions.conversation import take_turn
from actions.intake import ask_again
from actions.office import Office
from actions.phrases import phrase
from actions.state import Talk
from actions.turn import Reply, Turn, unheard_turns

log = logging.getLogger(__name__)

TURNS_IN_A_SESSION = 5
"""One fewer than the policy's own, which begins a session only while this server is away."""


class ActionTurn(Action):
    """Starts the sender with the process, so that what an earlier process left in the outbox goes out at once."""

    def __init__(self) -> None:
        self._office = Office.from_environment()
        self._office.sender.start()

    def name(self) -> str:
        return "action_turn"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        talk = Talk.from_json(tracker.get_slot("state"))
        turns = unheard_turns({"events": tracker.events}, talk.heard_at)
        request = turns[-1].metadata.get("request_id", "-") if turns else "-"
        log.info("turn of %s, request %s", tracker.sender_id, request)
        try:
            replies = await asyncio.to_thread(answer_all, self._office, tracker.sender_id, talk, turns)
        except Exception:
            # Raised further, Rasa would log the whole conversation; without events the policy speaks for us.
            log.exception("a turn could not be kept")
            return []
        for reply in replies:
            dispatcher.utter_message(text=reply.text, json_message=reply.custom or None)
        return [*renewal(tracker.events), SlotSet("state", talk.to_json())]


def renewal(events: list[dict[str, Any]]) -> list[Any]:
    """Every few turns a new session, from which Rasa reads on: a turn costs the same however long the caller talks.

    Begun here, because Rasa's own session start repeats every value a slot ever had since the first session.
    """
    turns = sum(event.get("event") == "user" for event in events)
    return [SessionStarted()] if turns >= TURNS_IN_A_SESSION else []


def answer_all(office: Office, conversation: str, talk: Talk, turns: list[Turn]) -> list[Reply]:
    """Takes the turns in order; the caller hears the answer to the last, and any danger answered before it."""
    answers = [answer_one(office, conversation, talk, turn) for turn in turns]
    earlier = [reply for replies in answers[:-1] for reply in replies if "crisis" in reply.custom]
    return earlier + (answers[-1] if answers else [])


def answer_one(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    """One turn, never silent for a fault of ours: a broken turn asks again, and its words still reach the web."""
    try:
        replies = take_turn(office, conversation, talk, turn)
    except Exception:
        log.exception("a turn failed")
        replies = [Reply(phrase("not_understood")), *ask_again(talk)]
    talk.heard_at = max(talk.heard_at, turn.at)
    snapshot.keep(office, conversation, talk, turn, replies)
    return replies
