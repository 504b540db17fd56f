"""Messages on real roads: WeChat's sandbox and an SMS gateway over HTTP; what does not arrive is seen and sent again."""

from datetime import timedelta

import pytest

from backend.services import notifications
from backend.services.message_outlets import outlets_from
from backend.storage.documents import Application, Task
from backend.storage.resident_documents import Delivery, PhoneCode
from tests.console.conftest import Desk
from tests.miniprogram.phone import DOOR, Phone
from tests.miniprogram.test_messages import DAY, filed_at, notice_of
from tests.miniprogram.test_wechat import sandbox, sign_in  # noqa: F401 — a fixture
from tests.support.gateway import SECRET
from tests.support.web import add_staff, make_app, settings_for, signed_in

TEMPLATES = "progress=T-progress,result=T-result"


@pytest.fixture
def house(database_url, database, tmp_path, sandbox, gateway):  # noqa: F811
    """(the app, its outlets): WeChat and SMS where they are for real, over HTTP."""
    sandbox.tell("reset")
    settings = settings_for(
        database_url, tmp_path, demo=True, wechat_origin=sandbox.origin, wechat_templates=TEMPLATES,
        sms_gateway=gateway.url, sms_secret=SECRET,
    )  # fmt: skip
    return make_app(settings), outlets_from(settings, database["wechat_tokens"])


def in_wechat(app, sandbox) -> Phone:  # noqa: F811
    """Somebody who came by WeChat, gave their phone and agreed to messages."""
    client = app.test_client()
    phone = Phone(client)
    PhoneCode.objects.delete()
    code = sandbox.tell("login-code", openid="openid-of-chen")["code"]
    headers = {"Authorization": f"Bearer {sign_in(client, code).json['token']}"}
    client.post(
        f"{DOOR}/profile/phone",
        json={"code": sandbox.tell("phone-code", phone="13800138000")["code"]},
        headers=headers,
    )
    phone.headers = headers
    phone.agree("messages")
    return phone


def sent_by_wechat(sandbox) -> list[dict]:  # noqa: F811
    return sandbox.see("sent")


def test_what_was_allowed_goes_by_wechat_and_the_next_by_sms(house, sandbox, gateway):  # noqa: F811
    app, outlets = house
    phone = in_wechat(app, sandbox)
    sandbox.tell("grant", openid="openid-of-chen", template_id="T-progress")
    phone.post("/subscriptions", {"accepted": {"T-progress": True}})
    assert phone.get("/subscriptions").json == {"agreed": True, "counts": {"T-progress": 1, "T-result": 0}}
    first, second = filed_at(phone), filed_at(phone)
    notifications.send_due(outlets, DAY)
    assert len(sent_by_wechat(sandbox)) == 1
    assert len([one for one in gateway.messages if "申请收到了" in one["text"]]) == 1
    assert {notice_of(first).channel, notice_of(second).channel} == {"app+wechat", "app+sms"}
    assert phone.get("/subscriptions").json["counts"]["T-progress"] == 0


def test_a_leave_taken_back_in_wechat_is_43101_and_the_message_goes_by_sms(house, sandbox, gateway):  # noqa: F811
    app, outlets = house
    phone = in_wechat(app, sandbox)
    for tap in ("one", "two"):  # counted here; WeChat's own settings say no
        phone.post("/subscriptions", {"accepted": {"T-progress": True}}, tap)
    filed = filed_at(phone)
    notifications.send_due(outlets, DAY)
    assert sandbox.see("calls")["/cgi-bin/message/subscribe/send"] == 1
    assert sent_by_wechat(sandbox) == []
    assert "申请收到了" in gateway.messages[-1]["text"]
    assert notice_of(filed).channel == "app+sms"
    assert phone.get("/subscriptions").json["counts"]["T-progress"] == 0


def dead_letter(app, outlets, gateway) -> tuple[dict, object]:
    """A case whose message found no road, and when the last try was."""
    phone = Phone(app.test_client())
    phone.agree("messages")
    filed, now = filed_at(phone), DAY
    gateway.broken = (503, b"{}")
    while notice_of(filed).state == "pending":
        notifications.send_due(outlets, now)
        now = max(now + timedelta(minutes=1), notice_of(filed).next_at)
    return filed, now


def test_a_dead_letter_is_seen_at_the_console_and_sent_again_from_there(house, gateway):
    app, outlets = house
    filed, now = dead_letter(app, outlets, gateway)
    desk = Desk(app)
    desk.sign_in(add_staff("township_clerk", "boshan"))
    page = desk.open(f"/cases/{filed['number']}").text
    assert "没送到，不再发了" in page
    assert "短信暂时发不出去" in page
    assert "这条消息发了几次都没送到" in page
    gateway.broken = None
    assert desk.send(f"/cases/{filed['number']}/undelivered-messages").status_code == 303
    assert "再发消息" in desk.open(f"/cases/{filed['number']}").text
    notifications.send_due(outlets, now + timedelta(days=2))
    assert [one["phone"] for one in gateway.messages if "申请收到了" in one["text"]] == ["13800138000"]
    assert notice_of(filed).state == "sent"
    assert "再发一次" not in desk.open(f"/cases/{filed['number']}").text
    assert Task.objects.get(kind="undelivered").outcome == "后来送到了。"
    assert Delivery.objects.get(application=filed["number"]).state == "sent"


def test_only_who_may_write_a_case_sends_again_and_only_what_did_not_arrive(house, gateway):
    app, outlets = house
    filed, _ = dead_letter(app, outlets, gateway)
    client = app.test_client()
    path = f"/api/staff/v1/applications/{filed['number']}/undelivered-messages"
    assert client.post(path, headers=signed_in(client, add_staff("finance"))).status_code == 403
    clerk = signed_in(client, add_staff("township_clerk"))
    assert client.post(path, headers=clerk).status_code == 200
    assert client.post(path, headers=clerk).status_code == 409
    assert Application.objects.get(number=filed["number"]).outbox[0].state == "pending"
