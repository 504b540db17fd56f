"""What callers said lies sealed on this machine's disk (AES-GCM; PIPL art. 51), in the outbox and in the tracker store.

The key is the bot's own: `EJIUZHU_BOT_KEY` (base64 of 32 bytes), or a file made at the first local run, mode 600.
"""

from __future__ import annotations

import base64
import os
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MARK = "s1:"
_NONCE_BYTES = 12


class Unreadable(Exception):
    """Sealed with another key, or damaged."""


def data_dir() -> Path:
    return Path(os.environ.get("EJIUZHU_DATA_DIR") or Path(__file__).resolve().parents[2] / "var")


@cache
def _cipher() -> AESGCM:
    given = os.environ.get("EJIUZHU_BOT_KEY")
    return AESGCM(base64.b64decode(given) if given else _key_file(data_dir() / "keys" / "bot_key"))


def _key_file(path: Path) -> bytes:
    """The key in the file; bot and action server start together, so whoever comes second reads what the first wrote."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_bytes(base64.b64encode(AESGCM.generate_key(256)))
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return base64.b64decode(path.read_bytes())


def seal(text: str) -> str:
    nonce = os.urandom(_NONCE_BYTES)
    return _MARK + base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), None)).decode()


def unseal(sealed: str) -> str:
    """The text again; raises Unreadable when it was sealed with another key."""
    raw = base64.b64decode(sealed.removeprefix(_MARK))
    try:
        return _cipher().decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).decode()
    except InvalidTag as error:
        raise Unreadable("sealed with another key (EJIUZHU_BOT_KEY, keys/bot_key)") from error
