"""What a month's report counts: cases by where they stand, money by what it was given for."""

from collections.abc import Mapping
from datetime import datetime

from backend.domain.people import Actor
from backend.storage.cases import in_region
from backend.storage.casework_documents import LedgerEntry
from backend.storage.documents import Application

type Rows = list[Mapping[str, object]]


def cases_handed_in(actor: Actor, since: datetime, until: datetime) -> Rows:
    """Rows `{"_id": {"scheme", "township", "state"}, "many"}` over what was handed in from `since` to before `until`."""
    group = {"_id": {"scheme": "$scheme", "township": "$township", "state": "$state"}, "many": {"$sum": 1}}
    found = Application.objects(in_region(actor), submitted_at__gte=since, submitted_at__lt=until)
    return list(found.aggregate([{"$group": group}]))


def money_given(jurisdiction: str, kinds: tuple[str, ...], since: str, until: str) -> Rows:
    """Rows `{"_id": scheme, "fen"}` over the ledger's lines of these kinds from the day `since` to before `until`."""
    group = {"_id": "$scheme", "fen": {"$sum": "$fen"}}
    found = LedgerEntry.objects(
        jurisdiction=jurisdiction, year=int(since[:4]), kind__in=kinds, on__gte=since, on__lt=until
    )
    return list(found.aggregate([{"$group": group}]))
