"""Referral (转办单): what another department should do goes there with a date; the sender owns it until the receiver accepts.

No bounce: who refuses names the department that is right, and the slip is the sender's again (boshan 二(三), 5 working days).
"""

from collections.abc import Callable
from datetime import datetime

from backend.adapters.clock import beijing_day
from backend.adapters.working_days import add_working_days
from backend.domain.errors import InvalidFields, NotFound, WrongState
from backend.domain.people import Actor
from backend.services import case_file, due_dates
from backend.services.changing import change
from backend.storage import slips as storage
from backend.storage.documents import Application, ReferralSlip

_LONGEST_NAME = 50


def refer(number: str, department: str, asks: str, actor: Actor, now: datetime) -> Application:
    """Send a part of the case to another department. Raises InvalidFields, WrongState while it has a slip already, NotAllowed."""
    _require({"department": department, "asks": asks})

    def send(case: Application) -> None:
        if any(slip.department == department and slip.state in ("sent", "accepted") for slip in case.slips):
            raise WrongState("这个部门手里已经有这件事的转办单了。")
        today = beijing_day(now)
        days = int(str(due_dates.value_of(case.jurisdiction, "deadlines.lead_feedback", today) or 0))
        due = add_working_days(today, days).isoformat()
        slip = ReferralSlip(
            number=f"ZB{case.number}-{len(case.slips) + 1}", department=department.strip(), asks=asks.strip(), due_on=due,
            sent_by=actor.id, sent_at=now,
        )  # fmt: skip
        case.slips.append(slip)
        case_file.move(
            case, "refer", actor, now, note=f"{slip.department}，最晚 {due} 答复。收下以前，还由原来的经办人负责。"
        )

    return change(number, actor, send)


def open_slips(actor: Actor) -> list[tuple[Application, ReferralSlip]]:
    """Every slip of the county that waits for a department; a liaison sees those of their own."""
    waiting = storage.cases_with_open_slips(actor)
    return [
        (case, slip)
        for case in waiting
        for slip in case.slips
        if slip.state in ("sent", "accepted") and actor.serves(slip.department)
    ]


def accept(slip_number: str, actor: Actor, now: datetime) -> Application:
    """The department takes it over. Raises NotFound, WrongState, NotAllowed."""

    def take(case: Application, slip: ReferralSlip) -> None:
        slip.state, slip.received_by, slip.received_at = "accepted", actor.id, now
        case_file.move(case, "accept_slip", actor, now, note=f"{slip.department}，最晚 {slip.due_on} 答复。")

    return _change(slip_number, ("sent",), actor, take)


def refuse(slip_number: str, right_department: str, reason: str, actor: Actor, now: datetime) -> Application:
    """It is not theirs; they name the department whose it is, and the sender has it again. Raises InvalidFields, WrongState, NotAllowed."""
    _require({"right_department": right_department, "reason": reason})

    def give_back(case: Application, slip: ReferralSlip) -> None:
        if right_department.strip() == slip.department:
            raise InvalidFields(fields={"right_department": "请写上该管这件事的另一个部门。"})
        slip.state, slip.right_department, slip.reason = "refused", right_department.strip(), reason.strip()
        slip.received_by, slip.received_at = actor.id, now
        case_file.move(case, "refuse_slip", actor, now, note=f"应由{slip.right_department}办。{slip.reason}")

    return _change(slip_number, ("sent",), actor, give_back)


def answer(slip_number: str, says: str, actor: Actor, now: datetime) -> Application:
    """What the department did comes back into the case; the resident reads it. Raises InvalidFields, WrongState, NotAllowed."""
    _require({"says": says})

    def write(case: Application, slip: ReferralSlip) -> None:
        slip.state, slip.says, slip.answered_at = "answered", says.strip(), now
        case_file.move(case, "answer_slip", actor, now, note=f"{slip.department}：{says.strip()}")

    return _change(slip_number, ("accepted",), actor, write)


def _change(
    slip_number: str, states: tuple[str, ...], actor: Actor, operation: Callable[[Application, ReferralSlip], None]
) -> Application:
    number = storage.case_of(slip_number, str(actor.jurisdiction)).number

    def on_slip(case: Application) -> None:
        slip = next((slip for slip in case.slips if slip.number == slip_number), None)
        if slip is None or not actor.serves(slip.department):
            raise NotFound("没有这张转办单。")
        if slip.state not in states:
            raise WrongState("这张转办单已经办过这一步了，请刷新后再看。")
        operation(case, slip)

    return change(number, actor, on_slip)


def _require(texts: dict[str, str]) -> None:
    wrong = {name: "这一项要写。" for name, text in texts.items() if not (text or "").strip()}
    if "department" in texts and len(texts["department"]) > _LONGEST_NAME:
        wrong["department"] = "部门名称太长了。"
    if wrong:
        raise InvalidFields(fields=wrong)
