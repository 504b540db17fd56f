"""The outside systems this door talks to, made once for a process from its settings."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import mongoengine
from flask import current_app

from backend.adapters.bot import Bot
from backend.adapters.identity import identity_from
from backend.adapters.sms import sms_from
from backend.adapters.wechat import WeChatRefused, WeChatUnavailable, wechat_from
from backend.api.auth import settings
from backend.domain.errors import InvalidFields, NeighbourDown


def _once(name: str, make: Callable[[], Any]) -> Any:
    made = current_app.extensions.setdefault("ejiuzhu_neighbours", {})
    if name not in made:
        made[name] = make()
    return made[name]


def sms():
    """Text messages: the county's gateway, or the local twin."""
    return _once("sms", lambda: sms_from(settings()))


def real_names():
    """The register that knows whether a name and an ID number belong together."""
    return _once("real_names", lambda: identity_from(settings()))


def wechat():
    """WeChat itself."""
    return _once("wechat", lambda: wechat_from(settings(), mongoengine.get_db()["wechat_tokens"]))


def bot() -> Bot:
    """The bot's REST channel."""
    return _once("bot", lambda: Bot(settings().bot_url, settings().service_token))


class _ContentCheck:
    """WeChat's content check with its errors in our words."""

    def __init__(self, real) -> None:
        self._check = real.check_text

    def check_text(self, openid: str, text: str) -> bool:
        """Whether it may be published. Raises NeighbourDown."""
        try:
            return self._check(openid, text)
        except (WeChatRefused, WeChatUnavailable) as silence:
            raise NeighbourDown() from silence


def content_check() -> _ContentCheck:
    """WeChat's check of what people publish."""
    return _ContentCheck(wechat())


class _Login:
    """WeChat's sign-in with its errors in our words."""

    def __init__(self, real) -> None:
        self.code_to_session = _in_our_words(real.code_to_session)
        self.phone_number = _in_our_words(real.phone_number)


def wechat_login() -> _Login:
    """The part of WeChat that says who somebody is."""
    return _Login(wechat())


def _in_our_words(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def called(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        except WeChatRefused as refusal:
            raise InvalidFields(
                "微信登录没有成功，请退出来再点一次。", {"code": "微信的登录码不对，或者已经用过。"}
            ) from refusal
        except WeChatUnavailable as silence:
            raise NeighbourDown("微信暂时没有回应，请过一会儿再试。") from silence

    return called
