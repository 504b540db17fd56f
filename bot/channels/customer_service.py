"""Answers that come after WeChat's five seconds go out as customer-service messages.

Two calls of the platform's API, made directly: wechatpy's client retries a permanent 40001 without end and fetches a
token a thread. `stable_token` returns the same token to every caller until it expires, so machines need not share one.
"""

from __future__ import annotations

import logging
import threading
import time

import requests

log = logging.getLogger(__name__)

SECONDS = (3.0, 5.0)
_TOKEN_IS_OLD = {40001, 40014, 42001}
_MARGIN = 300


class CustomerService:
    """Text to one follower. Never raises: what cannot be sent is logged with the platform's code."""

    def __init__(self, appid: str, secret: str, origin: str = "https://api.weixin.qq.com") -> None:
        self._appid, self._secret, self._origin = appid, secret, origin.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False
        self._lock = threading.Lock()
        self._token, self._until = "", 0.0

    def send_text(self, openid: str, text: str) -> bool:
        """True when the platform took it. A token that is refused is renewed once."""
        try:
            code = self._send(openid, text)
            if code in _TOKEN_IS_OLD:
                self._until = 0.0
                code = self._send(openid, text)
        except (requests.RequestException, ValueError, KeyError) as error:
            log.error("a customer-service message could not be sent: %s", type(error).__name__)
            return False
        if code:
            log.error("WeChat refused a customer-service message: %s", code)
        return not code

    def _send(self, openid: str, text: str) -> int:
        body = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        url = f"{self._origin}/cgi-bin/message/custom/send"
        answer = self._session.post(url, params={"access_token": self._access_token()}, json=body, timeout=SECONDS)
        return int(answer.json().get("errcode") or 0)

    def _access_token(self) -> str:
        with self._lock:
            if time.monotonic() >= self._until:
                self._fetch()
            return self._token

    def _fetch(self) -> None:
        body = {"grant_type": "client_credential", "appid": self._appid, "secret": self._secret}
        answer = self._session.post(f"{self._origin}/cgi-bin/stable_token", json=body, timeout=SECONDS).json()
        self._token = answer["access_token"]
        self._until = time.monotonic() + max(60, int(answer.get("expires_in", 7200)) - _MARGIN)
