"""Referral slips lie in their cases; these queries find them."""

from backend.domain.errors import NotFound
from backend.domain.people import Actor
from backend.storage.documents import Application


def case_of(slip_number: str, jurisdiction: str) -> Application:
    """The case this slip belongs to; raises NotFound."""
    case: Application | None = Application.objects(finds=f"slip:{slip_number}", jurisdiction=jurisdiction).first()
    if case:
        return case
    raise NotFound("没有这张转办单。")


def cases_with_open_slips(actor: Actor, limit: int = 200) -> list[Application]:
    """Cases of the county with a slip that waits for a department, the longest wait first."""
    waiting = Application.objects(finds__in=["slips:sent", "slips:accepted"], jurisdiction=actor.jurisdiction)
    return list(waiting.order_by("waiting_since").limit(limit))
