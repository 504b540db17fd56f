"""Rasa's side of a turn, and what the doors let in."""

from __future__ import annotations

import asyncio
import logging
import time

import pytest
from actions.action_turn import renewal
from actions.status import codes
from actions.turn import unheard_turns
from channels import doors, hotline, rest
from channels.seen import Seen
from components.policy import LISTEN, RENEW, TURN, next_action
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


def tracker(*events):
    return DialogueStateTracker.from_events("caller", list(events))


def heard(text="喂", danger=None):
    return UserUttered(text, parse_data={"intent": {"name": "apply"}, "entities": [], "danger": danger})


def test_every_turn_goes_to_the_action_server_once():
    assert next_action(tracker(heard())) == TURN
    done = tracker(heard(), ActionExecuted(TURN), BotUttered("好"), SlotSet("state", {}))
    assert next_action(done) == LISTEN


def test_a_silent_action_server_makes_the_bot_speak_itself():
    assert next_action(tracker(heard(), ActionExecuted(TURN))) == "utter_alone"
    alone = tracker(heard(danger={"kind": "fire"}), ActionExecuted(TURN))
    assert next_action(alone) == "utter_alone_fire"


def test_silence_on_purpose_is_kept():
    assert next_action(tracker(heard(), ActionExecuted(TURN), SlotSet("state", {}))) == LISTEN


def test_the_session_is_renewed_every_few_turns_so_that_turns_stay_cheap():
    turn = (heard(), ActionExecuted(TURN), SlotSet("state", {}))
    assert next_action(tracker(*turn * 3), 3) == RENEW


def test_the_action_server_begins_the_new_session_so_that_old_slots_are_not_repeated():
    heard_five = [{"event": "user"}] * 5
    assert [event["event"] for event in renewal(heard_five)] == ["session_started"]
    assert renewal(heard_five[:4]) == []


def test_what_was_said_while_the_action_server_was_away_is_taken_up():
    events = [{"event": "user", "text": text, "timestamp": at} for text, at in (("一", 1.0), ("二", 2.0), ("三", 3.0))]
    assert [turn.text for turn in unheard_turns({"events": events}, 1.0)] == ["二", "三"]


def test_a_claimed_phone_number_counts_only_beside_the_service_token():
    claimed = {"phone": "13800138000", "jurisdiction": "yuan"}
    assert "phone" not in rest.door_metadata(claimed, trusted=False)
    assert rest.door_metadata(claimed, trusted=True)["phone_is_verified"]


def test_a_leading_slash_is_no_command():
    assert doors.plain("/restart") == "restart"
    assert doors.plain("  //apply ") == "apply"


def test_a_hanging_brain_is_not_silence(monkeypatch):
    async def hang(_):
        await asyncio.sleep(5)

    monkeypatch.setenv("EJIUZHU_BRAIN_SECONDS", "0.05")
    replies = asyncio.run(doors.converse(hang, "caller", "喂", "rest", {}))
    assert replies[0]["text"] == doors.TOO_SLOW


def test_a_turn_is_logged_under_the_request_that_brought_it(caplog):
    async def answer(_):
        return None

    with caplog.at_level(logging.INFO):
        asyncio.run(doors.converse(answer, "call-1", "喂", "rest", {"request_id": "follow-me-0001"}))
    assert "turn of call-1, request follow-me-0001" in caplog.text
    assert "喂" not in caplog.text


@pytest.mark.parametrize(
    ("turn", "event"),
    [
        ({"text": "喂", "asr_confidence": 0.9}, None),
        ({"text": "喂", "asr_confidence": 0.2}, "unclear"),
        ({"text": ""}, "silence"),
        ({"dtmf": "0"}, "key_0"),
        ({"event": "hangup"}, "hangup"),
        ({"event": "start"}, "opening"),
    ],
)
def test_the_hotline_says_what_happened_on_the_line(turn, event):
    assert hotline.event_of(turn) == event


def test_the_hotline_transfers_hangs_up_and_guards_numbers_from_being_talked_over():
    assert hotline.answer([{"text": "好", "custom": {"handoff": True}}])["action"] == "transfer"
    assert hotline.answer([{"text": "好", "custom": {"intent": "goodbye"}}])["action"] == "hangup"
    assert hotline.answer([{"text": "好", "custom": {"filed": {"number": "x"}}}])["barge_in"] is False


def test_keys_spell_digits_and_stand_for_words():
    assert hotline.words({"dtmf": "1"}) == "对"
    assert hotline.words({"dtmf": "13800138000"}) == "13800138000"


def test_a_message_is_first_once_even_after_a_restart(tmp_path):
    assert Seen(tmp_path / "seen.sqlite").is_first("a")
    assert not Seen(tmp_path / "seen.sqlite").is_first("a")


@pytest.mark.parametrize(
    "said",
    [
        "编号BS20261123000017，查询码48213076",
        "b s 二零二六一一二三零零零零一七 查询码四八二一三零七六",
        "BS 2026 1123 0000 17 4821 3076",
    ],
)
def test_spoken_numbers_and_codes_are_read(said):
    assert codes(said) == {"number": "BS20261123000017", "query_code": "48213076"}


def test_a_provisional_number_is_read():
    assert codes("我的暂记号是Z1123 004521") == {"provisional_number": "Z1123004521"}


def test_a_turn_costs_no_more_for_what_was_said_long_ago():
    began = time.perf_counter()
    for _ in range(200):
        unheard_turns({"events": [{"event": "user", "timestamp": 1.0}] * 50}, 0.5)
    assert time.perf_counter() - began < 2
