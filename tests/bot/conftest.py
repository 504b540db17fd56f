"""The bot's own tests, in the bot's environment: a conversation without Rasa's server, on the real understanding."""

from __future__ import annotations

import base64
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

BOT = Path(__file__).resolve().parents[2] / "bot"
sys.path.insert(0, str(BOT))
os.environ["EJIUZHU_BOT_KEY"] = base64.b64encode(bytes(32)).decode()

from actions.action_turn import answer_all  # noqa: E402
from actions.office import Office  # noqa: E402
from actions.outbox import Outbox  # noqa: E402
from actions.sender import Sender  # noqa: E402
from actions.state import Talk  # noqa: E402
from actions.turn import Turn  # noqa: E402
from actions.web import WebRefused, WebUnavailable  # noqa: E402
from components import linear  # noqa: E402
from components.danger import danger_told, find_danger  # noqa: E402
from components.intents import wanted  # noqa: E402
from components.people import PeopleFinder, find, fit  # noqa: E402
from components.stories import story_told  # noqa: E402
from components.trained import Classifier, taught  # noqa: E402
from components.understander import context_of, entity  # noqa: E402
from rasa.shared.nlu.training_data.loading import load_data  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402

from understanding import listen  # noqa: E402


class WebTwin:
    """Stands where the web stands: keeps what it was sent, answers once a key, and can be away or refuse."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, dict[str, Any], str | None]] = []
        self.answers: dict[str, dict[str, Any]] = {}
        self.is_away = False
        self.refuses = False
        self.operator_active = False
        self.is_open = True
        self.statuses: dict[str, dict[str, Any]] = {}

    def send(self, method, path, body=None, key=None, query=None, seconds=5.0) -> dict[str, Any]:
        if self.is_away:
            raise WebUnavailable("away")
        if self.refuses:
            raise WebRefused(422, {"message": "不行"})
        self.sent.append((method, path, body or query or {}, key))
        return self._answer(path, body or {}, key)

    def _answer(self, path: str, body: dict[str, Any], key: str | None) -> dict[str, Any]:
        if path.startswith("/conversations/"):
            heard = max([turn["seq"] for turn in body["turns"]], default=0)
            return {"heard_up_to": heard, "operator_active": self.operator_active}
        if path == "/answers":
            return {
                "says": "每次一千到五千元。",
                "citations": [{"document": "凌政办机〔2017〕12号", "section": "五（四）"}],
            }
        if path == "/status-lookups":
            found = self.statuses.get(body.get("number") or body.get("provisional_number") or body.get("phone"))
            if not found:
                raise WebRefused(404, {"message": "没有"})
            return found
        number = f"BS20261123{len(self.answers) + 1:06d}"
        plain = {"number": number, "query_code": "48213076", "open_now": self.is_open}
        return self.answers.setdefault(key or number, plain)

    def bodies(self, path: str) -> list[dict[str, Any]]:
        return [body for _, sent_path, body, _ in self.sent if sent_path == path]


@pytest.fixture(scope="session")
def models() -> tuple[Any, ...]:
    """The intent, danger, story and people models, trained as `make train` does, without Rasa's graph around them."""
    files = sorted((BOT.parent / "nlu_data").glob("*.yml"))
    examples = [example for file in files for example in load_data(str(file)).nlu_examples]
    classifiers = [_fitted(examples, label) for label in (wanted, danger_told, story_told)]
    return (*classifiers, fit(examples, **PeopleFinder.get_default_config()))


def _fitted(examples: list[Message], label: Callable[[str], str | None]) -> Any:
    return linear.fit(*taught(examples, label), **Classifier.get_default_config())


@dataclass
class Conversation:
    """Says things to the bot in this process."""

    office: Office
    models: tuple[Any, ...]
    web: WebTwin
    name: str = "call-1"
    talk: Talk = field(default_factory=Talk)
    door: dict[str, Any] = field(default_factory=lambda: {"jurisdiction": "boshan", "channel": "web_chat"})
    said: str = ""
    seen: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def hear(self, text: str, **door: Any) -> Turn:
        story = dict(linear.ranking(self.models[2], text)) if text else {}
        people = find(self.models[3], text) if text else ()
        context = context_of({**self.door, **door}, self.talk, "boshan", story, people)
        hearing = listen(text, context)
        ranked = linear.ranking(self.models[0], text) if text else [("", 0.0)]
        kinds = partial(linear.ranking, self.models[1])
        found = find_danger(text, kinds, self.talk.asking, bool(hearing.heard), self.talk.danger) if text else None
        return Turn(
            text=text,
            intent=ranked[0][0],
            confidence=ranked[0][1],
            heard=tuple(entity(item) for item in hearing.heard),
            notices=tuple(asdict(notice) for notice in hearing.notices),
            signals=asdict(hearing.signals),
            danger=asdict(found) if found else None,
            metadata={**self.door, **door},
            at=time.time(),
        )

    def say(self, text: str = "", **door: Any) -> dict[str, Any]:
        replies = answer_all(self.office, self.name, self.talk, [self.hear(text, **door)])
        self.talk = Talk.from_json(self.talk.to_json())
        self.said = " ".join(reply.text for reply in replies)
        self.seen = {key: value for reply in reversed(replies) for key, value in reply.custom.items()}
        if self.seen.get("ask") not in (None, "confirm"):
            self.asked.append(self.seen["ask"])
        return self.seen

    def say_all(self, *texts: str) -> dict[str, Any]:
        for text in texts:
            self.say(text)
        return self.seen


@pytest.fixture
def web() -> WebTwin:
    return WebTwin()


@pytest.fixture
def office(tmp_path: Path, web: WebTwin) -> Office:
    outbox = Outbox(tmp_path / "outbox.sqlite")
    return Office(outbox, Sender(outbox, web), web)


@pytest.fixture
def conversation(office: Office, models: tuple[Any, ...], web: WebTwin) -> Conversation:
    return Conversation(office, models, web)


@pytest.fixture
def converse(office: Office, models: tuple[Any, ...], web: WebTwin) -> Callable[..., Conversation]:
    return lambda name, **more: Conversation(office, models, web, name=name, **more)
