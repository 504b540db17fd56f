"""Every collection with its indexes, before the first document: an index built after loading is slow on the embedded database."""

from pymongo.database import Database

from backend.storage import documents


def apply(database: Database) -> None:
    """Make the indexes that each document class names; those that stand already stay."""
    for kind in vars(documents).values():
        if isinstance(kind, type) and issubclass(kind, documents.Document) and kind is not documents.Document:
            kind.ensure_indexes()
