"""Danger is answered on the very turn, tops the desk within seconds, and does not end the conversation."""

import time

import pytest
import requests


def open_alerts(stack, jurisdiction="boshan") -> list[dict]:
    headers = {"Authorization": f"Bearer {stack.staff_token(f'{jurisdiction}.hotline_operator')}"}
    answer = requests.get(f"{stack.web}/api/staff/v1/alerts", headers=headers, timeout=30)
    answer.raise_for_status()
    body = answer.json()
    return body if isinstance(body, list) else body.get("alerts", [])


@pytest.mark.parametrize(
    ("words", "kind", "number"),
    [
        ("俺不想活了，绳子都拴好了", "suicide", "12356"),
        ("俺爹一头栽地上了叫不醒", "medical", "120"),
        ("灶房着起来了火往屋里窜", "fire", "119"),
        ("他拿刀砍我，我锁在屋里", "violence", "110"),
    ],
)
def test_the_right_number_is_said_first(caller, words, kind, number):
    shaken = caller()
    assert shaken.say(words)["crisis"] == kind
    assert number in shaken.said
    assert shaken.seen["ask"].startswith(("address.", "applicant.phone", "emergency."))


def test_an_alert_is_on_the_desk_within_two_seconds(caller, stack):
    shaken = caller()
    began = time.monotonic()
    shaken.say("俺不想活了，农药就在手边")
    while time.monotonic() - began < 2:
        if any(
            alert.get("conversation_id", alert.get("conversation")) == shaken.sender for alert in open_alerts(stack)
        ):
            return
        time.sleep(0.1)
    raise AssertionError(f"no alert of {shaken.sender} after two seconds")


def test_when_they_are_safe_the_application_goes_on(caller):
    shaken = caller()
    shaken.say("屋里着火了我们刚跑出来，火还在烧")
    shaken.say("域城镇叩家村")
    shaken.say("13954478899")
    assert "ask" not in shaken.seen
    assert "跟我说一声" in shaken.said
    shaken.say("火灭了，人都没事")
    assert "crisis" not in shaken.seen
    assert shaken.seen["ask"] == "applicant.name"
