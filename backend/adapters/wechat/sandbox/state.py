"""What the sandbox remembers, and the rules of the platform on it. All under one lock: it serves many threads."""

import secrets
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

TOKEN_SECONDS = 7200
CODE_SECONDS = 300
FORCED_REFRESH_PAUSE_SECONDS = 30
ACTIVE_SECONDS = 2 * 3600  # the text check refuses people who were not active for longer


class Refusal(Exception):
    """WeChat's answer when it does not do something."""

    MESSAGES = {
        40001: "invalid credential, access_token is invalid or not latest",
        40003: "invalid openid",
        40013: "invalid appid",
        40029: "invalid code",
        40125: "invalid appsecret",
        41001: "access_token missing",
        42001: "access_token expired",
        43101: "user refuse to accept the msg",
        45002: "content size out of limit",
        45009: "reach max api daily quota limit",
        45011: "api minute-quota reach limit, must slower, retry next minute",
        45047: "out of response count limit",
        47003: "argument invalid!",
        61010: "code is expired, user access record timeout",
        -1: "system error",
    }

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.body = {"errcode": code, "errmsg": self.MESSAGES.get(code, "sandbox fault")}


@dataclass
class Code:
    value: dict[str, str]
    made_at: float = field(default_factory=time.time)


@dataclass
class Fault:
    errcode: int | None = None
    status: int | None = None
    delay_s: float = 0
    body: str | None = None
    times: int = 1


class State:
    def __init__(self, appid: str, secret: str) -> None:
        self.appid, self.secret = appid, secret
        self.lock = threading.RLock()
        self.reset()

    def reset(self) -> None:
        with self.lock:
            self.token = ""
            self.token_until = 0.0
            self.forced_at = 0.0
            self.codes: dict[str, Code] = {}
            self.used_demo_codes: set[str] = set()
            self.grants: Counter[tuple[str, str]] = Counter()
            self.active: dict[str, float] = {}
            self.replies_left: Counter[str] = Counter()
            self.faults: dict[str, Fault] = {}
            self.calls: Counter[str] = Counter()
            self.sent: list[dict[str, Any]] = []

    def check_credentials(self, appid: str | None, secret: str | None) -> None:
        if appid != self.appid:
            raise Refusal(40013)
        if secret != self.secret:
            raise Refusal(40125)

    def new_token(self) -> dict[str, Any]:
        self.token, self.token_until = secrets.token_urlsafe(64), time.time() + TOKEN_SECONDS
        return {"access_token": self.token, "expires_in": TOKEN_SECONDS}

    def stable_token(self, force: bool) -> dict[str, Any]:
        """The token in use; another only when it ran out or a refresh is forced, at most every 30 seconds."""
        now = time.time()
        may_force = force and now - self.forced_at >= FORCED_REFRESH_PAUSE_SECONDS
        if may_force:
            self.forced_at = now
        if may_force or now >= self.token_until:
            return self.new_token()
        return {"access_token": self.token, "expires_in": int(self.token_until - now)}

    def check_token(self, token: str | None) -> None:
        if not token:
            raise Refusal(41001)
        if token != self.token:
            raise Refusal(40001)
        if time.time() >= self.token_until:
            raise Refusal(42001)

    def make_code(self, value: dict[str, str]) -> str:
        code = secrets.token_urlsafe(24)
        self.codes[code] = Code(value)
        return code

    def take_code(self, code: str, wanted: str) -> dict[str, str]:
        """Uses up a code that carries `wanted`. A used, unknown or old one is 40029."""
        found = self.codes.pop(code, None) or self._demo_code(code)
        if found is None or wanted not in found.value or time.time() - found.made_at > CODE_SECONDS:
            raise Refusal(40029)
        return found.value

    def log_in(self, code: str) -> dict[str, str]:
        person = self.take_code(code, "openid")
        self.active[person["openid"]] = time.time()
        self.replies_left[person["openid"]] = 5  # customer-service messages for each thing a person does
        return person

    def _demo_code(self, code: str) -> Code | None:
        if not code.startswith("demo-") or code in self.used_demo_codes:
            return None
        self.used_demo_codes.add(code)
        name = code.removeprefix("demo-").split(".", 1)[0]
        return Code({"phone": name} if name.isdigit() else {"openid": f"o-demo-{name}", "unionid": f"u-demo-{name}"})

    def use_grant(self, openid: str, template_id: str) -> None:
        if self.grants[openid, template_id] < 1:
            raise Refusal(43101)
        self.grants[openid, template_id] -= 1

    def use_reply(self, openid: str) -> None:
        if openid not in self.active:
            raise Refusal(40003)
        if self.replies_left[openid] < 1:
            raise Refusal(45047)
        self.replies_left[openid] -= 1

    def check_active(self, openid: str) -> None:
        if openid not in self.active:
            raise Refusal(40003)
        if time.time() - self.active[openid] > ACTIVE_SECONDS:
            raise Refusal(61010)

    def next_fault(self, path: str) -> Fault | None:
        fault = self.faults.get(path)
        if fault is not None:
            fault.times -= 1
            if fault.times == 0:
                del self.faults[path]
        return fault
