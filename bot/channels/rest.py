"""The JSON door of the web chat and the mini program: POST /webhooks/rest/webhook {sender, message, metadata}."""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.doors import Listener, converse, plain

_EVENTS = {"opening", "silence", "hangup"}
_REQUEST_ID = re.compile(r"[\w.-]{8,64}")
_SENDER = re.compile(r"[\w.:@-]{1,120}")


def is_ours(request: Request) -> bool:
    """Whether the request carries the service token: only then is its phone number a verified one."""
    token = os.environ.get("EJIUZHU_SERVICE_TOKEN", "")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())


def door_metadata(given: Any, trusted: bool) -> dict[str, Any]:
    """What the brain is told about the door. Anyone may claim a phone number here, so an untrusted one is dropped."""
    given = given if isinstance(given, Mapping) else {}
    kept = {name: given[name] for name in ("jurisdiction", "channel") if isinstance(given.get(name), str)}
    if given.get("event") in _EVENTS:
        kept["event"] = given["event"]
    if trusted and isinstance(given.get("phone"), str):
        kept |= {"phone": given["phone"], "phone_is_verified": True}
    return {"channel": "web_chat", **kept}


class ChatDoor(RestInput):
    """Stays at Rasa's own path, so that every REST client works; bodies that are none get a 4xx with a word."""

    @classmethod
    def name(cls) -> str:
        return "rest"

    def blueprint(self, on_new_message: Listener) -> Blueprint:
        door = Blueprint("chat_door", __name__)

        @door.get("/")
        async def ready(request: Request) -> HTTPResponse:
            """Rasa opens its doors even when its model would not load, and then ignores every word without a sound."""
            agent = getattr(request.app.ctx, "agent", None)
            listens = agent is not None and agent.is_ready()
            return response.json({"status": "ok" if listens else "no model"}, 200 if listens else 503)

        @door.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            return await self._receive(request, on_new_message)

        return door

    async def _receive(self, request: Request, on_new_message: Listener) -> HTTPResponse:
        body = request.json
        sender = body.get("sender") if isinstance(body, dict) else None
        if not isinstance(sender, str) or not _SENDER.fullmatch(sender):
            return _wrong("请带上 sender：会话编号，不超过120个字母、数字或 . : @ -。")
        metadata = door_metadata(body.get("metadata"), is_ours(request))
        if _REQUEST_ID.fullmatch(request.headers.get("X-Request-Id", "")):
            metadata["request_id"] = request.headers["X-Request-Id"]
        text = plain(body["message"]) if isinstance(body.get("message"), str) else ""
        if not text and "event" not in metadata:
            return _wrong("请带上 message：要说的话。")
        return response.json(await converse(on_new_message, sender, text, "rest", metadata), ensure_ascii=False)


def _wrong(message: str) -> HTTPResponse:
    return response.json({"code": 422, "status": "Unprocessable Entity", "message": message, "errors": {}}, 422)
