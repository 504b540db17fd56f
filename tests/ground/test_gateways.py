"""SMS and real names: the real gateway classes against a small HTTP gateway that checks signatures, and the local twins."""

import json
import stat
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from backend.adapters.identity import DEMO_PEOPLE, GatewayRealNames, LocalRealNames, RegisterUnavailable
from backend.adapters.signed_http import signature
from backend.adapters.sms import GatewaySms, LocalSms, SmsUnavailable

SECRET = "between-county-and-gateway"
NUMBER, NAME = next(iter(DEMO_PEOPLE.items()))


class Gateway(ThreadingHTTPServer):
    """Takes signed posts: text messages, and questions to a register of `DEMO_PEOPLE`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.messages: list[dict] = []
        self.broken: tuple[int, bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = signature(SECRET, self.headers["X-Timestamp"], self.headers["X-Nonce"], body)
        if self.headers["X-Signature"] != signed:
            return self._answer(403, b'{"error": "signature"}')
        if self.server.broken:
            return self._answer(*self.server.broken)
        told = json.loads(body)
        if "id_number" in told:
            known = DEMO_PEOPLE.get(told["id_number"]) == told["name"]
            return self._answer(200, json.dumps({"matches": known}).encode())
        self.server.messages.append(told)
        return self._answer(200, b'{"accepted": true}')

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    server = Gateway()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


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
