"""The one place that touches mongoeco's private parts; `tests/ground/test_embedded_patch.py` fails when an upgrade moves them.

Both changes keep an insert from reading the whole collection.
"""

from bson import ObjectId
from mongoeco.engines import SQLiteEngine
from mongoeco.types import ObjectId as EngineObjectId

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


def speed_up_inserts() -> None:
    """Lets an insert cost the same in a large collection as in a small one. Safe to call twice."""
    SQLiteEngine._validate_document_against_unique_indexes = _check_unique_without_id_scan
    SQLiteEngine._unique_index_uses_multikey_values = _unique_key_is_an_array
