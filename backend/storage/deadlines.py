"""Cases whose day is near or past."""

from collections.abc import Iterator
from datetime import date

from backend.storage.documents import Application


def due_until(day: date) -> Iterator[str]:
    """The numbers of active cases that are due by this day, the latest ones last."""
    found = Application.objects(active=True, due_on__lte=day.isoformat(), number__ne=None).only("number", "due_on")
    for case in found.order_by("due_on"):
        yield case.number
