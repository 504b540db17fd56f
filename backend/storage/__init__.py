"""MongoDB, through mongoengine: one connection, the keys that seal personal data, and the numbered migrations."""

import mongoengine

from backend.adapters.crypto import Keyring
from backend.storage.sealed import use_keyring

_WAIT_MS = 5000


def connect(uri: str, field_keys: str) -> None:
    """Connect the default database of `uri`; calling again with another URI moves the connection (tests)."""
    use_keyring(Keyring(field_keys))
    mongoengine.disconnect()
    mongoengine.connect(host=uri, uuidRepresentation="standard", tz_aware=True, serverSelectionTimeoutMS=_WAIT_MS)
