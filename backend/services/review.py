"""A caseworker's hands on a case: open it, confirm or correct what was heard, accept it, ask for more."""

from collections.abc import Callable, Mapping
from datetime import datetime

from backend.adapters.clock import beijing_day
from backend.domain import triage, workflow
from backend.domain.errors import InvalidFields, NotAllowed, NotFound, WrongState
from backend.domain.intake_fields import FIELDS, read
from backend.domain.people import CASE_READERS, CASEWORKERS, FORM_WRITERS, Actor
from backend.services import audit, case_file, filing
from backend.storage import cases, staff
from backend.storage.documents import Application


def open_case(number: str, actor: Actor) -> Application:
    """The case, when it lies in the actor's region; otherwise it does not exist for them. Raises NotFound."""
    case = cases.by_number(number)
    here = actor.role in CASE_READERS and actor.sees(case.jurisdiction, case.township, case.village)
    if not here or (actor.department and cases.slips_for(actor.department) not in case.finds):
        raise NotFound("没有这个编号的申请，请核对。")
    return case


def look_at(number: str, actor: Actor, now: datetime) -> Application:
    """Open a case to read it; that somebody looked is on record, for the resident too."""
    case = open_case(number, actor)
    audit.record(f"seen:{number}", actor, "looked_at", now)
    return case


def correct_answers(
    number: str, answers: Mapping[str, object], actor: Actor, now: datetime, reason: str | None = None
) -> Application:
    """Write what the caseworker learned; the old value and who changed it stay on file. Raises InvalidFields, NotAllowed, NotFound."""
    kept = read(answers, beijing_day(now))

    def correct(case: Application) -> None:
        _must_write(case, actor)
        case_file.write_answers(case, kept, actor, now)
        if actor.role in CASEWORKERS:
            case_file.confirm(case, list(kept), actor, now)
        if reason:
            case_file.log(case, actor, "correction_explained", now, note=reason)

    return _change(number, actor, correct)


def confirm_answers(number: str, names: list[str], actor: Actor, now: datetime) -> Application:
    """Vouch for answers as they stand. Raises InvalidFields for a field with no answer, NotAllowed, NotFound."""

    def confirm(case: Application) -> None:
        _must_write(case, actor)
        unanswered = set(names) - set(case_file.values_of(case))
        if unanswered:
            raise InvalidFields(fields=dict.fromkeys(sorted(unanswered), "这一项还没有回答，不能确认。"))
        case_file.confirm(case, names, actor, now)

    return _change(number, actor, confirm)


def take_step(number: str, step: str, actor: Actor, now: datetime, reason: str | None = None) -> Application:
    """Take a step of the table that needs nothing but a reason: accept, ask for a supplement, decline, withdraw …

    Raises NotAllowed, WrongState, InvalidFields when a reason is missing, NotFound.
    """
    if step not in workflow.STEPS:
        raise NotFound("没有这一步。")
    if workflow.STEPS[step].needs_reason and not (reason or "").strip():
        raise InvalidFields(fields={"reason": "请写明原因，当事人会看到。"})

    def take(case: Application) -> None:
        if not workflow.require(step, case.state, actor.role).plain:
            raise WrongState(f"“{workflow.STEPS[step].label}”要填专门的表，不能直接点过去。")
        if step in ("submit", "supply"):
            filing.submit_case(case, actor, now)
        else:
            case_file.move(case, step, actor, now, note=reason)
        if step == "accept":
            case.assignee = case.assignee or actor.id

    return _change(number, actor, take)


def set_urgency(number: str, urgency: str, actor: Actor, now: datetime, reason: str) -> Application:
    """A caseworker knows better than the form how urgent it is. Raises InvalidFields, NotAllowed, NotFound."""
    if urgency not in triage.URGENCIES:
        raise InvalidFields(fields={"urgency": "请选择特急、紧急或一般。"})

    def change(case: Application) -> None:
        _must_write(case, actor)
        case_file.log(case, actor, "urgency_set", now, changes={"urgency": [case.urgency, urgency]}, note=reason)
        case.work["urgency_set"] = urgency
        case_file.refresh(case, now)

    return _change(number, actor, change)


def assign(number: str, username: str, actor: Actor, now: datetime) -> Application:
    """Give the case to a colleague who can see it. Raises InvalidFields, NotAllowed, NotFound."""

    def give(case: Application) -> None:
        if actor.role not in CASEWORKERS:
            raise NotAllowed()
        colleague = staff.get(username)
        if colleague is None or colleague.role not in CASEWORKERS or colleague.jurisdiction != case.jurisdiction:
            raise InvalidFields(fields={"assignee": "请选择本地区的经办人。"})
        case_file.log(case, actor, "assigned", now, changes={"assignee": [case.assignee, username]})
        case.assignee = username

    return _change(number, actor, give)


def add_note(number: str, text: str, actor: Actor, now: datetime) -> Application:
    """A line in the file that the resident does not see. Raises InvalidFields, NotFound."""
    if not text.strip():
        raise InvalidFields(fields={"text": "请写上要记的话。"})
    return _change(number, actor, lambda case: case_file.log(case, actor, "note", now, note=text.strip()))


def reveal(number: str, name: str, actor: Actor, now: datetime, reason: str) -> str:
    """A sensitive answer in full, for one who must call or verify; who, when and why is on record. Raises NotAllowed, NotFound."""
    if actor.role not in FORM_WRITERS:
        raise NotAllowed()
    case = open_case(number, actor)
    value = case_file.values_of(case).get(name)
    if value is None or not FIELDS[name].sensitive:
        raise NotFound()
    audit.record(f"seen:{number}", actor, "revealed", now, changes={"field": name}, note=reason)
    return str(value)


def _must_write(case: Application, actor: Actor) -> None:
    if actor.role not in FORM_WRITERS or case.state in workflow.ENDED:
        raise NotAllowed()


def _change(number: str, actor: Actor, operation: Callable[[Application], None]) -> Application:
    return cases.change(lambda: open_case(number, actor), operation)
