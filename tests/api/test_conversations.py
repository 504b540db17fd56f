"""Nothing told is lost: snapshots, silence, and going on where one stopped."""

from datetime import UTC, datetime, timedelta

from backend.services import forms, listening
from backend.storage.documents import Alert, Application, Conversation, Task
from tests.support.calls import filing, snapshot, told
from tests.support.web import add_staff, as_bot, signed_in

SILENCE = timedelta(minutes=10)


def keep(client, conversation="call-1", **changes):
    return client.put(f"/api/intake/v1/conversations/{conversation}", json=snapshot(**changes), headers=as_bot())


def long_ago():
    return datetime.now(UTC) - timedelta(minutes=11)


def test_turns_sent_twice_are_kept_once(client):
    keep(client, turns=[("caller", "俺家着火了"), ("bot", "人都出来了吗？")])
    answer = keep(client, turns=[("bot", "人都出来了吗？"), ("caller", "都出来了")], first_seq=2)
    assert answer.json["heard_up_to"] == 3
    assert [turn.text for turn in Conversation.objects.get().turns] == ["俺家着火了", "人都出来了吗？", "都出来了"]


def test_asking_again_with_what_is_known_saves_nothing_anew(client):
    now = datetime.now(UTC).replace(microsecond=0)
    for _ in range(3):
        keep(client, at=now, turns=[("caller", "俺家着火了")])
    assert Conversation.objects.get().version == 0


def test_an_older_snapshot_that_comes_late_does_not_undo_the_newer(client):
    now = datetime.now(UTC)
    keep(client, at=now, form=told(household={"size": 5}))
    keep(client, at=now - timedelta(seconds=5), form=told(household={"size": 4}))
    assert Conversation.objects.get().form["household"]["size"] == 5


def test_a_silent_caller_leaves_an_unfinished_application_and_one_call_back(client):
    keep(client, at=long_ago(), turns=[("caller", "我是叩家村的")])
    now = datetime.now(UTC)
    assert len(listening.sweep_silent(now, SILENCE)) == 1
    assert listening.sweep_silent(now, SILENCE) == []
    case, task = Application.objects.get(), Task.objects.get()
    assert (case.state, case.applicant_name) == ("unfinished", "周玉兰")
    assert (task.kind, task.application, task.phone) == ("callback", case.number, "13954478899")


def test_a_call_that_ended_is_found_by_its_line_at_once(client):
    keep(client, state="closed", caller_phone="13954478800", turns=[("caller", "我先挂了")])
    found = client.post("/api/intake/v1/status-lookups", json={"phone": "13954478899"}, headers=as_bot()).json
    assert found["unfinished"]
    assert Task.objects.get().kind == "callback"


def test_a_caller_who_rings_again_finishes_the_case_they_left(client):
    keep(client, state="closed", turns=[("caller", "我先挂了")])
    left = Application.objects.get()
    keep(client, "call-2", continues=left.number, turns=[("caller", "接着说")])
    filed = client.post("/api/intake/v1/applications", json=filing("call-2"), headers=as_bot("call-2:1")).json
    assert filed["number"] == left.number
    assert Application.objects.count() == 1
    assert Application.objects.get().state == "submitted"


def test_a_caller_who_is_still_talking_is_left_alone(client):
    keep(client)
    assert listening.sweep_silent(datetime.now(UTC), SILENCE) == []


def test_a_chat_that_told_nothing_makes_no_application(client):
    keep(client, at=long_ago(), form={}, turns=[("caller", "低保怎么办")])
    assert listening.sweep_silent(datetime.now(UTC), SILENCE) == []


def test_what_a_silent_caller_said_that_cannot_be_right_is_noted_not_dropped(client):
    keep(client, at=long_ago(), form=told(applicant={"name": "周玉兰", "phone": "139544788"}))
    listening.sweep_silent(datetime.now(UTC), SILENCE)
    case = Application.objects.get()
    assert case.skipped == {"applicant·phone": "unreadable"}


def test_a_caller_who_comes_back_finishes_the_same_application(client):
    keep(client, at=long_ago())
    listening.sweep_silent(datetime.now(UTC), SILENCE)
    number = Application.objects.get().number
    answer = client.post("/api/intake/v1/applications", json=filing(), headers=as_bot("call-1:1"))
    assert (answer.status_code, answer.json["number"], answer.json["state"]) == (201, number, "submitted")
    assert len(Application.objects) == 1


def test_a_correction_after_filing_reaches_the_case_until_it_is_accepted(client):
    client.post("/api/intake/v1/applications", json=filing(), headers=as_bot("call-1:1"))
    keep(client, form=told(household={"size": 2, "monthly_income": 230, "status": ["dibao"]}))
    case = Application.objects.get()
    entry = next(field for field in case.fields if field.name == "household.size")
    assert entry.value == 2
    assert entry.history[0]["value"] == 1


def test_the_number_can_be_asked_for_by_the_provisional_one(client):
    client.post("/api/intake/v1/applications", json=filing(provisional_number="Z1234"), headers=as_bot("call-1:1"))
    answer = client.post("/api/intake/v1/status-lookups", json={"provisional_number": "Z1234"}, headers=as_bot())
    assert answer.json["number"] == Application.objects.get().number


def test_a_wrong_query_code_and_an_unknown_number_are_told_the_same(client):
    filed = client.post("/api/intake/v1/applications", json=filing(), headers=as_bot("call-1:1")).json
    wrong = [
        {"number": filed["number"], "query_code": "00000000"},
        {"number": "BS20200101000001", "query_code": filed["query_code"]},
    ]
    answers = [client.post("/api/intake/v1/status-lookups", json=body, headers=as_bot()) for body in wrong]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json == answers[1].json


def test_the_status_of_an_unfinished_application_brings_its_form_back(client):
    keep(client, at=long_ago())
    listening.sweep_silent(datetime.now(UTC), SILENCE)
    answer = client.post("/api/intake/v1/status-lookups", json={"phone": "13954478899"}, headers=as_bot())
    assert answer.json["unfinished"] is True
    assert answer.json["form"]["applicant"]["name"] == "周玉兰"


def test_an_alert_is_on_top_of_its_county_alone_until_taken(client):
    body = {"jurisdiction": "boshan", "conversation_id": "call-1", "kind": "suicide", "words": "我不想活了"}
    for _ in range(2):
        assert client.post("/api/intake/v1/alerts", json=body, headers=as_bot("call-1:suicide:1")).status_code == 201
    assert len(Alert.objects) == 1
    here = signed_in(client, add_staff("hotline_operator"))
    there = signed_in(client, add_staff("hotline_operator", "linghai"))
    alerts = client.get("/api/staff/v1/alerts", headers=here).json
    assert alerts[0]["words"] == "我不想活了"
    assert client.get("/api/staff/v1/alerts", headers=there).json == []
    url = f"/api/staff/v1/alerts/{alerts[0]['id']}/taken"
    assert client.post(url, json={"outcome": "已转 110"}, headers=there).status_code == 404
    assert client.post(url, json={"outcome": "已转 110"}, headers=here).json["open"] is False
    assert client.get("/api/staff/v1/alerts", headers=here).json == []


def test_a_complaint_is_seen_by_the_auditor_and_by_nobody_complained_of(client):
    body = {"jurisdiction": "boshan", "conversation_id": "call-1", "kind": "complaint", "text": "村里把钱给了自家亲戚"}
    assert client.post("/api/intake/v1/complaints", json=body, headers=as_bot("c")).json["number"].startswith("TS")
    auditor, clerk = (signed_in(client, add_staff(role)) for role in ("auditor", "township_clerk"))
    assert client.get("/api/staff/v1/tasks", headers=auditor).json[0]["text"] == "村里把钱给了自家亲戚"
    assert client.get("/api/staff/v1/tasks", headers=clerk).json == []


def test_who_asks_for_a_person_is_on_the_list_once_and_told_when(client):
    body = {
        "jurisdiction": "boshan",
        "channel": "hotline",
        "conversation_id": "call-1",
        "reason": "不想跟机器说",
        "phone": "13954478899",
    }
    answers = [client.post("/api/intake/v1/handoffs", json=body, headers=as_bot("call-1:handoff")) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json["says"]
    operator = signed_in(client, add_staff("hotline_operator"))
    assert [task["phone"] for task in client.get("/api/staff/v1/tasks", headers=operator).json] == ["13954478899"]


def test_every_field_a_caller_may_tell_survives_the_snapshot_and_the_sweep(client):
    form = {
        "applicant": {"name": "周玉兰", "phone": "13954478899"}, "filer": {"relation": "neighbor", "name": "孙志强", "phone": "13954478890"},
        "address": {"township": "域城镇", "village": "叩家村", "detail": "村东头"},
        "emergency": {"category": "accident", "occurred_on": "2026-11-03", "narrative": "摔了", "in_danger": False},
        "household": {"size": 1, "monthly_income": 230, "status": ["dibao", "disabled"]},
        "costs": {"medical_self_paid": 1, "property_loss": 0, "tuition": 0}, "need": {"kinds": ["cash"]},
    }  # fmt: skip
    assert keep(client, at=long_ago(), form=form).status_code == 200
    (case,) = listening.sweep_silent(datetime.now(UTC), SILENCE)
    assert forms.shown(case) == form


def test_the_bot_reads_the_register_and_answers_with_their_article(client):
    register = client.get("/api/intake/v1/regions?jurisdiction=boshan", headers=as_bot())
    assert "叩家村" in next(town for town in register.json if town["name"] == "域城镇")["villages"]
    answer = client.get("/api/intake/v1/answers?jurisdiction=boshan&topic=medical", headers=as_bot())
    assert answer.json["says"]
    assert answer.json["citations"][0]["section"]
    assert client.get("/api/intake/v1/answers?jurisdiction=boshan&topic=lottery", headers=as_bot()).status_code == 404
