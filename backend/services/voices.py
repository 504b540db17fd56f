"""What residents say besides applying: objections to a public notice, complaints, word of somebody in need."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from backend.domain.errors import InvalidFields, NeighbourDown, NotFound, WrongState
from backend.domain.intake_fields import phone as read_phone
from backend.policy.jurisdictions import by_slug
from backend.services import listening, notices
from backend.services.office_hours import next_opening
from backend.storage import answers
from backend.storage.documents import Task
from backend.storage.once import once
from backend.storage.resident_documents import Resident
from backend.storage.sealed import keyring


class ContentCheck(Protocol):
    """WeChat's check of what people publish."""

    def check_text(self, openid: str, text: str) -> bool:
        """Raises NeighbourDown."""


def object_to(notice_number: str, says: str, phone: str | None, key: str, digest: str, now: datetime) -> str:
    """An objection to a public notice, once for a key; a number to ask with. Raises NotFound when it hangs no more, KeyReused."""
    kept = f"objection:{key}"
    if before := answers.kept(kept, digest):
        return before
    number = f"YY{keyring().lookup('voice', key)[-8:].upper()}"
    told = _phone(phone)
    try:
        notices.object_publicly(notice_number, says, told, now)
    except (NotFound, WrongState):
        # The same press twice at once: the other one has taken the notice down.
        if before := answers.kept(kept, digest):
            return before
        raise
    answers.keep(kept, digest, number, now)
    return number


def report_need(
    tip: Mapping[str, str | None], jurisdiction: str, phone: str | None, key: str, digest: str, now: datetime
) -> Task:
    """Word of somebody in need (随手报): the township looks the same day. Raises UnknownJurisdiction, InvalidFields, KeyReused."""
    by_slug(jurisdiction)
    where = "".join(tip.get(name) or "" for name in ("township", "village"))
    place = "，".join(part for part in (where, tip.get("person")) if part)
    text = f"{place}：{tip['text']}" if place else str(tip["text"])
    told = _phone(phone)
    return once(Task, f"tip:{key}", digest, lambda: Task(
        kind="callback", jurisdiction=jurisdiction, number=f"SB{keyring().lookup('voice', key)[-8:].upper()}", text=text, phone=told,
        reason="随手报：有人说邻里有难处，请当天上门看看。", due_at=next_opening(jurisdiction, now), created_at=now,
    ))  # fmt: skip


def complain(
    jurisdiction: str, text: str, about: str | None, phone: str | None, key: str, digest: str, now: datetime
) -> Task:
    """A complaint, for the auditor's eyes only. Raises UnknownJurisdiction, KeyReused."""
    complaint = {"jurisdiction": jurisdiction, "text": text, "phone": _phone(phone), "application": about}
    return listening.take_complaint(complaint, "complaint", f"mp:{key}", digest, now)


def check_words(resident: Resident | None, wechat: ContentCheck, texts: Mapping[str, str | None]) -> None:
    """WeChat asks that what its users publish is checked; when it does not answer, a person reads it anyway.

    `texts` by the form's field names. Raises InvalidFields, naming the fields that must be put otherwise.
    """
    if resident is None or not resident.openid:
        return
    try:
        unfit = [name for name, text in texts.items() if text and not wechat.check_text(resident.openid, text)]
    except NeighbourDown:
        return
    if unfit:
        raise InvalidFields(fields=dict.fromkeys(unfit, "这段话里有不合适的字眼，请改一改再交。"))


def _phone(phone: str | None) -> str | None:
    try:
        return read_phone(phone) if phone else None
    except ValueError as error:
        raise InvalidFields(fields={"phone": str(error)}) from error
