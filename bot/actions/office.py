"""What a turn may reach outside itself: the outbox, the sender and the web, bound to one conversation."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.outbox import Letter, Outbox
from actions.sealing import data_dir
from actions.sender import Sender
from actions.web import Web, WebRefused, WebUnavailable

log = logging.getLogger(__name__)

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW_SECONDS = 6.0
"""How long a caller waits for the web before hearing that it is noted."""
GLANCE_SECONDS = 0.3
BLIND_SECONDS = 20.0
"""After the web did not answer a glance, nobody waits for it again so soon."""


@dataclass
class Office:
    """Everything shared between conversations."""

    outbox: Outbox
    sender: Sender
    web: Web
    _blind_until: float = 0.0

    @classmethod
    def from_environment(cls) -> Office:
        outbox, web = Outbox(data_dir() / "bot" / "letters.sqlite"), Web.from_environment()
        return cls(outbox, Sender(outbox, web), web)

    def operator_is_active(self, conversation: str) -> bool:
        """Whether a person is typing to this caller: asked of the web each turn, so that the bot never talks over them;
        what was known last when the web does not answer at once."""
        last = self.outbox.find(conversation)
        if last and time.monotonic() >= self._blind_until:
            try:
                body = {**last.body, "turns": []}
                known = self.web.send(last.method, last.path, body, seconds=GLANCE_SECONDS)
                self.outbox.acknowledged(conversation, 0, bool(known.get("operator_active")))
            except WebUnavailable:
                self._blind_until = time.monotonic() + BLIND_SECONDS
            except WebRefused as refusal:
                log.error("the web refused a glance with %s", refusal.status)
        return self.outbox.operator_is_active(conversation)

    def post(self, letter: Letter, *, now: bool = False, urgent: bool = False) -> Letter:
        """Keeps a letter for good, then with `now` tries to deliver it before answering; the letter as it then stands."""
        self.outbox.put(letter, urgent=urgent)
        sent = self.sender.deliver_now(letter.key, NOW_SECONDS) if now else None
        return sent or letter


def stamp(at: float | None = None) -> str:
    """An instant as ISO 8601 with China's offset."""
    moment = datetime.fromtimestamp(at, SHANGHAI) if at else datetime.now(SHANGHAI)
    return moment.isoformat(timespec="milliseconds")


def letter(kind: str, conversation: str, key: str, path: str, body: dict[str, Any], method: str = "POST") -> Letter:
    return Letter(key=key, kind=kind, conversation=conversation, method=method, path=path, body=body)
