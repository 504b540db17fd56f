"""Messages: in the program, by WeChat, by SMS; each once, whatever breaks; nobody woken."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from backend.domain.errors import NeighbourDown
from backend.domain.people import Actor
from backend.services import message_templates, notifications, review
from backend.services.notifications import Outlets, WeChatRefusal
from backend.storage import deliveries, residents
from backend.storage.documents import Application
from backend.storage.resident_documents import Delivery, Resident, ResidentMessage
from tests.miniprogram.phone import Phone

DAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # ten in the morning in Beijing
CLERK = Actor("boshan.township_clerk", "经办人", "township_clerk", "boshan")


class Sms:
    """Remembers; breaks as often as told."""

    def __init__(self, breaks: int = 0) -> None:
        self.out: list[tuple[str, str]] = []
        self.breaks = breaks

    def send(self, phone, text):
        if self.breaks:
            self.breaks -= 1
            raise NeighbourDown("短信网关没有回应。")
        self.out.append((phone, text))


class WeChat:
    """Remembers; refuses with a code when told."""

    def __init__(self, refuses: int | None = None) -> None:
        self.out: list[tuple[str, str, dict]] = []
        self.refuses = refuses

    def send(self, openid, template_id, words, page):
        if self.refuses:
            raise WeChatRefusal(self.refuses)
        self.out.append((openid, template_id, words))


def outlets(sms=None, wechat=None):
    return Outlets(sms or Sms(), wechat or WeChat(), {"progress": "T-progress", "result": "T-result"})


def filed_at(phone, when=DAY, **answers):
    """A case whose notices are due at `when`, whatever the clock of this machine says."""
    filed = phone.filed(**answers)
    case = Application.objects.get(number=filed["number"])
    for notice in case.outbox:
        notice.next_at = when
    case.outbox_due_at = when
    case.save()
    return filed


def notice_of(filed):
    return Application.objects.get(number=filed["number"]).outbox[0]


@pytest.fixture
def willing(phone):
    phone.agree("messages")
    return phone


def in_wechat(grants=1, template="T-progress"):
    resident = Resident.objects.get()
    residents.set_fields(resident, openid="openid-1", openid_lookup="openid:1")
    for n in range(grants):
        deliveries.allow_one(str(resident.id), template, f"tap-{n}", "", DAY)
    return resident


def test_handing_in_is_told_in_the_program_and_by_sms(willing):
    filed, out = filed_at(willing), outlets()
    assert notifications.send_due(out, DAY) == 1
    assert [phone for phone, _ in out.sms.out] == ["13800138000"]
    assert out.sms.out[0][1] == "【e救助】申请收到了，等工作人员看。"
    inbox = willing.get("/messages").json["items"]
    assert [(one["title"], one["number"], one["read"]) for one in inbox] == [("申请收到了", filed["number"], False)]
    assert (notice_of(filed).state, notice_of(filed).channel) == ("sent", "app+sms")


def test_without_consent_to_messages_only_the_program_tells(phone):
    filed, out = filed_at(phone), outlets()
    notifications.send_due(out, DAY)
    assert out.sms.out == []
    assert len(phone.get("/messages").json["items"]) == 1
    assert notice_of(filed).channel == "app"


def test_a_message_is_marked_read_and_a_strangers_is_not_there(willing, client):
    filed_at(willing)
    notifications.send_due(outlets(), DAY)
    message = willing.get("/messages").json["items"][0]["id"]
    assert willing.post(f"/messages/{message}/read").status_code == 204
    assert willing.get("/messages").json["items"][0]["read"] is True
    assert Phone(client, "13900139000").post(f"/messages/{message}/read").status_code == 404


def test_sending_again_sends_nothing_twice(willing):
    filed_at(willing)
    out = outlets()
    for _ in range(3):
        notifications.send_due(out, DAY)
    assert len(out.sms.out) == 1


def test_a_crash_after_sending_and_before_noting_it_sends_nothing_twice(willing, monkeypatch):
    filed = filed_at(willing)
    out = outlets()
    with monkeypatch.context() as broken:
        broken.setattr(deliveries, "settle", lambda *args: (_ for _ in ()).throw(SystemExit("power cut")))
        with pytest.raises(SystemExit):
            notifications.send_due(out, DAY)
    assert len(out.sms.out) == 1
    notifications.send_due(out, DAY + timedelta(minutes=11))
    notifications.send_due(out, DAY + timedelta(hours=1))
    assert len(out.sms.out) == 1
    assert Delivery.objects.get(application=filed["number"]).state == "unsure"
    assert notice_of(filed).state == "sent"


def test_two_workers_at_once_send_one(willing):
    filed = filed_at(willing)
    case, out = Application.objects.get(number=filed["number"]), outlets()
    twin = Application.objects.get(number=filed["number"])
    notifications._send(case, case.outbox[0], out, DAY)
    notifications._send(twin, twin.outbox[0], out, DAY)
    assert len(out.sms.out) == 1


def test_a_gateway_that_is_down_is_asked_again_later_and_later(willing):
    filed, out = filed_at(willing), outlets(Sms(breaks=2))
    notifications.send_due(out, DAY)
    assert notice_of(filed).state == "pending"
    assert notice_of(filed).next_at == DAY + timedelta(minutes=1)
    notifications.send_due(out, DAY + timedelta(minutes=1))
    assert notice_of(filed).next_at == DAY + timedelta(minutes=6)
    notifications.send_due(out, DAY + timedelta(minutes=6))
    assert len(out.sms.out) == 1
    assert notice_of(filed).state == "sent"


def test_after_the_last_try_it_is_a_dead_letter_with_its_reason(willing):
    filed, out, now = filed_at(willing), outlets(Sms(breaks=99)), DAY
    for _ in range(20):
        notifications.send_due(out, now)
        notice = notice_of(filed)
        if notice.state == "dead":
            break
        now = notice.next_at
    assert notice.state == "dead"
    assert notice.error == "短信网关没有回应。"
    assert Application.objects.get(number=filed["number"]).outbox_due_at is None


def test_nobody_is_woken_by_sms_and_the_program_tells_at_once(willing):
    night = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)  # half past eleven in the evening
    filed, out = filed_at(willing, night), outlets()
    notifications.send_due(out, night)
    assert out.sms.out == []
    assert len(willing.get("/messages").json["items"]) == 1
    assert notice_of(filed).next_at == datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
    notifications.send_due(out, datetime(2026, 11, 25, 0, 0, tzinfo=UTC))
    assert len(out.sms.out) == 1


@pytest.mark.parametrize(("hour", "quiet"), [(20, False), (21, True), (0, True), (7, True), (8, False)])
def test_quiet_hours_begin_at_nine_and_end_at_eight(hour, quiet):
    now = datetime(2026, 11, 24, (hour - 8) % 24, 0, tzinfo=UTC)
    assert (message_templates.end_of_quiet(now) is not None) is quiet


def test_a_grant_is_one_wechat_message_and_the_next_goes_by_sms(willing):
    in_wechat(grants=1)
    out = outlets()
    filed = filed_at(willing)
    notifications.send_due(out, DAY)
    assert len(out.wechat.out) == 1
    assert out.sms.out == []
    review.take_step(filed["number"], "accept", CLERK, DAY)
    notifications.send_due(out, DAY)
    assert len(out.wechat.out) == 1
    assert len(out.sms.out) == 1


def test_when_wechat_knows_of_no_grant_it_falls_to_sms_and_the_count_is_put_right(willing):
    resident = in_wechat(grants=3)
    out = outlets(wechat=WeChat(refuses=43101))
    filed_at(willing)
    notifications.send_due(out, DAY)
    assert len(out.sms.out) == 1
    assert deliveries.allowed(str(resident.id), "T-progress") == 0


def test_the_helper_and_the_one_in_need_are_both_told(willing):
    case_id = willing.begin(for_other=True, resident_agrees=True).json["id"]
    answers = {
        "applicant.name": "周玉兰",
        "applicant.phone": "13954478899",
        "emergency.narrative": "一个人在家摔了",
        "filer.relation": "neighbor",
    }
    assert willing.write(case_id, answers).status_code == 200
    willing.submit(case_id)
    Application.objects.update(set__outbox_due_at=DAY - timedelta(days=1))
    case = Application.objects.get()
    case.outbox[0].next_at = DAY - timedelta(days=1)
    case.save()
    out = outlets()
    notifications.send_due(out, DAY)
    assert sorted(phone for phone, _ in out.sms.out) == ["13800138000", "13954478899"]


def test_a_tap_counts_once_however_often_it_is_sent(willing):
    body = {"accepted": {"T-progress": True, "T-result": False}}
    for _ in range(2):
        answer = willing.post("/subscriptions", body, "tap")
        assert answer.status_code == 201
        assert answer.json["counts"] == {"T-progress": 1}
    assert willing.post("/subscriptions", body, "tap-2").json["counts"] == {"T-progress": 2}


def test_a_template_nobody_has_is_refused(willing):
    assert willing.post("/subscriptions", {"accepted": {"T-other": True}}).status_code == 422


def test_messages_of_one_millisecond_are_each_shown_once(phone, database):
    owner = str(Resident.objects.get().id)
    for serial in range(5):
        ResidentMessage(id=f"notice-{serial}", resident=owner, at=DAY, title="办理进展", says="收到了").save()
    shown = [one["id"] for one in phone.all_pages("/messages")]
    assert sorted(shown) == [f"notice-{serial}" for serial in range(5)]
    assert len(phone.get(f"/messages?cursor={quote(DAY.isoformat())}").json["items"]) == 0
