"""MongoDB, through mongoengine: one connection, the keys that seal personal data, and the numbered migrations."""

import mongoengine
from mongoengine.base.fields import ComplexBaseField

from backend.adapters.crypto import Keyring
from backend.storage.sealed import use_keyring

_WAIT_MS = 5000


def _as_it_is(instance: object, name: str, ref_values: object, *, max_depth: int) -> object:
    return ref_values


# No document of ours refers to another, and mongoengine looks through every list and dict for one that might.
ComplexBaseField._lazy_load_refs = staticmethod(_as_it_is)


def connect(uri: str, field_keys: str) -> None:
    """Connect the default database of `uri`; calling again with another URI moves the connection (tests)."""
    use_keyring(Keyring(field_keys))
    mongoengine.disconnect()
    mongoengine.connect(host=uri, uuidRepresentation="standard", tz_aware=True, serverSelectionTimeoutMS=_WAIT_MS)
