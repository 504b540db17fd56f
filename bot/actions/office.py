"""What a turn may reach outside itself: the outbox, the sender and the web, bound to one conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.outbox import Letter, Outbox
from actions.sealing import data_dir
from actions.sender import Sender
from actions.web import Web

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW_SECONDS = 6.0
"""How long a caller waits for the web before hearing that it is noted."""


@dataclass
class Office:
    """Everything shared between conversations."""

    outbox: Outbox
    sender: Sender
    web: Web

    @classmethod
    def from_environment(cls) -> Office:
        outbox, web = Outbox(data_dir() / "bot" / "outbox.sqlite"), Web.from_environment()
        return cls(outbox, Sender(outbox, web), web)

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
