"""The chat page for a caller's phone, and the way from it to the bot and to the person who may take over."""

import secrets
from datetime import timedelta

from flask import Blueprint, Response, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from backend.adapters.bot import Bot, BotDown
from backend.adapters.clock import utc_now
from backend.api.auth import public, settings
from backend.console.blueprint import protect
from backend.domain.errors import InvalidFields, NotAllowed, TooManyTries
from backend.policy.jurisdictions import all_jurisdictions, by_slug
from backend.services import hotline_desk
from backend.storage.residents import tally

chat = Blueprint("chat", __name__, url_prefix="/chat", template_folder="templates")
chat.after_request(protect)
_COOKIE = "ejz_chat"
_LONGEST = 1000
_MOST, _WINDOW = 240, timedelta(minutes=10)
_DOWN = "小助手这会儿没接上，您的话没有丢，请过一会儿再发一次。急的话请打 12349；有危险请打 110、120 或 119。"


@chat.get("", strict_slashes=False)
@public
def page() -> ResponseReturnValue:
    """The page; `county` in the address chooses the county."""
    counties = all_jurisdictions()
    slugs = {county.slug for county in counties}
    asked = request.args.get("county", "")
    chosen = by_slug(asked if asked in slugs else settings().home_county)
    return _hold(
        make_response(render_template("chat/page.html", counties=counties, chosen=chosen, longest=_LONGEST)),
        _conversation(),
    )


@chat.post("/messages")
@public
def say() -> ResponseReturnValue:
    """One thing said → the bot's answers; while a person has taken over, the bot only listens."""
    body = _own_json()
    text, county = str(body.get("text") or "").strip(), by_slug(str(body.get("jurisdiction") or settings().home_county))
    if not text or len(text) > _LONGEST:
        raise InvalidFields(f"请写一句话，不超过{_LONGEST}个字。")
    if tally(f"chat:{request.remote_addr}", _WINDOW, utc_now()) > _MOST:
        raise TooManyTries("说得太快了，请歇一歇再说。急的话请打 12349。")
    conversation = _conversation()
    there = hotline_desk.operator_is_there(conversation)
    metadata = {"jurisdiction": county.slug, "channel": "web_chat", "operator_active": there}
    try:
        replies = Bot(settings().bot_url, settings().service_token).say(conversation, text, metadata, g.request_id)
    except BotDown:
        return jsonify(code=503, status="Service Unavailable", message=_DOWN), 503
    if there:
        replies = [reply for reply in replies if (reply.get("custom") or {}).get("crisis")]
    shown = [{"text": reply.get("text") or "", "custom": reply.get("custom") or {}} for reply in replies]
    return _hold(jsonify(replies=shown, operator=there), conversation)


@chat.get("/operator")
@public
def operator() -> ResponseReturnValue:
    """What a person at the desk has said since; `after` is how many of it the page has."""
    after = request.args.get("after", 0, type=int)
    there, turns, many = hotline_desk.said_by_operator(_conversation(), max(0, after))
    return jsonify(there=there, turns=[turn.text for turn in turns], many=many)


@chat.post("/conversations")
@public
def begin() -> ResponseReturnValue:
    """Start again from the beginning."""
    _own_json()
    return _hold(jsonify(begun=True), _new())


def _conversation() -> str:
    held = request.cookies.get(_COOKIE, "")
    return held if held.startswith("web-") and len(held) == 36 and held[4:].isalnum() else _new()


def _new() -> str:
    return f"web-{secrets.token_hex(16)}"


def _hold(response: Response, conversation: str) -> Response:
    """The browser holds who is speaking; scripts, and other sites, do not."""
    response.set_cookie(
        _COOKIE,
        conversation,
        path="/chat",
        httponly=True,
        samesite="Strict",
        secure=settings().secure_cookies,
        max_age=24 * 3600,
    )
    return response


def _own_json() -> dict[str, object]:
    """The body, only as JSON and from our own page: another site can send neither without being asked first."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise NotAllowed()
    body = request.get_json()
    if not isinstance(body, dict):
        raise InvalidFields("发来的内容看不懂。")
    return body
