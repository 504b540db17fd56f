"""The web's intake API as the bot sees it: JSON over HTTP with the service token. The bot never imports the backend."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests

CONNECT_SECONDS = 0.5


class WebUnavailable(Exception):
    """Not reached, too slow, or failing (5xx, 401, 429): worth trying again."""


class WebRefused(Exception):
    """A 4xx that trying again will not change; `answer` is the web's own explanation."""

    def __init__(self, status: int, answer: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {answer.get('message', '')}")
        self.status = status
        self.answer = answer


@dataclass
class Web:
    """One method a request. Every call raises WebUnavailable or WebRefused, nothing else."""

    origin: str
    token: str

    def __post_init__(self) -> None:
        self._session = requests.Session()
        self._session.trust_env = False

    @classmethod
    def from_environment(cls) -> Web:
        port = os.environ.get("EJIUZHU_WEB_PORT", "8000")
        origin = os.environ.get("EJIUZHU_WEB_URL", f"http://127.0.0.1:{port}")
        return cls(origin.rstrip("/"), os.environ.get("EJIUZHU_SERVICE_TOKEN", ""))

    def send(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        key: str | None = None,
        query: Mapping[str, str] | None = None,
        seconds: float = 5.0,
    ) -> dict[str, Any]:
        """The JSON answer of a 2xx. `key` becomes the Idempotency-Key; `seconds` bounds the wait for the answer."""
        headers = {"Authorization": f"Bearer {self.token}", **({"Idempotency-Key": key} if key else {})}
        try:
            answer = self._session.request(
                method,
                f"{self.origin}/api/intake/v1{path}",
                json=body,
                params=query,
                headers=headers,
                timeout=(CONNECT_SECONDS, seconds),
            )
        except requests.RequestException as error:
            raise WebUnavailable(type(error).__name__) from error
        return _read(answer)


def _read(answer: requests.Response) -> dict[str, Any]:
    try:
        body = answer.json() if answer.content else {}
    except ValueError:
        body = {}
    body = body if isinstance(body, dict) else {}
    if answer.status_code >= 500 or answer.status_code in (401, 403, 408, 425, 429):
        raise WebUnavailable(str(answer.status_code))
    if answer.status_code >= 400:
        raise WebRefused(answer.status_code, body)
    return body
