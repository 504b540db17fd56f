"""Nothing told is lost: the outbox outlives the web, the process, and a second sender."""

from __future__ import annotations

import threading

from actions.office import Office, letter
from actions.outbox import Outbox
from actions.sender import Sender

from test_dialogue import read_back


def test_a_filing_while_the_web_is_away_gets_a_provisional_number_and_arrives_once(conversation, office, web):
    read_back(conversation)
    web.is_away = True
    filed = conversation.say("对")["filed"]
    assert filed["provisional"]
    web.is_away = False
    office.outbox.all_due_now()
    while office.sender.deliver_one():
        pass
    assert [body["provisional_number"] for body in web.bodies("/applications")] == [filed["number"]]


def test_the_real_number_is_told_unasked_as_soon_as_it_is_there(conversation, office, web):
    read_back(conversation)
    web.is_away = True
    conversation.say("对")
    web.is_away = False
    office.outbox.all_due_now()
    while office.sender.deliver_one():
        pass
    assert conversation.say("好的")["filed"]["number"].startswith("BS")


def test_a_letter_that_the_other_sender_took_first_is_waited_for_and_not_called_provisional(conversation, office, web):
    read_back(conversation)
    taken, put = [], office.outbox.put

    def take_it_away(letter, **how):
        put(letter, **how)
        taken.append(office.outbox.claim(letter.key))
        threading.Timer(0.2, lambda: office.outbox.delivered(taken[0], web.send("POST", "/applications", {}))).start()

    office.outbox.put = take_it_away
    assert conversation.say("对")["filed"]["number"].startswith("BS")


def test_a_provisional_number_is_known_even_while_the_web_is_still_away(conversation, converse, web):
    read_back(conversation)
    web.is_away = True
    filed = conversation.say("对")["filed"]
    later = converse("call-2")
    later.say_all("查一下我的申请", f"暂记号{filed['number']}")
    assert "没有丢" in later.said


def test_what_waits_survives_a_restart(tmp_path, web):
    first = Outbox(tmp_path / "outbox.sqlite")
    first.put(letter("alert", "call-1", "call-1:alert", "/alerts", {"kind": "fire"}), urgent=True)
    again = Outbox(tmp_path / "outbox.sqlite")
    assert Sender(again, web).deliver_one()
    assert web.bodies("/alerts") == [{"kind": "fire"}]


def test_two_senders_do_not_send_one_letter_twice(tmp_path, web):
    path = tmp_path / "outbox.sqlite"
    first, second = Outbox(path), Outbox(path)
    first.put(letter("application", "call-1", "call-1:1", "/applications", {}))
    assert first.claim() is not None
    assert second.claim() is None


def test_an_alert_goes_before_everything_that_waits(tmp_path, web):
    outbox = Outbox(tmp_path / "outbox.sqlite")
    outbox.put(letter("application", "call-1", "call-1:1", "/applications", {}))
    outbox.put(letter("alert", "call-2", "call-2:alert", "/alerts", {}), urgent=True)
    assert outbox.claim().kind == "alert"


def test_snapshots_coalesce_and_the_newest_wins(conversation, office, web):
    web.is_away = True
    conversation.say_all("我爸脑梗住院自己掏了三万二", "我叫赵福来", "域城镇叩家村")
    web.is_away = False
    office.outbox.all_due_now()
    office.sender.deliver_one()
    sent = web.bodies("/conversations/call-1")
    assert len(sent) == 1
    assert sent[0]["form"]["address"]["village"] == "叩家村"
    assert [turn["seq"] for turn in sent[0]["turns"]] == list(range(1, len(sent[0]["turns"]) + 1))


def test_a_snapshot_that_grew_while_it_was_being_sent_stays_waiting(tmp_path):
    outbox = Outbox(tmp_path / "outbox.sqlite")
    outbox.put_turns(letter("snapshot", "c", "c", "/conversations/c", {"form": 1}, "PUT"), [])
    sending = outbox.claim()
    outbox.put_turns(letter("snapshot", "c", "c", "/conversations/c", {"form": 2}, "PUT"), [])
    outbox.delivered(sending, {})
    assert outbox.waiting() == 1


def test_what_the_web_refuses_for_good_is_kept_and_reported_to_the_staff(tmp_path, web):
    outbox = Outbox(tmp_path / "outbox.sqlite")
    outbox.put(letter("complaint", "c", "c:complaint", "/complaints", {"text": "x"}))
    web.refuses = True
    office = Office(outbox, Sender(outbox, web), web)
    office.sender.deliver_one()
    assert outbox.find("c:complaint").state == "refused"
    assert outbox.waiting() == 1
    web.refuses = False
    office.sender.deliver_one()
    report = {"kind": "complaint", "conversation_id": "c", "status": 422, "says": "不行", "told": {"text": "x"}}
    assert web.bodies("/refused-letters") == [report]
    assert outbox.waiting() == 0


def test_a_report_that_is_refused_itself_is_not_reported_again(tmp_path, web):
    outbox = Outbox(tmp_path / "outbox.sqlite")
    outbox.put(letter("complaint", "c", "c:complaint", "/complaints", {"text": "x"}))
    web.refuses = True
    sender = Sender(outbox, web)
    while sender.deliver_one():
        pass
    assert outbox.waiting() == 0


def test_the_outbox_file_is_only_ours_to_read(tmp_path):
    path = tmp_path / "outbox.sqlite"
    Outbox(path)
    assert path.stat().st_mode & 0o077 == 0
