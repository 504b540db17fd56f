"""What our documents look like, so that the embedded database need not read all of them to find out."""

from mongoengine import DictField, Document, DynamicField, ListField
from mongoengine.base import BaseField

from backend.storage import casework_documents, documents, resident_documents
from backend.storage.sealed import SealedField

type Shape = dict[str, bool]

_ANYTHING = (DictField, DynamicField, SealedField)


def declared_shapes() -> dict[str, Shape]:
    """By collection: each field as it is named at rest, and whether it holds a list. A field that may hold anything is left out."""
    modules = (documents, resident_documents, casework_documents)
    kinds = {kind for module in modules for kind in vars(module).values() if _is_document(kind)}
    return {kind._get_collection_name(): _shape(kind) for kind in kinds}


def _is_document(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Document) and kind is not Document


def _shape(kind: type[Document]) -> Shape:
    fields: list[BaseField] = list(kind._fields.values())
    return {field.db_field: isinstance(field, ListField) for field in fields if not isinstance(field, _ANYTHING)}
