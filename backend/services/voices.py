"""What residents say besides applying: objections to a public notice, complaints, word of somebody in need."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bson import ObjectId

from backend.domain.errors import InvalidFields, NeighbourDown, NotFound
from backend.domain.intake_fields import phone as read_phone
from backend.domain.masking import mask_name
from backend.policy.jurisdictions import by_slug
from backend.services import listening
from backend.services.office_hours import next_opening
from backend.storage.documents import Application, Task
from backend.storage.once import once
from backend.storage.resident_documents import Resident
from backend.storage.sealed import keyring


class ContentCheck(Protocol):
    """WeChat's check of what people publish."""

    def check_text(self, openid: str, text: str) -> bool:
        """Raises NeighbourDown."""


@dataclass(frozen=True)
class Notice:
    """A public notice: enough for neighbours to object, too little to find the person (name starred, no ID, no house)."""

    id: str
    number: str
    name: str
    scheme: str
    place: str
    says: str
    ends_on: str | None


def notices(jurisdiction: str, titles: Mapping[str, str], before: str | None, limit: int) -> list[Notice]:
    """Cases in public notice now, the newest first. Raises UnknownJurisdiction."""
    by_slug(jurisdiction)
    found = Application.objects(jurisdiction=jurisdiction, state="notice")
    if before and ObjectId.is_valid(before):
        found = found.filter(id__lt=ObjectId(before))
    return [_notice(case, titles) for case in found.order_by("-id").limit(limit)]


def object_to(notice_id: str, says: str, phone: str | None, key: str, digest: str, now: datetime) -> Task:
    """An objection, for the caseworkers of the case; the case itself is moved by a person. Raises NotFound, KeyReused."""
    case = Application.objects(id=ObjectId(notice_id), state="notice").first() if ObjectId.is_valid(notice_id) else None
    if case is None:
        raise NotFound("这条公示已经结束了。")
    return _task(
        case.jurisdiction,
        "YY",
        "公示期间有人提了不同意见，请核实。",
        says,
        phone,
        key,
        digest,
        now,
        application=case.number,
    )


def report_need(
    tip: Mapping[str, str | None], jurisdiction: str, phone: str | None, key: str, digest: str, now: datetime
) -> Task:
    """Word of somebody in need (随手报): the township looks the same day. Raises UnknownJurisdiction, KeyReused."""
    where = "".join(tip.get(name) or "" for name in ("township", "village"))
    who = f"，{tip['person']}" if tip.get("person") else ""
    text = f"{where}{who}：{tip['text']}" if where or who else str(tip["text"])
    return _task(jurisdiction, "SB", "随手报：有人说邻里有难处，请当天上门看看。", text, phone, key, digest, now)


def complain(
    jurisdiction: str, text: str, about: str | None, phone: str | None, key: str, digest: str, now: datetime
) -> Task:
    """A complaint, for the auditor's eyes only. Raises UnknownJurisdiction, KeyReused."""
    complaint = {"jurisdiction": jurisdiction, "text": text, "phone": _phone(phone), "application": about}
    return listening.take_complaint(complaint, "complaint", f"mp:{key}", digest, now)


def check_words(resident: Resident | None, wechat: ContentCheck, *texts: str) -> None:
    """WeChat asks that what its users publish is checked; when it does not answer, a person reads it anyway. Raises InvalidFields."""
    if resident is None or not resident.openid:
        return
    try:
        fine = all(wechat.check_text(resident.openid, text) for text in texts if text)
    except NeighbourDown:
        return
    if not fine:
        raise InvalidFields(fields={"text": "这段话里有不合适的字眼，请改一改再交。"})


def _task(
    jurisdiction: str, letters: str, reason: str, text: str, phone: str | None, key: str, digest: str, now: datetime, *, application: str | None = None
) -> Task:  # fmt: skip
    by_slug(jurisdiction)
    number = f"{letters}{keyring().lookup('voice', key)[-8:].upper()}"
    told = _phone(phone)
    return once(Task, f"mp:{letters}:{key}", digest, lambda: Task(
        kind="callback", jurisdiction=jurisdiction, number=number, reason=reason, text=text, phone=told, application=application,
        due_at=next_opening(jurisdiction, now), created_at=now,
    ))  # fmt: skip


def _phone(phone: str | None) -> str | None:
    try:
        return read_phone(phone) if phone else None
    except ValueError as error:
        raise InvalidFields(fields={"phone": str(error)}) from error


def _notice(case: Application, titles: Mapping[str, str]) -> Notice:
    scheme = titles.get(case.scheme, "社会救助")
    return Notice(
        id=str(case.id), number=case.number, name=mask_name(case.applicant_name or "某"), scheme=scheme,
        place=f"{case.township or ''}{case.village or ''}", says=f"准备给{scheme}", ends_on=case.work.get("notice_ends_on") or case.due_on,
    )  # fmt: skip
