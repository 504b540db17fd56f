"""The caseworkers' door: signing in, one's own region, and hands on a case that leave a trace."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.storage.documents import Application, AuditEvent, Staff, StaffSession
from tests.support.calls import filing, told
from tests.support.web import add_staff, as_bot, signed_in


@pytest.fixture
def number(client):
    return client.post("/api/intake/v1/applications", json=filing(), headers=as_bot("call-1:1")).json["number"]


def case_url(number, action=""):
    return f"/api/staff/v1/applications/{number}{action}"


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(client):
    username = add_staff("township_clerk")
    for _ in range(5):
        assert (
            client.post("/api/staff/v1/sessions", json={"username": username, "password": "wrong"}).status_code == 401
        )
    answer = client.post("/api/staff/v1/sessions", json={"username": username, "password": "a-password-of-tests-1"})
    assert answer.status_code == 429
    assert "锁" in answer.json["message"]


def test_a_wrong_password_and_an_unknown_user_are_told_the_same(client):
    add_staff("township_clerk")
    answers = [
        client.post("/api/staff/v1/sessions", json={"username": name, "password": "wrong"})
        for name in ("boshan.township_clerk", "nobody")
    ]
    assert answers[0].json == answers[1].json


def test_an_idle_session_ends(client):
    headers = signed_in(client, add_staff("township_clerk"))
    StaffSession.objects.update(set__seen_at=datetime.now(UTC) - timedelta(minutes=31))
    assert client.get("/api/staff/v1/applications", headers=headers).status_code == 401


def test_a_dismissed_colleague_is_out_at_once(client):
    headers = signed_in(client, add_staff("township_clerk"))
    Staff.objects.update(set__active=False)
    assert client.get("/api/staff/v1/applications", headers=headers).status_code == 401


def test_a_case_outside_ones_region_does_not_exist(client, number):
    elsewhere = signed_in(client, add_staff("bureau_reviewer", "linghai"))
    other_township = signed_in(client, add_staff("township_clerk", townships=["八陡镇"]))
    for headers in (elsewhere, other_township):
        assert client.get(case_url(number), headers=headers).status_code == 404
        assert client.post(case_url(number, "/steps"), json={"step": "accept"}, headers=headers).status_code == 404
        assert client.get("/api/staff/v1/applications", headers=headers).json["items"] == []


def test_the_admin_sees_no_case(client, number):
    assert client.get(case_url(number), headers=signed_in(client, add_staff("admin"))).status_code == 403


def test_the_worklist_puts_life_first_and_then_the_longest_wait(client):
    def file(name, danger):
        body = filing(
            name,
            form=told(
                applicant={"name": name, "phone": "13954478899"},
                emergency={"category": "tuition", "narrative": "急", "in_danger": danger},
            ),
        )
        client.post("/api/intake/v1/applications", json=body, headers=as_bot(f"{name}:1"))

    for name, danger in (("甲先生", False), ("乙先生", False), ("丙先生", True)):
        file(name, danger)
    rows = client.get("/api/staff/v1/applications", headers=signed_in(client, add_staff("bureau_reviewer"))).json[
        "items"
    ]
    assert [row["applicant_name"] for row in rows] == ["丙先生", "甲先生", "乙先生"]


@pytest.mark.parametrize("words", ["周玉兰", "zhouyulan", "13954478899", "139 5447 8899"])
def test_a_case_is_found_by_name_pinyin_or_phone(client, number, words):
    headers = signed_in(client, add_staff("bureau_reviewer"))
    found = client.get("/api/staff/v1/applications", query_string={"q": words}, headers=headers).json
    assert [row["number"] for row in found["items"]] == [number]


def test_a_correction_keeps_the_old_value_and_who_changed_it(client, number):
    headers = signed_in(client, add_staff("township_clerk"))
    answer = client.patch(
        case_url(number, "/form"), json={"form": {"household": {"size": 2}}, "reason": "入户看过"}, headers=headers
    )
    assert answer.json["household"]["size"] == 2
    assert answer.json["provenance"]["household.size"]["confirmed_by"] == "boshan.township_clerk"
    written = [event for event in answer.json["timeline"] if event["action"] == "answers_written"][-1]
    assert written["changes"]["household.size"] == {"from": "1人", "to": "2人"}
    assert (written["actor"], written["role"]) == ("boshan.township_clerk", "township_clerk")


def test_a_confirmation_names_who_and_when(client, number):
    headers = signed_in(client, add_staff("township_clerk"))
    answer = client.post(case_url(number, "/confirmations"), json={"fields": ["applicant.name"]}, headers=headers)
    assert answer.json["provenance"]["applicant.name"]["confirmed_by"] == "boshan.township_clerk"
    unanswered = client.post(case_url(number, "/confirmations"), json={"fields": ["costs.tuition"]}, headers=headers)
    assert unanswered.status_code == 422


def test_acceptance_is_told_to_the_caller_at_once(client, number):
    headers = signed_in(client, add_staff("township_clerk"))
    assert client.post(case_url(number, "/steps"), json={"step": "accept"}, headers=headers).json["state"] == "accepted"
    filed = client.post("/api/intake/v1/applications", json=filing(), headers=as_bot("call-1:1")).json
    asked = {"number": number, "query_code": filed["query_code"]}
    answer = client.post("/api/intake/v1/status-lookups", json=asked, headers=as_bot())
    assert answer.json["state"] == "accepted"
    assert "收下了" in answer.json["says"]
    assert Application.objects.get().outbox[-1].event == "accept"


def test_a_step_from_the_wrong_state_or_without_its_reason_is_refused_in_words(client, number):
    headers = signed_in(client, add_staff("township_clerk"))
    assert client.post(case_url(number, "/steps"), json={"step": "ask_supplement"}, headers=headers).status_code == 422
    answer = client.post(case_url(number, "/steps"), json={"step": "close"}, headers=headers)
    assert answer.status_code == 409
    assert "已提交" in answer.json["message"]


def test_who_only_reads_gets_numbers_masked_and_may_not_reveal_them(client, number):
    finance = signed_in(client, add_staff("finance"))
    assert client.get(case_url(number), headers=finance).json["applicant"]["phone"] == "139****8899"
    asked = {"field": "applicant.phone", "reason": "核对"}
    assert client.post(case_url(number, "/reveals"), json=asked, headers=finance).status_code == 403


def test_revealing_a_number_is_on_record(client, number):
    clerk = signed_in(client, add_staff("township_clerk"))
    asked = {"field": "applicant.phone", "reason": "打电话核实"}
    assert client.post(case_url(number, "/reveals"), json=asked, headers=clerk).json["value"] == "13954478899"
    event = AuditEvent.objects(stream=f"seen:{number}", action="revealed").get()
    assert (event.actor, event.note) == ("boshan.township_clerk", "打电话核实")
    assert "13954478899" not in str(event.to_mongo())
