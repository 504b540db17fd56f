"""What all doors share: a collector that keeps words and screen data together, and a deadline on a hanging brain."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

log = logging.getLogger(__name__)

Listener = Callable[[UserMessage], Awaitable[Any]]
LONGEST_MESSAGE = 2000
BRAIN_SECONDS = 12.0
TOO_SLOW = "您说的我记下了，这会儿系统有点慢。请稍等一下再说一句；着急的话请打12349找值班的人。"


class Collector(CollectingOutputChannel):
    """Keeps each reply as one item {text, custom}, as architecture.md promises; the stock one splits them in two."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        item = {"recipient_id": recipient_id}
        if message.get("text"):
            item["text"] = message["text"]
        if message.get("custom"):
            item["custom"] = message["custom"]
        self.messages.append(item)


def home_county() -> str:
    """The county of a door that names none: an official account and a telephone line belong to one."""
    return os.environ.get("EJIUZHU_HOME_COUNTY") or "boshan"


def plain(text: str) -> str:
    """A caller's words without what Rasa would take for a command: a leading slash names an intent outright."""
    return text.strip().lstrip("/").strip()[:LONGEST_MESSAGE]


async def converse(
    on_new_message: Listener,
    sender: str,
    text: str,
    channel: str,
    metadata: dict[str, Any],
    message_id: str | None = None,
) -> list[dict[str, Any]]:
    """One turn through the brain: [{text, custom}]. Never raises and never hangs: past the deadline it says so."""
    log.info("turn of %s, request %s", sender, metadata.get("request_id", "-"))
    collector = Collector()
    message = UserMessage(text, collector, sender, input_channel=channel, message_id=message_id, metadata=metadata)
    task = asyncio.ensure_future(on_new_message(message))
    try:
        await asyncio.wait_for(asyncio.shield(task), float(os.environ.get("EJIUZHU_BRAIN_SECONDS", BRAIN_SECONDS)))
    except asyncio.TimeoutError:
        return [{"recipient_id": sender, "text": TOO_SLOW}]
    except Exception:
        log.exception("a turn failed before the action server")
        return [{"recipient_id": sender, "text": TOO_SLOW}]
    return collector.messages
