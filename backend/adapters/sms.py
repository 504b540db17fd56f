"""Text messages: the county's gateway, and a local twin that writes them to a file."""

import fcntl
import json
import os
from pathlib import Path
from typing import Protocol

from backend.config import Settings
from backend.domain.errors import NeighbourDown

from .signed_http import GatewayDown, post_signed


class SmsUnavailable(NeighbourDown):
    """The message did not go out; worth trying again later."""

    says = "短信暂时发不出去，请过一会儿再试，或者打12349。"


class Sms(Protocol):
    def send(self, phone: str, text: str) -> None:
        """Sends `text` to a mainland mobile number (11 digits). Raises SmsUnavailable."""


class GatewaySms:
    """POSTs `{phone, text}`, signed; the gateway answers `{"accepted": true}`."""

    def __init__(self, url: str, secret: str) -> None:
        self._url, self._secret = url, secret

    def send(self, phone: str, text: str) -> None:
        try:
            answer = post_signed(self._url, self._secret, {"phone": phone, "text": text})
        except GatewayDown as problem:
            raise SmsUnavailable from problem
        if answer.get("accepted") is not True:
            raise SmsUnavailable


class LocalSms:
    """Appends each message as a JSON line to `file`, readable only by its owner: it holds phones and codes."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def send(self, phone: str, text: str) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"phone": phone, "text": text}, ensure_ascii=False) + "\n"
        descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(line)

    def sent(self) -> list[dict[str, str]]:
        """All messages so far, oldest first."""
        if not self._file.exists():
            return []
        return [json.loads(line) for line in self._file.read_text(encoding="utf-8").splitlines()]


def sms_from(settings: Settings) -> Sms:
    """The gateway named in the settings, or the local twin writing to `sms.log` in the data folder."""
    if settings.sms_gateway:
        return GatewaySms(settings.sms_gateway, settings.sms_secret)
    return LocalSms(settings.data_dir / "sms.log")
