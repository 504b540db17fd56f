"""The real WeChat, through wechatpy; the sandbox is this same class with another origin."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any

import requests
from pymongo.collection import Collection
from wechatpy.exceptions import WeChatClientException

from backend.config import Settings

from .interface import WeChat, WeChatIdentity, WeChatRefused, WeChatUnavailable
from .tokens import SharedStorage
from .transport import OFFICIAL, STALE_TOKEN, Client

TRY_LATER = {-1, 45009, 45011, *STALE_TOKEN}
OUR_CREDENTIALS = {40013, 40125, 40164, 41004, 50002}  # appid, secret, IP not listed, secret missing, account frozen
TEXT_CHECK_CHARACTERS = 2500
COMMENT_SCENE = 2


@contextmanager
def _our_errors() -> Iterator[None]:
    try:
        yield
    except WeChatClientException as problem:
        code = problem.errcode
        if code is None or code in TRY_LATER or code in OUR_CREDENTIALS:
            raise WeChatUnavailable(str(problem.errmsg or "HTTP error"), code) from problem
        raise WeChatRefused(code, str(problem.errmsg)) from problem
    except (requests.RequestException, KeyError, TypeError, ValueError) as problem:
        # The last three: an answer that is not JSON, or lacks what the documentation promises.
        raise WeChatUnavailable(type(problem).__name__) from problem


def _with_our_errors[**P, R](method: Callable[P, R]) -> Callable[P, R]:
    @wraps(method)
    def guarded(*arguments: P.args, **options: P.kwargs) -> R:
        with _our_errors():
            return method(*arguments, **options)

    return guarded


class HttpWeChat:
    def __init__(self, client: Client) -> None:
        self._client = client

    @_with_our_errors
    def code_to_session(self, code: str) -> WeChatIdentity:
        client = self._client
        asked = {"appid": client.appid, "secret": client.secret, "js_code": code, "grant_type": "authorization_code"}
        # access_token None: wechatpy would fetch one first, which this call does not need.
        answer = client.get(f"{OFFICIAL}/sns/jscode2session", params={**asked, "access_token": None})
        return WeChatIdentity(answer["openid"], answer.get("unionid"))

    @_with_our_errors
    def phone_number(self, code: str) -> str:
        return self._client.wxa.get_phone_number(code)["phone_info"]["purePhoneNumber"]

    @_with_our_errors
    def send_subscribe_message(
        self, openid: str, template_id: str, data: Mapping[str, str], page: str | None = None
    ) -> None:
        words: dict[str, Any] = {keyword: {"value": value} for keyword, value in data.items()}
        self._client.wxa.send_subscribe_message(openid, template_id, words, page)["errcode"]

    def check_text(self, openid: str, text: str) -> bool:
        pieces = [text[at : at + TEXT_CHECK_CHARACTERS] for at in range(0, len(text), TEXT_CHECK_CHARACTERS)]
        return all(self._check_piece(openid, piece) for piece in pieces)

    @_with_our_errors
    def _check_piece(self, openid: str, text: str) -> bool:
        asked = {"version": 2, "scene": COMMENT_SCENE, "openid": openid, "content": text}
        return self._client.post(f"{OFFICIAL}/wxa/msg_sec_check", data=asked)["result"]["suggest"] != "risky"


def wechat_from(settings: Settings, tokens: Collection | None = None) -> WeChat:
    """WeChat as `settings` names it. `tokens`: the collection where processes share the access token; None keeps it here."""
    storage = None if tokens is None else SharedStorage(tokens)
    return HttpWeChat(Client(settings.wechat_appid, settings.wechat_secret, settings.wechat_origin, storage))
