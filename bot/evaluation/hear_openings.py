"""Runs in the bot's environment: loads the newest model and prints what it hears in each caller's opening turns.

In: models folder as argument, JSON list of {id, jurisdiction, say} on stdin. Out: one JSON line, id → field → value.
"""

import asyncio
import json
import logging
import os
import sys

logging.disable(logging.CRITICAL)
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

from rasa.core.agent import Agent  # noqa: E402  (TensorFlow reads the environment when it is imported)
from rasa.core.channels.channel import UserMessage  # noqa: E402
from rasa.model import get_latest_model  # noqa: E402


async def hear(agent: Agent, caller: dict) -> dict:
    heard: dict = {}
    for text in caller["say"]:
        metadata = {"jurisdiction": caller["jurisdiction"], "channel": "web_chat"}
        message = UserMessage(text=text, sender_id=f"hear-{caller['id']}", metadata=metadata)
        parsed = await agent.processor.parse_message(message)
        heard.update({e["entity"].replace("__", "."): e["value"] for e in parsed["entities"]})
    return heard


async def main() -> dict:
    agent = Agent.load(get_latest_model(sys.argv[1]))
    return {caller["id"]: await hear(agent, caller) for caller in json.load(sys.stdin)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(main()), ensure_ascii=False) + "\n")
