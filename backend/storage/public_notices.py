"""Notices on the public board: the named queries."""

from datetime import date

from mongoengine import NotUniqueError

from backend.storage.casework_documents import PublicNotice
from backend.storage.documents import Application


def put_up(notice: PublicNotice) -> None:
    """Put it up; one that hangs already stays as it is."""
    try:
        notice.save(force_insert=True)
    except NotUniqueError:
        return


def hanging(jurisdiction: str, today: date) -> list[PublicNotice]:
    """What hangs today, newest first. A notice past its day is not found, whether or not anybody swept it away."""
    found = PublicNotice.objects(jurisdiction=jurisdiction, gone_on__gt=today.isoformat())
    return list(found.order_by("-published_on", "-id"))


def get(number: str, today: date) -> PublicNotice | None:
    """One notice, while it hangs."""
    return PublicNotice.objects(id=number, gone_on__gt=today.isoformat()).first()


def take_down(number: str) -> None:
    """It is gone, words and all."""
    PublicNotice.objects(id=number).delete()


def past(today: date) -> list[PublicNotice]:
    """What nobody may see any more."""
    return list(PublicNotice.objects(gone_on__lte=today.isoformat()).limit(500))


def cases_on_notice(limit: int = 500) -> list[Application]:
    """Cases whose notice runs or has run out."""
    return list(Application.objects(state="notice").limit(limit))
