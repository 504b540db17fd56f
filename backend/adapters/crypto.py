"""Secrets at rest: AES-GCM under named keys, and an HMAC beside them by which an equal value is found again.

Keys come from `EJIUZHU_FIELD_KEYS` or a key file: lines `name:base64 of 32 bytes`, the first is used to seal, all to open; the
key named `lookup` makes the HMACs and never changes (cybersecurity and PIPL 51: encryption, de-identification).
"""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = "s1"
_NONCE_BYTES = 12
_KEY_BYTES = 32


class UnreadableSecret(Exception):
    """Sealed under a key that is not here, or altered since."""


class Keyring:
    """Seals, opens and finds; made from `name:base64` lines."""

    def __init__(self, lines: str) -> None:
        keys = dict(line.strip().split(":", 1) for line in lines.replace(",", "\n").splitlines() if line.strip())
        raw = {name: base64.b64decode(value) for name, value in keys.items()}
        self._lookup = raw.pop("lookup")
        self._sealing_name = next(iter(raw))
        self._ciphers = {name: AESGCM(key) for name, key in raw.items()}

    def seal(self, plain: str) -> str:
        """`s1.<key name>.<base64 of nonce and ciphertext>`; the key's name is authenticated too."""
        nonce = os.urandom(_NONCE_BYTES)
        name = self._sealing_name
        sealed = self._ciphers[name].encrypt(nonce, plain.encode(), name.encode())
        return f"{_VERSION}.{name}.{base64.b64encode(nonce + sealed).decode()}"

    def seals_now(self, sealed: object) -> bool:
        """Whether this was sealed under the key that seals today."""
        return isinstance(sealed, str) and sealed.startswith(f"{_VERSION}.{self._sealing_name}.")

    def open(self, sealed: str) -> str:
        """The plain text; raises UnreadableSecret."""
        try:
            version, name, blob = sealed.split(".", 2)
            raw = base64.b64decode(blob)
            cipher = self._ciphers[name]
            if version != _VERSION:
                raise UnreadableSecret
            return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], name.encode()).decode()
        except (KeyError, ValueError, InvalidTag) as error:
            raise UnreadableSecret from error

    def lookup(self, kind: str, plain: str) -> str:
        """A hex string that is the same for the same kind and value, and tells nothing without the key."""
        return f"{kind}:{hmac.new(self._lookup, f'{kind}\0{plain}'.encode(), hashlib.sha256).hexdigest()}"


def new_key_lines() -> str:
    """Fresh keys for a first local run."""
    return "".join(
        f"{name}:{base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()}\n" for name in ("k1", "lookup")
    )


def read_or_make(path: Path, make: str) -> str:
    """The text of a key file, mode 600; made with `make` as its content when it isn't there (safe when two start at once)."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    scratch = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if not path.exists():
        descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(make)
        try:
            os.link(scratch, path)
        except FileExistsError:
            pass
        finally:
            scratch.unlink()
    return path.read_text().strip()
