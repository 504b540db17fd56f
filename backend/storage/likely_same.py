"""Cases that may be the same as another: the wide net; what is in it is judged by backend.domain.duplicates."""

from datetime import datetime

from mongoengine import Q

from backend.storage.documents import Application

_MOST = 100


def candidates(case: Application, marks: list[str], since: datetime) -> list[Application]:
    """Other cases of the county that share a mark (HMAC of a number, name by ear, household), or lie in the same village and are new."""
    shared = Q(finds__in=marks) if marks else Q(finds="")
    if case.village:
        shared |= Q(village=case.village, created_at__gte=since)
    found = Application.objects(shared, jurisdiction=case.jurisdiction, state__nin=("draft", "merged"), id__ne=case.id)
    return list(found.order_by("-created_at").limit(_MOST))
