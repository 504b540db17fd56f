"""The 12349 call centre's door: one JSON request a turn, {call_id, caller, text, is_final, dtmf, asr_confidence} in,
{text, action: listen|transfer|hangup, barge_in} out. POST /webhooks/hotline/webhook with the service token."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.doors import Listener, converse, home_county, plain
from channels.rest import is_ours

HEARD_WELL_ENOUGH = 0.45
"""Under this recognition confidence the words are not used: a wrong number on file is worse than asking again."""
_CALL_ID = re.compile(r"[\w.:@-]{1,100}")
_KEYS = {"1": "对", "2": "不对", "9": "再说一遍"}
_LISTEN = {"text": "", "action": "listen", "barge_in": True}


def metadata(turn: Mapping[str, Any]) -> dict[str, Any]:
    """What the brain is told: the network vouches for the caller's number, so it counts as verified."""
    told: dict[str, Any] = {"channel": "hotline", "jurisdiction": home_county()}
    if isinstance(turn.get("jurisdiction"), str):
        told["jurisdiction"] = turn["jurisdiction"]
    caller = re.sub(r"\D", "", str(turn.get("caller") or ""))
    if caller:
        told |= {"phone": caller.removeprefix("86") if len(caller) == 13 else caller, "phone_is_verified": True}
    event = event_of(turn)
    return {**told, "event": event} if event else told


def event_of(turn: Mapping[str, Any]) -> str | None:
    """What happened on the line when it was not understandable speech."""
    if turn.get("event") in ("hangup", "end"):
        return "hangup"
    if turn.get("event") == "start":
        return "opening"
    if turn.get("dtmf"):
        return "key_0" if str(turn["dtmf"]) == "0" else None
    if not str(turn.get("text") or "").strip():
        return "silence"
    sure = turn.get("asr_confidence")
    return "unclear" if isinstance(sure, int | float) and sure < HEARD_WELL_ENOUGH else None


def words(turn: Mapping[str, Any]) -> str:
    """The words of the turn; a key stands for a word, several keys for the digits they are."""
    keys = re.sub(r"\D", "", str(turn.get("dtmf") or ""))
    return _KEYS.get(keys, keys) if keys else plain(str(turn.get("text") or ""))


def answer(replies: list[dict[str, Any]]) -> dict[str, Any]:
    """All replies of the turn as one speech. Numbers to write down and words in danger are not to be talked over."""
    customs = [reply.get("custom") or {} for reply in replies]
    action = "listen"
    if any(custom.get("handoff") for custom in customs):
        action = "transfer"
    elif any(custom.get("hangup") or custom.get("intent") == "goodbye" for custom in customs):
        action = "hangup"
    to_the_end = any("filed" in custom or "crisis" in custom for custom in customs)
    said = " ".join(reply["text"] for reply in replies if reply.get("text"))
    return {"text": said, "action": action, "barge_in": not to_the_end and action == "listen"}


class HotlineDoor(InputChannel):
    """One call is one conversation."""

    @classmethod
    def name(cls) -> str:
        return "hotline"

    def blueprint(self, on_new_message: Listener) -> Blueprint:
        door = Blueprint("hotline_door", __name__)

        @door.get("/")
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @door.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if not is_ours(request):
                return response.json({"code": 401, "status": "Unauthorized", "message": "需要服务令牌。"}, 401)
            turn = request.json
            if not isinstance(turn, dict) or not _CALL_ID.fullmatch(str(turn.get("call_id") or "")):
                return response.json({"code": 422, "status": "Unprocessable Entity", "message": "缺少 call_id。"}, 422)
            return response.json(await self._take(turn, on_new_message), ensure_ascii=False)

        return door

    async def _take(self, turn: dict[str, Any], on_new_message: Listener) -> dict[str, Any]:
        if turn.get("is_final") is False and not turn.get("dtmf"):
            return _LISTEN
        told = metadata(turn)
        replies = await converse(on_new_message, f"call-{turn['call_id']}", words(turn), self.name(), told)
        return {**answer(replies), "action": "hangup"} if told.get("event") == "hangup" else answer(replies)
