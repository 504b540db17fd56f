"""Ledger, household years, notices and batches with their indexes; the case file's new columns are indexed too."""

from pymongo.database import Database

from backend.storage import casework_documents as kinds
from backend.storage.documents import Application


def apply(database: Database) -> None:
    """Make the indexes that each document class names; those that stand already stay."""
    for kind in (
        kinds.LedgerEntry, kinds.HouseholdMember, kinds.HouseholdYear, kinds.PublicNotice, kinds.Batch, Application,
    ):  # fmt: skip
        kind.ensure_indexes()
