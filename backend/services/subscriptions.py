"""Leave to send: whether a resident agreed to messages, and how many of each WeChat template they allowed (one tap, one message)."""

from datetime import datetime

from backend.services import message_templates, profile
from backend.storage import deliveries
from backend.storage.resident_documents import Resident


def allow(resident: Resident, accepted: list[str], key: str, digest: str, now: datetime) -> dict[str, int]:
    """One message allowed for each template; how many are allowed now, by template id. Raises KeyReused."""
    for template in accepted:
        deliveries.allow_one(str(resident.id), template, key, digest, now)
    return {template: deliveries.allowed(str(resident.id), template) for template in accepted}


def standing(resident: Resident, setting: str) -> dict[str, object]:
    """Whether messages were agreed to, and how many of each of the county's templates are still allowed."""
    ids = message_templates.ids_of(setting).values()
    counts = {template: deliveries.allowed(str(resident.id), template) for template in ids}
    return {"agreed": profile.has_agreed(resident, "messages"), "counts": counts}


def templates_of(setting: str) -> list[dict[str, str]]:
    """The WeChat templates of this county, as a phone asks for them."""
    return message_templates.listed(setting)
