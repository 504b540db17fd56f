"""A caller who talks to the running bot, and a look at what the web has on file."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
import requests

from tests.support.stack import Stack

YES = "对，没错"


@dataclass
class Caller:
    """One conversation through the chat door; `seen` merges the screen data of the last answer."""

    stack: Stack
    jurisdiction: str = "boshan"
    sender: str = field(default_factory=lambda: f"caller-{uuid4().hex[:10]}")
    asked: list[str] = field(default_factory=list)
    seen: dict[str, Any] = field(default_factory=dict)
    said: str = ""

    def say(self, text: str) -> dict[str, Any]:
        replies = self.stack.say(self.sender, text, self.jurisdiction)
        self.said = " ".join(reply.get("text", "") for reply in replies)
        self.seen = {}
        for reply in replies:
            for key, value in (reply.get("custom") or {}).items():
                self.seen.setdefault(key, value)
        if self.seen.get("ask") not in (None, "confirm"):
            self.asked.append(self.seen["ask"])
        return self.seen

    def answer_until_read_back(self, answers: dict[str, str], most: int = 14) -> None:
        """Answers what is asked, 不知道 to the rest, until the read-back."""
        for _ in range(most):
            if self.seen.get("ask") == "confirm":
                return
            self.say(answers.get(self.seen.get("ask", ""), "不知道"))
        raise AssertionError(f"no read-back after {self.asked}; last: {self.said}")


@pytest.fixture
def caller(stack) -> Callable[..., Caller]:
    stack.wait_until_ready()
    return lambda jurisdiction="boshan": Caller(stack, jurisdiction)


@pytest.fixture
def bot_asks(stack) -> Callable[..., requests.Response]:
    """A request to the intake API with the bot's own token."""

    def ask(path: str, body: dict[str, Any]) -> requests.Response:
        headers = {"Authorization": f"Bearer {stack.service_token}"}
        return requests.post(f"{stack.web}/api/intake/v1{path}", json=body, headers=headers, timeout=30)

    return ask


@pytest.fixture
def on_file(stack, bot_asks) -> Callable[..., dict[str, Any]]:
    """An application as the county's reviewer sees it, by what the bot said when it filed it."""

    def look(filed: dict[str, Any], jurisdiction: str = "boshan") -> dict[str, Any]:
        number = _case_number(bot_asks, filed["number"]) if filed.get("provisional") else filed["number"]
        token = stack.staff_token(f"{jurisdiction}.bureau_reviewer")
        url = f"{stack.web}/api/staff/v1/applications/{number}"
        answer = requests.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        answer.raise_for_status()
        return answer.json()

    return look


def _case_number(bot_asks: Callable[..., requests.Response], provisional: str) -> str:
    """On a machine that is busy with other tests the web may answer after the caller was told a provisional number."""

    def arrived() -> str | None:
        answer = bot_asks("/status-lookups", {"provisional_number": provisional})
        return answer.json()["number"] if answer.status_code == 200 else None

    return wait_for(arrived)


def wait_for(look: Callable[[], Any], seconds: float = 60) -> Any:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError(f"it did not come within {seconds} seconds")
