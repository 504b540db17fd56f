"""Signing in from WeChat, against the sandbox of api.weixin.qq.com."""

import threading

import pytest
import requests
from werkzeug.serving import make_server

from backend.adapters.wechat.sandbox import create_sandbox
from backend.services.message_outlets import outlets_from
from backend.services.notifications import WeChatRefusal
from backend.storage.resident_documents import PhoneCode, Resident
from tests.miniprogram.phone import DOOR, Phone
from tests.support.web import make_app, settings_for


class Sandbox:
    """The sandbox's address and its controls."""

    def __init__(self, origin: str) -> None:
        self.origin = origin

    def tell(self, control: str, **told) -> dict:
        answer = requests.post(f"{self.origin}/_sandbox/{control}", json=told, timeout=5)
        answer.raise_for_status()
        return answer.json()

    def see(self, what: str):
        """What it was asked to send, or how often each path was called."""
        return requests.get(f"{self.origin}/_sandbox/{what}", timeout=5).json()


@pytest.fixture(scope="module")
def sandbox():
    server = make_server("127.0.0.1", 0, create_sandbox(), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Sandbox(f"http://127.0.0.1:{server.server_port}")
    server.shutdown()


@pytest.fixture
def wechat_client(database_url, database, tmp_path, sandbox):
    sandbox.tell("reset")
    return make_app(settings_for(database_url, tmp_path, demo=True, wechat_origin=sandbox.origin)).test_client()


def sign_in(client, code):
    return client.post(f"{DOOR}/sessions", json={"code": code, "device": "微信"})


def test_a_login_code_opens_a_session_and_neither_openid_nor_session_key_come_down(wechat_client, sandbox):
    made = sign_in(wechat_client, sandbox.tell("login-code", openid="openid-of-chen")["code"])
    assert made.status_code == 201
    assert "openid" not in made.text
    assert "session_key" not in made.text


def test_a_login_code_works_once_and_the_second_answer_says_what_to_do(wechat_client, sandbox):
    code = sandbox.tell("login-code", openid="openid-of-chen")["code"]
    sign_in(wechat_client, code)
    again = sign_in(wechat_client, code)
    assert again.status_code == 422
    assert "微信" in again.json["message"]


def test_the_same_openid_is_the_same_resident(wechat_client, sandbox):
    for _ in range(2):
        sign_in(wechat_client, sandbox.tell("login-code", openid="openid-of-chen")["code"])
    assert Resident.objects.count() == 1


def test_the_openid_lies_sealed(wechat_client, sandbox, database):
    sign_in(wechat_client, sandbox.tell("login-code", openid="openid-of-chen")["code"])
    assert "openid-of-chen" not in str(list(database["residents"].find()))


def test_whoever_came_by_phone_before_is_the_same_person_in_wechat(wechat_client, sandbox):
    by_phone = Phone(wechat_client, "13800138000")
    draft = by_phone.begin().json["id"]
    PhoneCode.objects.delete()
    token = sign_in(wechat_client, sandbox.tell("login-code", openid="openid-of-chen")["code"]).json["token"]
    code = sandbox.tell("phone-code", phone="13800138000")["code"]
    headers = {"Authorization": f"Bearer {token}"}
    bound = wechat_client.post(f"{DOOR}/profile/phone", json={"code": code}, headers=headers)
    assert bound.json["phone"] == "138****8000"
    assert Resident.objects.count() == 1
    assert wechat_client.get(f"{DOOR}/applications/{draft}", headers=headers).status_code == 200


def test_what_was_agreed_and_allowed_in_wechat_stays_when_the_phone_is_known(wechat_client, sandbox):
    by_phone = Phone(wechat_client, "13800138000", agree=False)
    PhoneCode.objects.delete()
    in_wechat = Phone(wechat_client, "13900139000", agree=False)
    token = sign_in(wechat_client, sandbox.tell("login-code", openid="openid-of-chen")["code"]).json["token"]
    in_wechat.headers = {"Authorization": f"Bearer {token}"}
    for purpose in ("service", "sensitive", "messages"):
        in_wechat.agree(purpose)
    in_wechat.put("/profile", {"name": "陈明亮", "version": 0})
    filed = in_wechat.filed()
    in_wechat.post("/profile/phone", {"code": sandbox.tell("phone-code", phone="13800138000")["code"]})
    assert by_phone.get("/profile").json["name"] == "陈明亮"
    assert by_phone.get("/subscriptions").json["agreed"] is True
    answers = by_phone.get(f"/applications/{filed['id']}").json["answers"]
    assert answers["applicant.phone"] == "13800138000"


def test_wechats_refusal_of_a_message_reaches_the_notifier_as_its_code(wechat_client, sandbox, database, tmp_path):
    outlets = outlets_from(settings_for("", tmp_path, wechat_origin=sandbox.origin), database["wechat_tokens"])
    with pytest.raises(WeChatRefusal) as refusal:
        outlets.wechat.send("nobody", "progress-changed", {"thing1": "收到了"}, "pages/case/index")
    assert refusal.value.code == 43101


def in_wechat(client, sandbox):
    """Headers of somebody signed in from WeChat."""
    token = sign_in(client, sandbox.tell("login-code", openid="openid-of-chen")["code"]).json["token"]
    return {"Authorization": f"Bearer {token}"}


def complain(client, headers, text, key):
    return client.post(
        f"{DOOR}/complaints", json={"jurisdiction": "boshan", "text": text}, headers=headers | {"Idempotency-Key": key}
    )


def test_what_wechat_would_not_publish_is_sent_back_to_be_put_in_other_words(wechat_client, sandbox, database):
    headers = in_wechat(wechat_client, sandbox)
    refused = complain(wechat_client, headers, "他们天天赌博不办事", "one")
    assert refused.status_code == 422
    assert "请改一改再交" in refused.json["errors"]["json"]["text"][0]
    assert complain(wechat_client, headers, "去了三次都没人理", "two").status_code == 201


def test_the_person_named_in_a_tip_and_the_words_of_an_objection_are_checked_where_they_were_typed(
    wechat_client, sandbox, database
):
    headers = in_wechat(wechat_client, sandbox)
    tip = {"jurisdiction": "boshan", "text": "独居，几天没出门", "person": "赌博的老王"}
    refused = wechat_client.post(f"{DOOR}/tips", json=tip, headers=headers | {"Idempotency-Key": "tip"})
    assert list(refused.json["errors"]["json"]) == ["person"]
    objection = {"says": "他家天天赌博"}
    refused = wechat_client.post(
        f"{DOOR}/public-notices/GS1/objections", json=objection, headers=headers | {"Idempotency-Key": "objection"}
    )
    assert list(refused.json["errors"]["json"]) == ["says"]


def test_the_words_of_a_rating_are_checked(wechat_client, sandbox, database):
    headers = in_wechat(wechat_client, sandbox)
    rating = {"stars": 1, "says": "一屋子人在赌博"}
    refused = wechat_client.post(
        f"{DOOR}/applications/{'0' * 24}/rating", json=rating, headers=headers | {"Idempotency-Key": "r"}
    )
    assert list(refused.json["errors"]["json"]) == ["says"]


def test_when_wechat_cannot_check_a_person_reads_it_anyway(wechat_client, sandbox, database):
    headers = in_wechat(wechat_client, sandbox)
    sandbox.tell("fault", path="/wxa/msg_sec_check", status=502, times=9)
    assert complain(wechat_client, headers, "去了三次都没人理", "one").status_code == 201
