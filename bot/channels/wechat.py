"""The WeChat official account's door: signed and encrypted messages in, a passive reply within the platform's five
seconds, or `success` and the answer as a customer-service message. GET and POST /webhooks/wechat/webhook."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from typing import Any
from xml.parsers.expat import ExpatError

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from wechatpy import create_reply, parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException
from wechatpy.utils import check_signature

from actions.sealing import data_dir
from channels.customer_service import CustomerService
from channels.doors import Listener, converse, home_county, plain
from channels.seen import Seen

log = logging.getLogger(__name__)

PASSIVE_SECONDS = 4.0
STALE_SECONDS = 600
_MENU = {"APPLY": "我想申请救助", "STATUS": "我的申请到哪一步了", "HUMAN": "转人工"}
_DONE = "success"


def heard(message: Any) -> tuple[str, str | None]:
    """(words, event) of a WeChat message: text, the recognised voice, a place on the map, a picture, a tap."""
    kind = message.type
    if kind == "text":
        return plain(message.content), None
    if kind == "voice":
        text = plain(getattr(message, "recognition", None) or "")
        return text, None if text else "unreadable"
    if kind == "location":
        label = plain(message.label or "")
        return (f"我在{label}", None) if label else ("", "unreadable")
    if kind == "image":
        return "", "image"
    return _tapped(message)


def _tapped(message: Any) -> tuple[str, str | None]:
    if message.type != "event":
        return "", "unreadable"
    if message.event in ("subscribe", "subscribe_scan"):
        return "", "opening"
    if message.event == "click":
        return _MENU.get(str(message.key).upper(), plain(str(message.key))), None
    return "", None


def key_of(message: Any) -> str:
    """What names a message for good. Events carry no id: who and when names them."""
    return f"{message.source}:{message.id or f'{message.type}-{int(message.create_time.timestamp())}'}"


class WechatDoor(InputChannel):
    """One follower is one conversation."""

    @classmethod
    def name(cls) -> str:
        return "wechat"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WechatDoor:
        return cls()

    def __init__(self) -> None:
        env = os.environ
        self._token = env.get("EJIUZHU_WECHAT_OA_TOKEN", "")
        self._appid = env.get("EJIUZHU_WECHAT_OA_APPID", "")
        key = env.get("EJIUZHU_WECHAT_OA_AES_KEY", "")
        self._crypto = WeChatCrypto(self._token, key, self._appid) if self._token and key and self._appid else None
        origin = env.get("EJIUZHU_WECHAT_ORIGIN") or "https://api.weixin.qq.com"
        self._service = CustomerService(self._appid, env.get("EJIUZHU_WECHAT_OA_SECRET", ""), origin)
        self._seen = Seen(data_dir() / "bot" / "wechat_seen.sqlite")
        self._tasks: set[asyncio.Task[list[str]]] = set()

    def blueprint(self, on_new_message: Listener) -> Blueprint:
        door = Blueprint("wechat_door", __name__)

        @door.get("/webhook")
        async def verify(request: Request) -> HTTPResponse:
            return self._verify(request)

        @door.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            message = self._open(request)
            if isinstance(message, HTTPResponse):
                return message
            return await self._answer(request, message, on_new_message)

        return door

    def _verify(self, request: Request) -> HTTPResponse:
        given = [request.args.get(name, "") for name in ("signature", "timestamp", "nonce")]
        try:
            check_signature(self._token, *given)
        except InvalidSignatureException:
            return response.text("", status=403)
        return response.text(request.args.get("echostr", ""))

    def _open(self, request: Request) -> Any:
        """The decrypted message, or the refusal. A stale time stamp is a replay."""
        if self._crypto is None:
            return response.text("未配置公众号", status=503)
        stamp, nonce = request.args.get("timestamp", ""), request.args.get("nonce", "")
        if not stamp.isdigit() or abs(time.time() - int(stamp)) > STALE_SECONDS:
            return response.text("", status=403)
        try:
            xml = self._crypto.decrypt_message(request.body, request.args.get("msg_signature", ""), stamp, nonce)
            return parse_message(xml)
        except (InvalidSignatureException, InvalidAppIdException):
            return response.text("", status=403)
        except (ExpatError, KeyError, TypeError, ValueError, AttributeError):
            return response.text("", status=400)

    async def _answer(self, request: Request, message: Any, on_new_message: Listener) -> HTTPResponse:
        words, event = heard(message)
        if not words and event is None:
            return response.text(_DONE)
        if not await asyncio.to_thread(self._seen.is_first, key_of(message)):
            return response.text(_DONE)
        late = asyncio.Event()
        task = asyncio.create_task(self._run(on_new_message, message.source, words, event, late))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            parts = await asyncio.wait_for(asyncio.shield(task), PASSIVE_SECONDS)
        except asyncio.TimeoutError:
            if not task.done():
                late.set()
                return response.text(_DONE)
            parts = task.result()
        return self._reply(request, message, parts)

    async def _run(
        self, on_new_message: Listener, openid: str, words: str, event: str | None, late: asyncio.Event
    ) -> list[str]:
        told = {"channel": "wechat_oa", "jurisdiction": home_county(), **({"event": event} if event else {})}
        replies = await converse(on_new_message, f"oa-{openid}", words, self.name(), told)
        parts = [reply["text"] for reply in replies if reply.get("text")]
        if late.is_set() and parts:
            await asyncio.to_thread(self._service.send_text, openid, "\n".join(parts))
        return parts

    def _reply(self, request: Request, message: Any, parts: list[str]) -> HTTPResponse:
        if not parts:
            return response.text(_DONE)
        said = "\n".join(parts).replace("]]>", "]] >")
        xml = create_reply(said, message).render()
        sealed = self._crypto.encrypt_message(xml, request.args.get("nonce", ""), request.args.get("timestamp", ""))
        return response.text(sealed, content_type="application/xml")
