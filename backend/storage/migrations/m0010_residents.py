"""The residents' collections with their indexes, before the first document."""

from pymongo.database import Database

from backend.storage import resident_documents


def apply(database: Database) -> None:
    """Make the indexes that each document class names; those that stand already stay."""
    for kind in vars(resident_documents).values():
        if (
            isinstance(kind, type)
            and issubclass(kind, resident_documents.Document)
            and kind is not resident_documents.Document
        ):
            kind.ensure_indexes()
