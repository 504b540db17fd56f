"""The county's ledger: entries are inserted once under their own name and never changed."""

from collections.abc import Iterator
from datetime import datetime

from mongoengine import NotUniqueError

from backend.storage.casework_documents import LedgerEntry
from backend.storage.documents import Application


def insert(entry: LedgerEntry) -> None:
    """Put an entry on file; one that is there already stays as it is."""
    try:
        entry.save(force_insert=True)
    except NotUniqueError:
        return


def of_household(household: str, since: datetime) -> list[LedgerEntry]:
    """What a household got since then, oldest first."""
    return list(LedgerEntry.objects(household=household, at__gte=since).order_by("at"))


def all_entries() -> Iterator[LedgerEntry]:
    """The whole ledger, for the proof."""
    yield from LedgerEntry.objects.order_by("id")


def unposted_cases(limit: int = 100) -> list[Application]:
    """Cases with postings that the ledger may not have yet."""
    return list(Application.objects(unposted=True).limit(limit))


def mark_posted(case: Application) -> None:
    """Every posting of this version of the case is in the ledger; a newer version keeps its mark."""
    Application._get_collection().update_one({"_id": case.id, "version": case.version}, {"$unset": {"unposted": 1}})
