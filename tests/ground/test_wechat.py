"""The real WeChat class against the sandbox: what holds here holds against api.weixin.qq.com as documented."""

import io
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from wechatpy.exceptions import WeChatClientException
from werkzeug.serving import make_server

from backend.adapters.wechat import WeChatIdentity, WeChatRefused, WeChatUnavailable
from backend.adapters.wechat.client import HttpWeChat
from backend.adapters.wechat.sandbox import create_sandbox
from backend.adapters.wechat.tokens import SharedStorage
from backend.adapters.wechat.transport import Client

APPID, SECRET = "wx-ejiuzhu-local", "SECRET"
SEND = "/cgi-bin/message/subscribe/send"
TEMPLATE = "progress-changed"


class Sandbox:
    """The sandbox's address and its controls."""

    def __init__(self, origin: str) -> None:
        self.origin = origin

    def tell(self, control: str, **told) -> dict:
        answer = requests.post(f"{self.origin}/_sandbox/{control}", json=told, timeout=5)
        answer.raise_for_status()
        return answer.json()

    def calls(self, path: str) -> int:
        return requests.get(f"{self.origin}/_sandbox/calls", timeout=5).json().get(path, 0)

    def sent(self) -> list[dict]:
        return requests.get(f"{self.origin}/_sandbox/sent", timeout=5).json()

    def log_in_code(self, openid: str) -> str:
        return self.tell("login-code", openid=openid)["code"]


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    server = make_server("127.0.0.1", 0, create_sandbox(), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Sandbox(f"http://127.0.0.1:{server.server_port}")
    server.shutdown()


@pytest.fixture
def sandbox(served) -> Sandbox:
    served.tell("reset")
    return served


def client_for(sandbox: Sandbox, storage=None, secret: str = SECRET) -> Client:
    return Client(APPID, secret, sandbox.origin, storage)


@pytest.fixture
def client(sandbox) -> Client:
    return client_for(sandbox)


@pytest.fixture
def wechat(client) -> HttpWeChat:
    return HttpWeChat(client)


def refused_with(code: int):
    return pytest.raises(WeChatRefused, match=f"^{code}")


class TestLogin:
    def test_a_login_code_names_the_person(self, wechat, sandbox):
        code = sandbox.tell("login-code", openid="o-chen", unionid="u-chen")["code"]
        assert wechat.code_to_session(code) == WeChatIdentity("o-chen", "u-chen")

    def test_a_login_code_works_once(self, wechat, sandbox):
        code = sandbox.log_in_code("o-chen")
        wechat.code_to_session(code)
        with refused_with(40029):
            wechat.code_to_session(code)

    def test_an_unknown_code_is_refused(self, wechat):
        with refused_with(40029):
            wechat.code_to_session("never-handed-out")

    def test_a_login_code_is_no_phone_code(self, wechat, sandbox):
        with refused_with(40029):
            wechat.phone_number(sandbox.log_in_code("o-chen"))

    def test_logging_in_needs_no_access_token(self, wechat, sandbox):
        wechat.code_to_session(sandbox.log_in_code("o-chen"))
        assert sandbox.calls("/cgi-bin/stable_token") == 0

    def test_a_demo_code_names_the_same_person_at_each_login(self, wechat):
        assert wechat.code_to_session("demo-chen") == wechat.code_to_session("demo-chen.2")
        with refused_with(40029):
            wechat.code_to_session("demo-chen")

    def test_the_phone_button_gives_the_number_without_country_code_once(self, wechat, sandbox):
        code = sandbox.tell("phone-code", phone="13800138000")["code"]
        assert wechat.phone_number(code) == "13800138000"
        with refused_with(40029):
            wechat.phone_number(code)


class TestMessages:
    def test_a_grant_is_good_for_one_message(self, wechat, sandbox):
        sandbox.tell("grant", openid="o-chen", template_id=TEMPLATE)
        wechat.send_subscribe_message("o-chen", TEMPLATE, {"thing1": "已受理"}, "pages/progress/index")
        with refused_with(43101):
            wechat.send_subscribe_message("o-chen", TEMPLATE, {"thing1": "已受理"})
        assert [(sent["touser"], sent["data"], sent["page"]) for sent in sandbox.sent()] == [
            ("o-chen", {"thing1": {"value": "已受理"}}, "pages/progress/index")
        ]

    def test_text_of_any_length_is_checked_in_full(self, wechat, sandbox):
        wechat.code_to_session(sandbox.log_in_code("o-chen"))
        assert wechat.check_text("o-chen", "我家的房子塌了" * 500)
        assert not wechat.check_text("o-chen", "我家的房子塌了" * 500 + "违规")

    def test_text_of_somebody_who_never_came_is_not_checked(self, wechat):
        with refused_with(40003):
            wechat.check_text("o-stranger", "你好")


class TestToken:
    def use(self, wechat: HttpWeChat, sandbox: Sandbox) -> None:
        sandbox.tell("grant", openid="o-chen", template_id=TEMPLATE)
        wechat.send_subscribe_message("o-chen", TEMPLATE, {"thing1": "已受理"})

    def test_eight_cold_threads_fetch_one_token(self, wechat, sandbox):
        sandbox.tell("grant", openid="o-chen", template_id=TEMPLATE, times=8)
        together = threading.Barrier(8)

        def send(_):
            together.wait()
            wechat.send_subscribe_message("o-chen", TEMPLATE, {"thing1": "已受理"})

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(send, range(8)))
        assert sandbox.calls("/cgi-bin/stable_token") == 1
        assert len(sandbox.sent()) == 8

    def test_two_processes_share_a_token_through_the_database(self, sandbox, database):
        for _ in range(2):
            self.use(HttpWeChat(client_for(sandbox, SharedStorage(database.wechat_tokens))), sandbox)
        assert sandbox.calls("/cgi-bin/stable_token") == 1

    def test_a_stored_token_past_its_time_is_not_used(self, database):
        storage = SharedStorage(database.wechat_tokens)
        storage.set("token", "old", ttl=1)
        assert storage.get("token") == "old"
        time.sleep(1.1)
        assert storage.get("token") is None

    def test_an_expired_token_is_replaced_and_the_call_done(self, wechat, sandbox):
        self.use(wechat, sandbox)
        sandbox.tell("expire-token")
        self.use(wechat, sandbox)
        assert len(sandbox.sent()) == 2

    def test_a_token_wechat_no_longer_takes_is_replaced_by_force(self, wechat, client, sandbox):
        self.use(wechat, sandbox)
        sandbox.tell("fault", path=SEND, errcode=40001)
        before = client.access_token
        self.use(wechat, sandbox)
        assert client.access_token != before

    def test_a_lasting_40001_ends_after_one_retry(self, wechat, sandbox):
        sandbox.tell("fault", path=SEND, errcode=40001, times=0)
        with pytest.raises(WeChatUnavailable, match="^40001"):
            wechat.send_subscribe_message("o-chen", TEMPLATE, {"thing1": "已受理"})
        assert sandbox.calls(SEND) == 2
        assert sandbox.calls("/cgi-bin/stable_token") <= 3

    def test_a_file_sent_again_after_a_stale_token_is_sent_whole(self, client, sandbox):
        sizes = []
        send = client._http.send

        def watched(request, **options):
            if "media" in request.url:
                sizes.append(len(request.body))
            return send(request, **options)

        client._http.send = watched
        sandbox.tell("fault", path="/wxa/media_check_async", errcode=42001)
        photo = ("photo.jpg", io.BytesIO(b"x" * 1000))
        with pytest.raises(WeChatClientException, match="47003"):  # the sandbox takes no files, but it sees them
            client.post("https://api.weixin.qq.com/wxa/media_check_async", files={"media": photo})
        assert len(sizes) == 2
        assert sizes[0] == sizes[1] > 1000

    def test_a_wrong_secret_is_our_fault_and_worth_trying_later(self, sandbox):
        wechat = HttpWeChat(client_for(sandbox, secret="wrong"))
        with pytest.raises(WeChatUnavailable, match="^40125"):
            wechat.send_subscribe_message("o-chen", TEMPLATE, {"thing1": "已受理"})


class TestTrouble:
    @pytest.mark.parametrize("errcode", [45009, 45011, -1])
    def test_not_now_is_unavailable(self, wechat, sandbox, errcode):
        sandbox.tell("fault", path=SEND, errcode=errcode)
        with pytest.raises(WeChatUnavailable) as caught:
            wechat.send_subscribe_message("o-chen", TEMPLATE, {"thing1": "已受理"})
        assert caught.value.code == errcode

    @pytest.mark.parametrize(
        "fault", [{"status": 502}, {"body": "<html>maintenance</html>"}, {"body": "{}"}, {"body": "[1]"}]
    )
    def test_a_broken_answer_is_unavailable(self, wechat, sandbox, fault):
        for path in ("/sns/jscode2session", SEND, "/cgi-bin/stable_token"):
            sandbox.tell("fault", path=path, **fault)
        with pytest.raises(WeChatUnavailable):
            wechat.code_to_session("demo-chen")
        for _token_then_message in range(2):
            with pytest.raises(WeChatUnavailable):
                wechat.send_subscribe_message("o-chen", TEMPLATE, {"thing1": "已受理"})

    def test_a_slow_answer_is_unavailable_also_when_the_token_is_fetched(self, sandbox):
        wechat = HttpWeChat(Client(APPID, SECRET, sandbox.origin, None, timeout=(0.3, 0.3)))
        sandbox.tell("fault", path="/cgi-bin/stable_token", delay_s=1.5)
        began = time.monotonic()
        with pytest.raises(WeChatUnavailable):
            wechat.send_subscribe_message("o-chen", TEMPLATE, {"thing1": "已受理"})
        assert time.monotonic() - began < 1.4

    def test_nobody_listening_is_unavailable(self, sandbox):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            nowhere = Sandbox(f"http://127.0.0.1:{probe.getsockname()[1]}")
            with pytest.raises(WeChatUnavailable):
                HttpWeChat(client_for(nowhere)).code_to_session("demo-chen")
