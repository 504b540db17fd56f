from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class WeChatIdentity:
    """Who logged in. Neither value ever leaves the server: the phone gets a token of our own."""

    openid: str
    unionid: str | None


class WeChatRefused(Exception):
    """WeChat answered no, and the same call will get the same answer: a used code (40029), no grant (43101) …"""

    def __init__(self, code: int, says: str = "") -> None:
        super().__init__(f"{code} {says}".strip())
        self.code = code


class WeChatUnavailable(Exception):
    """No answer, a broken one, or "not now" (quota 45009, 45011; busy -1; our credentials). Worth trying again later.

    `code` is WeChat's errcode where it gave one.
    """

    def __init__(self, says: str, code: int | None = None) -> None:
        super().__init__(says if code is None else f"{code} {says}")
        self.code = code


class WeChat(Protocol):
    """Every method raises WeChatRefused or WeChatUnavailable, and nothing else, when WeChat does not do it."""

    def code_to_session(self, code: str) -> WeChatIdentity:
        """Trades the code of `wx.login` (single use, 5 minutes) for who it is."""

    def phone_number(self, code: str) -> str:
        """Trades the code of the phone button (single use, 5 minutes) for the number without its country code."""

    def send_subscribe_message(
        self, openid: str, template_id: str, data: Mapping[str, str], page: str | None = None
    ) -> None:
        """Sends one message for one grant. `data` maps the template's keywords to their words."""

    def check_text(self, openid: str, text: str) -> bool:
        """Whether WeChat's content check lets `text` pass; the person must have been active within two hours."""
