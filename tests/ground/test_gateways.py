"""SMS and real names: the real gateway classes against a small HTTP gateway that checks signatures, and the local twins."""

import stat

import pytest

from backend.adapters.identity import DEMO_PEOPLE, GatewayRealNames, LocalRealNames, RegisterUnavailable
from backend.adapters.sms import GatewaySms, LocalSms, SmsUnavailable
from tests.support.gateway import SECRET

NUMBER, NAME = next(iter(DEMO_PEOPLE.items()))


BROKEN = [(500, b"{}"), (200, b"<html>"), (200, b"[]"), (200, b"{}"), (302, b"")]


@pytest.mark.parametrize("kind", ["gateway", "local"])
def test_a_message_goes_out_as_written(kind, gateway, tmp_path):
    local = LocalSms(tmp_path / "sms.log")
    sms = local if kind == "local" else GatewaySms(gateway.url, SECRET)
    sms.send("13800138000", "【e救助】验证码482130\n5分钟内有效")
    sms.send("13800138001", "已受理")
    sent = local.sent() if kind == "local" else gateway.messages
    assert sent == [
        {"phone": "13800138000", "text": "【e救助】验证码482130\n5分钟内有效"},
        {"phone": "13800138001", "text": "已受理"},
    ]


def test_the_local_messages_are_readable_by_their_owner_only(tmp_path):
    LocalSms(tmp_path / "sms.log").send("13800138000", "验证码482130")
    assert stat.S_IMODE((tmp_path / "sms.log").stat().st_mode) == 0o600


@pytest.mark.parametrize("broken", BROKEN)
def test_a_message_the_gateway_did_not_take_is_told_without_personal_data(gateway, broken):
    gateway.broken = broken
    with pytest.raises(SmsUnavailable) as caught:
        GatewaySms(gateway.url, SECRET).send("13800138000", "验证码482130")
    assert "13800138000" not in repr(caught.value.__cause__) + str(caught.value)


def test_a_call_signed_with_another_secret_is_not_taken(gateway):
    with pytest.raises(SmsUnavailable):
        GatewaySms(gateway.url, "another").send("13800138000", "已受理")
    assert gateway.messages == []


@pytest.mark.parametrize("kind", ["gateway", "local"])
def test_a_name_and_its_number_match_and_another_name_does_not(kind, gateway):
    register = LocalRealNames() if kind == "local" else GatewayRealNames(gateway.url, SECRET)
    assert register.matches(NAME, NUMBER)
    assert not register.matches("李四", NUMBER)


@pytest.mark.parametrize("number", [NUMBER[:-1] + "1", NUMBER[:10] + "1332" + NUMBER[14:], "3703", "陈明亮", ""])
def test_a_number_that_cannot_exist_matches_nobody(number):
    assert not LocalRealNames().matches(NAME, number)


def test_a_number_of_a_renumbered_county_can_exist():
    assert LocalRealNames().matches("李四", "341503197203080029")


@pytest.mark.parametrize("broken", BROKEN)
def test_a_register_that_does_not_answer_is_not_a_no(gateway, broken):
    gateway.broken = broken
    with pytest.raises(RegisterUnavailable):
        GatewayRealNames(gateway.url, SECRET).matches(NAME, NUMBER)
