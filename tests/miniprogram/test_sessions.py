"""Signing in by phone and code, and out again."""

from datetime import timedelta

import pytest

from backend.adapters.clock import utc_now
from backend.adapters.identity import DEMO_PEOPLE
from backend.domain.errors import NotSignedIn
from backend.services import residents
from backend.storage.resident_documents import PhoneCode, Resident, ResidentSession
from tests.miniprogram.phone import DOOR, Phone


def ask_for_code(client, number="13800138000"):
    return client.post(f"{DOOR}/sms-codes", json={"phone": number})


def sign_in(client, code, number="13800138000"):
    return client.post(f"{DOOR}/sessions", json={"phone": number, "sms_code": code})


def test_a_phone_and_its_code_open_a_session(client):
    code = ask_for_code(client).json["demo_code"]
    made = sign_in(client, code)
    assert made.status_code == 201
    assert made.json["phone"] == "138****8000"
    assert made.json["new_here"] is True


def test_a_code_works_once(client):
    code = ask_for_code(client).json["demo_code"]
    sign_in(client, code)
    again = sign_in(client, code)
    assert again.status_code == 422
    assert "验证码" in str(again.json["errors"])


def test_the_code_is_not_told_outside_a_demo(app, client, monkeypatch):
    monkeypatch.setitem(
        app.config, "EJIUZHU", app.config["EJIUZHU"].__class__(**{**app.config["EJIUZHU"].__dict__, "demo": False})
    )
    assert "demo_code" not in ask_for_code(client).json


def test_after_five_wrong_codes_even_the_right_one_is_refused(client):
    code = ask_for_code(client).json["demo_code"]
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert sign_in(client, wrong).status_code == 422
    assert sign_in(client, code).status_code == 429


def test_a_second_code_within_a_minute_is_refused(client):
    ask_for_code(client)
    assert ask_for_code(client).status_code == 429


def test_a_code_runs_out_after_five_minutes(client):
    code = ask_for_code(client).json["demo_code"]
    PhoneCode.objects.update(set__sent_at=utc_now() - timedelta(minutes=6))
    assert sign_in(client, code).status_code == 422


def test_an_impossible_phone_gets_no_code(client):
    assert ask_for_code(client, "12345").status_code == 422


def test_neither_phone_nor_code_lie_readable_in_the_database(client, database):
    code = ask_for_code(client).json["demo_code"]
    sign_in(client, code)
    everything = (
        str(list(database["residents"].find()))
        + str(list(database["phone_codes"].find()))
        + str(list(database["resident_sessions"].find()))
    )
    assert "13800138000" not in everything
    assert code not in everything


def test_the_same_phone_is_the_same_resident_on_two_devices(client, database):
    Phone(client)
    PhoneCode.objects.delete()
    second = Phone(client)
    assert Resident.objects.count() == 1
    assert len(second.get("/sessions").json["items"]) == 2


def test_a_device_can_be_signed_out_from_another(client, database):
    first = Phone(client)
    PhoneCode.objects.delete()
    second = Phone(client)
    other = next(one["id"] for one in second.get("/sessions").json["items"] if not one["current"])
    assert second.delete(f"/sessions/{other}").status_code == 204
    assert first.get("/profile").status_code == 401
    assert second.get("/profile").status_code == 200


def test_signing_out_everywhere_ends_every_session(phone):
    assert phone.delete("/sessions/all").status_code == 204
    assert phone.get("/profile").status_code == 401


def test_a_session_ends_after_thirty_idle_days_and_slides_until_then(phone):
    token = phone.headers["Authorization"].removeprefix("Bearer ")
    later = utc_now() + timedelta(days=29)
    residents.signed_in(token, later)
    residents.signed_in(token, later + timedelta(days=29))
    with pytest.raises(NotSignedIn):
        residents.signed_in(token, later + timedelta(days=60))


def test_the_token_lies_only_as_a_hash(phone):
    token = phone.headers["Authorization"].removeprefix("Bearer ")
    assert ResidentSession.objects(id=token).first() is None


@pytest.mark.parametrize(
    "path", ["/profile", "/applications", "/messages", "/privacy/export", "/sessions", "/household", "/claims"]
)
def test_without_a_session_there_is_nothing_to_see(client, path):
    assert client.get(f"{DOOR}{path}").status_code == 401


def test_wechat_and_phone_cannot_be_mixed(client):
    assert (
        client.post(f"{DOOR}/sessions", json={"code": "x", "phone": "13800138000", "sms_code": "123456"}).status_code
        == 422
    )
    assert client.post(f"{DOOR}/sessions", json={}).status_code == 422


def test_the_register_says_whether_name_and_number_belong_together(phone):
    number, name = next(iter(DEMO_PEOPLE.items()))
    assert phone.post("/profile/real-name-check").status_code == 422  # nothing told yet
    phone.put("/profile", {"name": "别人", "id_number": number, "version": 0})
    refused = phone.post("/profile/real-name-check")
    assert "姓名和身份证号对不上" in refused.json["message"]
    phone.put("/profile", {"name": name, "version": 1})
    assert phone.post("/profile/real-name-check").json["verified"] is True
    assert phone.put("/profile", {"name": "改了名", "version": 2}).json["verified"] is False
