"""The one place that touches mongoeco's private parts; `tests/ground/test_embedded_patch.py` fails when an upgrade moves them.

Each change keeps a write, or the question that follows it, from reading the whole collection, or from work nobody asked for.
"""

from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from types import NoneType

from bson import ObjectId
from mongoeco.core.codec import DocumentCodec, _InternalBsonArray, _InternalBsonDocument
from mongoeco.core.filtering import QueryEngine
from mongoeco.core.query_plan import AndCondition, EqualsCondition
from mongoeco.engines import SQLiteEngine, _sqlite_modify_ops, results, sqlite
from mongoeco.types import ObjectId as EngineObjectId

from backend.storage.embedded.connection import MULTIKEY, SCALAR, SharingConnection
from backend.storage.embedded.shapes import declared_shapes

_check_unique = SQLiteEngine._validate_document_against_unique_indexes


def _check_unique_without_id_scan(self, database, collection, document, **options):
    # The storage key is the _id and unique already for these types; comparing it with every stored
    # document made an insert cost as much as the whole collection.
    if isinstance(document.get("_id"), (ObjectId, EngineObjectId, str)):
        options["scan_payload_id"] = False
    return _check_unique(self, database, collection, document, **options)


def _unique_key_is_an_array(self, database, collection, document, index):
    # mongoeco asks this of every stored document too, again after each write. Our unique fields are
    # strings, so the document at hand is enough.
    return any(self._array_paths_for_index_field(document, field) for field in index["fields"])


_shapes = declared_shapes()
_holds_array = SQLiteEngine._field_is_top_level_array_in_collection
_holds_tagged = SQLiteEngine._field_contains_tagged_value_type_in_collection
_sorts_in_python = SQLiteEngine._sort_requires_python


def _declared_as_list(self, database, collection, field):
    # Asked of each field of a filter, by a scan, anew after every write. What our documents declare is known.
    known = _shapes.get(collection, {}).get(field)
    return _holds_array(self, database, collection, field) if known is None else known


def _declared_without_decimals(self, database, collection, field, value_type):
    # The same scan three times a field, for kinds of decimals: no field that our documents declare holds any.
    if value_type.startswith("decimal") and field in _shapes.get(collection, {}):
        return False
    return _holds_tagged(self, database, collection, field, value_type)


def _declared_to_sort_in_sql(self, database, collection, plan, sort):
    # Once more over all that fits, for each field of the sort and never remembered: is there a list or a decimal among them?
    known = _shapes.get(collection, {})
    if sort and all(known.get(field) is False for field, _ in sort):
        return self._plan_has_array_traversing_paths(database, collection, plan)
    return _sorts_in_python(self, database, collection, plan, sort)


_select_first = SQLiteEngine._select_first_document_for_plan


def _guarded_by_id(self, database, collection, plan, **options):
    # {"_id": …, "version": …}: every case was opened, one after the other, until the one with this _id was met.
    if by_id := _id_among(plan):
        found = _select_first(self, database, collection, by_id, **options)
        return found if found and QueryEngine.match_plan(found[1], plan) else None
    return _select_first(self, database, collection, plan, **options)


def _id_among(plan):
    if isinstance(plan, AndCondition) and all(isinstance(clause, EqualsCondition) for clause in plan.clauses):
        return next((clause for clause in plan.clauses if clause.field == "_id"), None)
    return None


_capabilities = SQLiteEngine.capabilities
_append_change = sqlite._sqlite_append_change
_scalar_name, _multikey_name = SQLiteEngine._physical_scalar_index_name, SQLiteEngine._physical_multikey_index_name


def _append_no_change(*_about, **_options):
    # Change streams, which we do not use, had each write written once more, and told by a thread and four commits of its own.
    return None


_encode = DocumentCodec.encode
_DOCUMENTS, _LISTS = (dict, _InternalBsonDocument), (list, _InternalBsonArray)
_SMALL = 1 << 31


def _encode_once(data):
    # The same result; mongoeco checks all that lies in a document again at each level of it.
    kind = type(data)
    if kind is str or kind is bool or data is None or (kind is int and -_SMALL <= data < _SMALL):
        return data
    if kind in _LISTS:
        return [_encode_once(value) for value in data]
    if kind in _DOCUMENTS and DocumentCodec._MARKER not in data and all(type(name) is str for name in data):
        return {name: _encode_once(value) for name, value in data.items()}
    return _encode(data)


def _copy_document(value):
    # What lies in a document has no second owner within it, which is what `deepcopy` spends its time on, eleven times a replacement.
    kind = type(value)
    if kind is dict:
        return {name: _copy_document(part) for name, part in value.items()}
    if kind is list:
        return [_copy_document(part) for part in value]
    return value if kind in _UNCHANGING else deepcopy(value)


_UNCHANGING = (str, int, float, bool, NoneType, datetime, EngineObjectId)


def spare_whole_reads() -> None:
    """Lets a write cost the same in a large collection as in a small one. Safe to call twice."""
    SQLiteEngine._validate_document_against_unique_indexes = _check_unique_without_id_scan
    SQLiteEngine._unique_index_uses_multikey_values = _unique_key_is_an_array
    SQLiteEngine._field_is_top_level_array_in_collection = _declared_as_list
    SQLiteEngine._field_contains_tagged_value_type_in_collection = _declared_without_decimals
    SQLiteEngine._sort_requires_python = _declared_to_sort_in_sql
    SQLiteEngine._select_first_document_for_plan = _guarded_by_id
    SQLiteEngine.capabilities = replace(_capabilities, change_delivery="none")
    sqlite._sqlite_append_change = _append_no_change
    sqlite.SQLiteConnection = SharingConnection
    SQLiteEngine._physical_scalar_index_name = lambda *_index: SCALAR
    SQLiteEngine._physical_multikey_index_name = lambda *_index: MULTIKEY
    _sqlite_modify_ops.deepcopy = results.deepcopy = _copy_document
    DocumentCodec.encode = staticmethod(_encode_once)
