"""A signed JSON POST, the way the county's gateways (SMS, real names) take their calls."""

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from typing import Any

import requests

TIMEOUT_SECONDS = (3, 5)  # to connect, to read


class GatewayDown(Exception):
    """No answer, an error, or an answer that is not JSON. Its text carries no personal data."""


def signature(secret: str, timestamp: str, nonce: str, body: bytes) -> str:
    """Hex HMAC-SHA256 over time stamp, nonce and body, joined by line feeds; the receiver refuses old or repeated ones."""
    return hmac.new(secret.encode(), f"{timestamp}\n{nonce}\n".encode() + body, hashlib.sha256).hexdigest()


def post_signed(url: str, secret: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """Posts `told` and returns the answer's JSON object. Raises GatewayDown."""
    body = json.dumps(told, ensure_ascii=False).encode()
    timestamp, nonce = str(int(time.time())), secrets.token_hex(16)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Timestamp": timestamp,
        "X-Nonce": nonce,
        "X-Signature": signature(secret, timestamp, nonce, body),
    }
    try:
        answer = requests.post(url, data=body, headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False)
        said = answer.json() if answer.ok else None
    except requests.RequestException as problem:  # a body that is no JSON is one of these too
        raise GatewayDown(type(problem).__name__) from None  # the cause would carry what was sent
    if not isinstance(said, dict):
        raise GatewayDown(f"status {answer.status_code}")
    return said
