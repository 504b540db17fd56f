"""wechatpy's client with what it lacks: time-outs everywhere, one token for all threads, one retry and no more."""

import threading
import time
from collections.abc import Mapping
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException
from wechatpy.session import SessionStorage

OFFICIAL = "https://api.weixin.qq.com"
STALE_TOKEN = {40001, 40014, 42001}
TIMEOUT_SECONDS = (3, 5)  # to connect, to read


class OriginAdapter(HTTPAdapter):
    """Sends what is meant for the official host to `origin`: wechatpy spreads the host over all its sub-APIs."""

    def __init__(self, origin: str) -> None:
        self._origin = origin.rstrip("/")
        super().__init__()

    def send(self, request: PreparedRequest, **options: Any) -> Response:  # type: ignore[override]
        request.url = self._origin + request.url[len(OFFICIAL) :]
        return super().send(request, **options)


class Client(WeChatClient):
    """Thread-safe. `session` holds the token; give all processes the same one."""

    def __init__(
        self,
        appid: str,
        secret: str,
        origin: str,
        session: SessionStorage | None,
        timeout: tuple[float, float] = TIMEOUT_SECONDS,
    ) -> None:
        # wechatpy's own retry has no end: a wrong secret made it fetch tokens until the stack was full.
        super().__init__(appid, secret, session=session, timeout=timeout, auto_retry=False)
        self._http.mount(f"{OFFICIAL}/", OriginAdapter(origin))
        self._token_lock = threading.RLock()

    @property
    def access_token(self) -> str:
        with self._token_lock:
            return WeChatClient.access_token.fget(self)

    def fetch_access_token(self, force: bool = False) -> None:
        """`stable_token`, because there a second fetch keeps the first one's token; forcing is limited to 20 a day.

        Through `_request`, because wechatpy's own fetch knows no time-out.
        """
        body = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret, "force_refresh": force}
        answer = super()._request("post", f"{OFFICIAL}/cgi-bin/stable_token", params={"access_token": None}, data=body)
        self.session.set(self.access_token_key, answer["access_token"], answer["expires_in"])
        self.expires_at = int(time.time()) + answer["expires_in"]

    def _replace(self, stale: str) -> None:
        """Gets a token other than `stale`, unless another thread or process already did."""
        with self._token_lock:
            for force in (False, True):
                if self.session.get(self.access_token_key) == stale:
                    self.fetch_access_token(force)

    def _request(self, method: str, url_or_endpoint: str, **options: Any) -> Any:
        params = dict(options.pop("params", None) or {})
        if "access_token" in params:  # the call brings its own or, with None, needs none
            return super()._request(method, url_or_endpoint, params=params, **options)
        token = self.access_token
        try:
            return super()._request(method, url_or_endpoint, params={**params, "access_token": token}, **options)
        except WeChatClientException as problem:
            if problem.errcode not in STALE_TOKEN:
                raise
        self._replace(token)
        _rewind(options.get("files") or {})
        return super()._request(
            method, url_or_endpoint, params={**params, "access_token": self.access_token}, **options
        )


def _rewind(files: Mapping[str, Any]) -> None:
    """A file that was sent once stands at its end, and would be sent again as nothing, with an ok."""
    for file in files.values():
        stream = file[1] if isinstance(file, tuple) else file
        if hasattr(stream, "seek"):
            stream.seek(0)
