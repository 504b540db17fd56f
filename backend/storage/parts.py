"""Documents and their parts, read and written straight. A part that nobody changed goes back as it lay, neither checked nor sealed
anew."""

from functools import cache
from typing import TYPE_CHECKING, Any

from mongoengine import EmbeddedDocument, EmbeddedDocumentListField

from backend.storage.sealed import SealedField, keyring

_ATOMS = (str, int, float, bool)


class Straight:
    """What is read past mongoengine's constructor and written past its conversion, which take longer than the database does."""

    @classmethod
    def _from_son(cls, son, _auto_dereference=True, created=False):
        if not son.keys() <= cls._reverse_db_field_map.keys():  # what mongoengine refuses, it shall say itself
            return super()._from_son(son, _auto_dereference, created)
        data = {name: _read(field, son.get(field.db_field)) for name, field in cls._fields.items()}
        read = cls.__new__(cls)
        for name, value in cls._state(son, data, created).items():
            object.__setattr__(read, name, value)
        return read

    @classmethod
    def _state(cls, son, data, created):
        return {
            "_data": data, "_dynamic_fields": {}, "_changed_fields": [], "_cls": cls._class_name, "_created": created,
            "_initialised": True,
        }  # fmt: skip

    def to_mongo(self, use_db_field=True, fields=None):
        """What will lie in the database."""
        if fields or not use_db_field:
            return super().to_mongo(use_db_field, fields)
        known = ((self._fields[name], self._data.get(name)) for name in self._fields_ordered)
        return {field.db_field: field.to_mongo(value) for field, value in known if value is not None}


class Part(Straight, EmbeddedDocument):
    """An embedded document: answers, events, notices."""

    meta = {"abstract": True}
    _at_rest = None

    @classmethod
    def _state(cls, son, data, created):
        at_rest = son if _can_stay(cls, son, data) else None
        return super()._state(son, data, created) | {"_instance": None, "_at_rest": at_rest}

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


class Parts(EmbeddedDocumentListField):
    """A list of parts of one kind, each read, checked and written by itself."""

    if TYPE_CHECKING:

        def __get__(self, instance: object, owner: object) -> Any: ...
        def __set__(self, instance: object, value: Any) -> None: ...

    def to_python(self, value):
        """The parts of what lies in the database."""
        kind = self.field.document_type
        return [one if isinstance(one, kind) else kind._from_son(one) for one in value]

    def to_mongo(self, value, use_db_field=True, fields=None):
        """What will lie in the database."""
        return [part.to_mongo(use_db_field, fields) for part in value]

    def validate(self, value):
        """Raises mongoengine.ValidationError."""
        for part in value:
            if not isinstance(part, self.field.document_type):
                self.error(f"{self.name} holds a {type(part).__name__}")
            part.validate()


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
