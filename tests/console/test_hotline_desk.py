from datetime import timedelta

from backend.adapters.clock import utc_now
from backend.services import hotline_desk, listening
from backend.storage import audit_log
from backend.storage.documents import Alert, Conversation, Task
from tests.support.calls import snapshot
from tests.support.factories import NOW
from tests.support.web import as_bot

TURNS = [("caller", "我家着火了，电话13954478899"), ("bot", "您在哪个镇？")]


def tell(desk, call: str = "call-1", **changes) -> dict:
    """The bot tells the house what was said."""
    body = snapshot(turns=TURNS, **changes)
    answer = desk.client.put(f"/api/intake/v1/conversations/{call}", json=body, headers=as_bot())
    assert answer.status_code == 200, answer.json
    return answer.json


def alarm(**changes) -> Alert:
    return Alert(
        **{"jurisdiction": "boshan", "kind": "fire", "words": "着火了，13954478899", "raised_at": utc_now()} | changes
    ).save()


def test_a_live_conversation_stands_on_the_desk_with_its_growing_form(desk_of):
    desk = desk_of("hotline_operator")
    tell(desk)
    assert "周玉兰" in desk.open("/desk/talks").text
    page = desk.open("/desk?talk=call-1").text
    assert "域城镇" in page
    assert "139****8899" in page
    assert "13954478899" not in page


def test_the_desk_hears_a_date_that_the_bot_understood(desk_of):
    desk = desk_of("hotline_operator")
    form = {"emergency": {"occurred_on": "2026-11-03", "category": "accident"}}
    tell(desk, form=form)
    assert "2026-11-03" in desk.open("/desk?talk=call-1").text


def test_nobody_listens_outside_their_region(desk_of):
    tell(desk_of("hotline_operator"))
    for other in (desk_of("hotline_operator", "linghai"), desk_of("township_clerk", townships=["城东街道"])):
        assert "周玉兰" not in other.open("/desk/talks").text
        assert other.open("/desk?talk=call-1").status_code == 404
        assert other.send("/desk/talks/call-1/operator").status_code == 404
    assert "周玉兰" in desk_of("township_head", townships=["域城镇"]).open("/desk/talks").text


def test_finance_does_not_listen(desk_of):
    tell(desk_of("hotline_operator"))
    finance = desk_of("finance")
    assert finance.open("/desk?talk=call-1").status_code == 403
    assert finance.open("/alerts").status_code == 403


def test_the_bot_learns_that_a_person_has_taken_over_and_given_back(desk_of):
    desk = desk_of("hotline_operator")
    assert tell(desk)["operator_active"] is False
    desk.send("/desk/talks/call-1/operator")
    assert tell(desk)["operator_active"] is True
    desk.send("/desk/talks/call-1/operator", hand_back="1")
    assert tell(desk)["operator_active"] is False


def test_an_operators_words_reach_the_caller_and_lose_none_of_the_bots_turns(desk_of):
    desk = desk_of("hotline_operator")
    tell(desk)
    desk.send("/desk/talks/call-1/operator")
    desk.send("/desk/talks/call-1/turns", text="我是话务员，我在听")
    more = snapshot(turns=[("caller", "好的")], first_seq=3)
    desk.client.put("/api/intake/v1/conversations/call-1", json=more, headers=as_bot())
    turns = [(turn.who, turn.text) for turn in Conversation.objects.get(id="call-1").turns]
    assert turns == [*TURNS, ("operator", "我是话务员，我在听"), ("caller", "好的")]
    assert hotline_desk.said_by_operator("call-1", 0)[1][0].text == "我是话务员，我在听"


def test_two_people_do_not_speak_at_once(desk_of):
    first, second = desk_of("hotline_operator"), desk_of("bureau_head")
    tell(first)
    first.send("/desk/talks/call-1/operator")
    assert second.send("/desk/talks/call-1/operator").status_code == 409
    assert second.send("/desk/talks/call-1/turns", text="我也说一句").status_code == 409


def test_an_alert_tops_every_page_until_somebody_takes_it(desk_of):
    alert = alarm()
    desk, colleague = desk_of("hotline_operator"), desk_of("township_clerk", townships=["城东街道"])
    for page in (desk.open("/cases"), desk.open("/policy"), colleague.open("/cases")):
        assert "火情" in page.text
        assert "13954478899" not in page.text
    assert desk.send(f"/alerts/{alert.id}", outcome="").status_code == 422
    desk.send(f"/alerts/{alert.id}", outcome="119 已出车")
    assert "火情" not in colleague.open("/cases").text
    taken = Alert.objects.get()
    assert (taken.open, taken.taken_by, taken.outcome) == (False, "boshan.hotline_operator", "119 已出车")


def test_an_alert_of_a_known_place_is_not_another_townships(desk_of):
    desk = desk_of("hotline_operator")
    tell(desk)
    alarm(conversation="call-1")
    assert "火情" in desk.open("/cases").text
    assert "火情" not in desk_of("township_clerk", townships=["城东街道"]).open("/cases").text
    assert "火情" not in desk_of("hotline_operator", "linghai").open("/cases").text


def test_the_strip_is_sent_again_only_when_it_changed(desk_of):
    desk = desk_of("hotline_operator")
    assert desk.open("/alerts?known=").status_code == 204
    alert = alarm()
    assert desk.open("/alerts?known=").status_code == 200
    assert desk.open(f"/alerts?known={alert.id}").status_code == 204


def test_a_silent_callers_call_back_is_done_with_an_outcome(desk_of):
    desk = desk_of("hotline_operator")
    tell(desk)
    listening.sweep_silent(utc_now() + timedelta(hours=1), timedelta(minutes=10))
    assert "回电话" in desk.open("/desk").text
    task = Task.objects.get()
    assert desk.send(f"/desk/tasks/{task.id}", outcome="").status_code == 422
    desk.send(f"/desk/tasks/{task.id}", outcome="打通了")
    assert "没有要办的事" in desk.open("/desk").text


def test_a_wish_for_a_person_is_told_in_words_with_the_number_said_after_it(desk_of):
    desk = desk_of("hotline_operator")
    wish = {"jurisdiction": "boshan", "channel": "web_chat", "conversation_id": "call-1", "reason": "key_0"}
    desk.client.post("/api/intake/v1/handoffs", json=wish, headers=as_bot("call-1:handoff:1"))
    tell(desk)
    page = desk.open("/desk").text
    assert "按了 0，想找人说话" in page
    assert "key_0" not in page
    assert page.count("139****8899") >= 1


def test_the_newest_danger_stands_first(desk_of):
    desk = desk_of("hotline_operator")
    alarm(words="先说的", raised_at=utc_now() - timedelta(minutes=9))
    alarm(words="刚说的")
    page = desk.open("/cases").text
    assert page.index("刚说的") < page.index("先说的")


def test_what_the_bot_could_not_hand_in_is_on_the_desk_with_what_was_told(desk_of):
    desk = desk_of("hotline_operator")
    told = {"jurisdiction": "nowhere", "form": {"applicant": {"name": "周玉兰", "phone": "13954478899"}}}
    body = {"conversation_id": "call-9", "kind": "application", "status": 422, "says": "没有这个县。", "told": told}
    for _ in range(2):
        answer = desk.client.post("/api/intake/v1/refused-letters", json=body, headers=as_bot("call-9:1:refused"))
        assert answer.status_code == 201, answer.json
    page = desk.open("/desk").text
    assert page.count("机器人有一件申请没有交上来：没有这个县。") == 1
    assert "姓名：周玉兰" in page
    assert "139****8899" in page
    assert "13954478899" not in page


def test_a_complaint_that_was_refused_stays_the_auditors(desk_of):
    operator, auditor = desk_of("hotline_operator"), desk_of("auditor")
    body = {"conversation_id": "c", "kind": "complaint", "status": 422, "told": {"text": "窗口的人收了我的烟"}}
    operator.client.post("/api/intake/v1/refused-letters", json=body, headers=as_bot("c:refused"))
    assert "收了我的烟" in auditor.open("/desk").text
    assert "收了我的烟" not in operator.open("/desk").text


def test_the_whole_number_is_seen_to_ring_it_and_that_is_on_record(desk_of):
    desk, elsewhere = desk_of("hotline_operator"), desk_of("hotline_operator", "linghai")
    alert = alarm(phone="13954478899")
    path = f"/desk/phones/alerts/{alert.id}"
    assert "139****8899" in desk.open(f"/alerts/{alert.id}").text
    assert "13954478899" in desk.send(path).text
    assert elsewhere.send(path).status_code == 404
    events = audit_log.of_stream(f"alerts:{alert.id}")
    assert [(event.action, event.actor) for event in events] == [("revealed", "boshan.hotline_operator")]


def test_the_number_told_in_the_conversation_is_the_one_to_ring(desk_of):
    desk = desk_of("hotline_operator")
    tell(desk, form={"applicant": {"phone": "13954478899"}}, caller_phone=None)
    alert = alarm(conversation="call-1")
    assert "139****8899" in desk.open(f"/alerts/{alert.id}").text
    assert "13954478899" in desk.send(f"/desk/phones/alerts/{alert.id}").text
    assert "13954478899" in desk.send("/desk/phones/talks/call-1").text


def test_complaints_are_the_auditors_alone(desk_of):
    task = Task(
        jurisdiction="boshan",
        kind="complaint",
        for_role="auditor",
        reason="tip_off",
        text="某干部吃拿卡要",
        created_at=NOW,
        due_at=NOW,
    ).save()
    assert "吃拿卡要" in desk_of("auditor").open("/desk").text
    for role in ("hotline_operator", "bureau_head", "township_head"):
        desk = desk_of(role)
        assert "吃拿卡要" not in desk.open("/desk").text
        assert desk.send(f"/desk/tasks/{task.id}", outcome="压下去").status_code == 404
    assert "吃拿卡要" not in desk_of("auditor", "linghai").open("/desk").text
