"""Messages owed to residents, sent by the worker: in the program, by WeChat, by SMS; each delivery once, whatever breaks.

A notice lies in its case's outbox until every party has it. A delivery is claimed in the database before it goes out: a crash
between leaves it `unsure`, and an unsure delivery is not repeated (the program's own message is there in any case).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from backend.domain.errors import NeighbourDown
from backend.services import dead_letters, listening, profile
from backend.services import message_templates as templates
from backend.services.case_file import values_of
from backend.storage import cases, deliveries, residents
from backend.storage.documents import Application, Notice
from backend.storage.resident_documents import Delivery, Resident, ResidentMessage

_NO_GRANT = 43101


class TextMessages(Protocol):
    """SMS."""

    def send(self, phone: str, text: str) -> None:
        """Raises NeighbourDown."""


class WeChatRefusal(Exception):
    """WeChat said no for good; `code` is its errcode."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class WeChatMessages(Protocol):
    """WeChat subscribe messages."""

    def send(self, openid: str, template_id: str, words: dict[str, str], page: str) -> None:
        """Raises WeChatRefusal, NeighbourDown."""


@dataclass(frozen=True)
class Outlets:
    """What a message can go out by; `template_ids` by template name."""

    sms: TextMessages
    wechat: WeChatMessages
    template_ids: dict[str, str]


@dataclass(frozen=True)
class Party:
    """Somebody who is to hear of it: the account, or only a phone."""

    name: str
    resident: Resident | None = None
    phone: str | None = None


def send_due(outlets: Outlets, now: datetime) -> int:
    """Send what is due in every case's outbox; how many notices were settled. Run it as often as you like, on as many workers."""
    deliveries.give_up_lost(now)
    settled = 0
    for case in cases.with_notices_due(now):
        for notice in [one for one in case.outbox if one.state == "pending" and one.next_at and one.next_at <= now]:
            settled += _send(case, notice, outlets, now)
    return settled


def _send(case: Application, notice: Notice, outlets: Outlets, now: datetime) -> bool:
    if case.resident:
        _put_in_program(case, notice)
    parties = list(_parties(case, notice))
    quiet_until = templates.end_of_quiet(now)
    if parties and quiet_until:
        _settle(case, notice.id, "pending", now, next_at=quiet_until)
        return False
    channels: list[str] = ["app"] if case.resident else []
    problem = ""
    for party in parties:
        channel, error = _deliver(case, notice, party, outlets, now)
        channels += [channel] if channel else []
        problem = problem or error
    if problem:
        return _try_later(case, notice, problem, now)
    _settle(
        case,
        notice.id,
        "sent" if channels else "failed",
        now,
        channel="+".join(channels) or None,
        error=None if channels else "没有可用的联系方式",
    )
    dead_letters.arrived(notice.id, now)
    return True


def _parties(case: Application, notice: Notice) -> Iterator[Party]:
    """The account that filed it, and the one in need when their phone is another: both are told what happens (帮办代办)."""
    holder = residents.by_id(case.resident) if case.resident else None
    if holder and profile.has_agreed(holder, "messages"):
        yield Party("account", resident=holder, phone=holder.phone)
    phone = values_of(case).get("applicant.phone") or notice.phone
    if phone and (holder is None or phone != holder.phone):
        yield Party("phone", phone=str(phone))


def _deliver(
    case: Application, notice: Notice, party: Party, outlets: Outlets, now: datetime
) -> tuple[str | None, str]:
    """(channel it went by, problem worth another try)."""
    delivery = Delivery(
        id=f"{notice.id}:{party.name}",
        notice=notice.id,
        application=case.number or str(case.id),
        party=party.name,
        state="sending",
        at=now,
    )
    if not deliveries.claim(delivery):
        return _already(notice.id, party.name)
    try:
        channel = _by_wechat(case, notice, party, outlets, now) or _by_sms(notice, party, outlets)
    except NeighbourDown as silence:
        deliveries.settle(delivery.id, "failed", None, silence.message, now)
        return None, silence.message
    deliveries.settle(delivery.id, "sent" if channel else "failed", channel, None, now)
    return channel, ""


def _already(notice_id: str, party: str) -> tuple[str | None, str]:
    before = next((one for one in deliveries.of_notice(notice_id) if one.party == party), None)
    if before is None or before.state == "sending":
        return None, "另一个进程正在发。"
    return before.channel or before.state, ""


def _by_wechat(case: Application, notice: Notice, party: Party, outlets: Outlets, now: datetime) -> str | None:
    template = outlets.template_ids.get(templates.template_of(notice.event))
    if not (template and party.resident and party.resident.openid):
        return None
    resident_id = str(party.resident.id)
    if not deliveries.use_grant(resident_id, template, now):
        return None
    words = templates.wechat_words(notice.event, notice.says, case.number or "", now)
    try:
        outlets.wechat.send(party.resident.openid, template, words, f"pages/case/index?id={case.id}")
    except WeChatRefusal as refusal:
        if refusal.code == _NO_GRANT:
            deliveries.drop_grants(resident_id, template)
        return None
    return "wechat"


def _by_sms(notice: Notice, party: Party, outlets: Outlets) -> str | None:
    if not party.phone:
        return None
    outlets.sms.send(party.phone, f"【e救助】{templates.in_one_line(notice.event, notice.says)}")
    return "sms"


def _put_in_program(case: Application, notice: Notice) -> None:
    deliveries.put_in_program(ResidentMessage(
        id=notice.id, resident=case.resident, at=notice.next_at, title=templates.title_of(notice.event), says=notice.says,
        number=case.number, case_id=str(case.id),
    ))  # fmt: skip


def _try_later(case: Application, notice: Notice, problem: str, now: datetime) -> bool:
    next_at = templates.next_try(notice.attempts + 1, now)
    if next_at is None:
        listening.ask_to_tell(case, notice.id, notice.says, notice.phone, now)
    _settle(case, notice.id, "pending" if next_at else "dead", now, next_at=next_at, error=problem, failed=True)
    return next_at is None


def _settle(
    case: Application, notice_id: str, state: str, now: datetime, *, channel: str | None = None, error: str | None = None,
    next_at: datetime | None = None, failed: bool = False,
) -> None:  # fmt: skip
    def write(fresh: Application) -> None:
        for notice in fresh.outbox:
            if notice.id == notice_id and notice.state == "pending":
                notice.state, notice.error, notice.next_at = state, error, next_at or notice.next_at
                notice.attempts += 1 if failed or state == "sent" else 0
                if state == "sent":
                    notice.channel, notice.sent_at = channel, now
        waiting = [notice.next_at for notice in fresh.outbox if notice.state == "pending" and notice.next_at]
        fresh.outbox_due_at = min(waiting, default=None)

    cases.change(lambda: cases.by_id(str(case.id)), write)
