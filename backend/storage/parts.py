"""The parts of a document: answers, events, notices. One that nobody changed goes back as it lay, neither checked nor sealed anew."""

from functools import cache

from bson import SON
from mongoengine import EmbeddedDocument

from backend.storage.sealed import SealedField, keyring

_ATOMS = (str, int, float, bool)


class Part(EmbeddedDocument):
    """An embedded document that is read past mongoengine's constructor, which takes longer than the database does."""

    meta = {"abstract": True}
    _at_rest = None

    @classmethod
    def _from_son(cls, son, _auto_dereference=True, created=False):
        if not son.keys() <= cls._fields.keys():  # what mongoengine refuses, it shall say itself
            return super()._from_son(son, _auto_dereference, created)
        data = {name: _read(field, son.get(field.db_field)) for name, field in cls._fields.items()}
        part = cls.__new__(cls)
        state = {
            "_data": data, "_instance": None, "_dynamic_fields": SON(), "_changed_fields": [], "_cls": cls._class_name,
            "_created": created, "_initialised": True, "_at_rest": son if _can_stay(cls, son, data) else None,
        }  # fmt: skip
        for name, value in state.items():
            object.__setattr__(part, name, value)
        return part

    def _mark_as_changed(self, key):
        object.__setattr__(self, "_at_rest", None)
        super()._mark_as_changed(key)

    def to_mongo(self, use_db_field=True, fields=None):
        """What lies, or will lie, in the database."""
        if self._at_rest is not None and not fields:
            return self._at_rest
        return super().to_mongo(use_db_field, fields)

    def validate(self, clean=True):
        """Raises mongoengine.ValidationError; what was read was checked when it was written."""
        if self._at_rest is None:
            super().validate(clean)


def _read(field, value):
    if value is not None:
        return field.to_python(value)
    return field.default() if callable(field.default) else field.default


def _can_stay(kind, son, data):
    """Whether all that is sealed is so under the key in use (a new key takes over at the next save) and cannot change in place."""
    sealed = [name for name in _sealed_names(kind) if data[name] is not None]
    return all(isinstance(data[name], _ATOMS) and keyring().seals_now(son[name]) for name in sealed)


@cache
def _sealed_names(kind):
    return [name for name, field in kind._fields.items() if isinstance(field, SealedField)]
