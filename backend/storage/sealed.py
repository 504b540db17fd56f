"""Fields that are plain in memory and sealed at rest. The keyring is set once, when the storage is connected."""

import json
from typing import TYPE_CHECKING, Any

from mongoengine.base import BaseField

from backend.adapters.crypto import Keyring

_MARK = "s1."
_keyring: Keyring | None = None


def use_keyring(keyring: Keyring) -> None:
    """Seal and open with these keys from now on."""
    global _keyring
    _keyring = keyring


def keyring() -> Keyring:
    """The keys in use; raises RuntimeError before the storage is connected."""
    if _keyring is None:
        raise RuntimeError("connect the storage first")
    return _keyring


class SealedField(BaseField):
    """Any JSON value, sealed whole: nothing of it can be read, or searched, in the database."""

    if TYPE_CHECKING:

        def __get__(self, instance: object, owner: object) -> Any: ...
        def __set__(self, instance: object, value: Any) -> None: ...

    def to_mongo(self, value):
        return None if value is None else keyring().seal(json.dumps(value, ensure_ascii=False))

    def to_python(self, value):
        if isinstance(value, str) and value.startswith(_MARK):
            return json.loads(keyring().open(value))
        return value

    def validate(self, value, clean=True):
        json.dumps(value)

    def prepare_query_value(self, op, value):
        """An update by name (`set__…`) writes what lies at rest, too."""
        return self.to_mongo(value)
