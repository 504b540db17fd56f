"""The way of a case up to the approval: scheme, household visit and means check, appraisal, review, consultation, transfer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from backend.adapters.clock import beijing_day
from backend.domain.errors import InvalidFields
from backend.domain.fact_sheet import FactSheet
from backend.domain.intake_fields import id_number
from backend.domain.people import Actor
from backend.policy.loader import load_packs
from backend.policy.packs import SCHEMES
from backend.services import case_file, due_dates, involvement, judging, notices, promises, regions
from backend.services.changing import change
from backend.storage import households
from backend.storage.documents import Application


@dataclass(frozen=True)
class Member:
    """One who lives in the household; the ID number as it stands on the card."""

    name: str
    relation: str
    id_number: str | None = None


@dataclass(frozen=True)
class Visit:
    """What the visitors saw and what the means check found; `facts` are what the rules ask beyond the form (money in yuan)."""

    visited_on: date
    visitors: str
    findings: str
    means_check: str
    members: tuple[Member, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Appraisal:
    """How the villagers' appraisal meeting voted."""

    held_on: date
    attended: int
    in_favour: int
    says: str


@dataclass(frozen=True)
class Review:
    """The reviewer's opinion: approve (with an amount in fen) or refuse, and why."""

    opinion: str
    fen: int | None
    says: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Consultation:
    """What the departments agreed."""

    held_on: date
    departments: tuple[str, ...]
    says: str


def set_scheme(number: str, scheme: str, actor: Actor, now: datetime) -> Application:
    """Choose the scheme under which the case is decided. Raises InvalidFields, NotAllowed, WrongState, NotFound."""
    if scheme not in SCHEMES:
        raise InvalidFields(fields={"scheme": "没有这个救助项目。"})

    def choose(case: Application) -> None:
        case_file.move(case, "set_scheme", actor, now, note=load_packs().title(case.jurisdiction, scheme))
        case.scheme = scheme
        case_file.refresh(case, now)

    return change(number, actor, choose)


def record_visit(number: str, visit: Visit, actor: Actor, now: datetime) -> Application:
    """File the visit and the means check; on to the appraisal where the county holds one, else to the review.

    Raises InvalidFields, NotAllowed, WrongState, NotFound.
    """
    _require_said({"visitors": visit.visitors, "findings": visit.findings, "means_check": visit.means_check})
    _require_past(visit.visited_on, "visited_on", now)
    members = [_member(member) for member in visit.members]
    facts = _checked_facts(visit.facts)

    def record(case: Application) -> None:
        _keep_facts(case, facts)
        written = {"visited_on": visit.visited_on.isoformat(), "visitors": visit.visitors, "findings": visit.findings}
        case_file.put_paper(
            case, "visit", {**written, "means_check": visit.means_check, "members": members, "by": actor.id}
        )
        if case.household:
            households.join(case.household, case.jurisdiction, promises.persons_of(case))
        case_file.move(case, "record_visit", actor, now, to="appraisal" if _needs_appraisal(case, now) else "review")

    return change(number, actor, record)


def record_appraisal(number: str, appraisal: Appraisal, actor: Actor, now: datetime) -> Application:
    """File how the appraisal meeting voted. Raises InvalidFields, NotAllowed, WrongState, NotFound."""
    _require_past(appraisal.held_on, "held_on", now)
    if not 0 <= appraisal.in_favour <= appraisal.attended or appraisal.attended < 1:
        raise InvalidFields(fields={"in_favour": "同意的人数不会比到会的人数多。"})

    def record(case: Application) -> None:
        case_file.put_paper(
            case, "appraisal", {**asdict(appraisal), "held_on": appraisal.held_on.isoformat(), "by": actor.id}
        )
        case_file.move(case, "record_appraisal", actor, now)

    return change(number, actor, record)


def review(number: str, opinion: Review, actor: Actor, now: datetime) -> Application:
    """File the reviewer's opinion with what the rules say of it; on to the consultation where one is due, else to the approval.

    Raises FourEyes for a close relative, InvalidFields (a fact the rules wait for, no reason, no amount), NotAllowed, WrongState.
    """
    _require_said({"says": opinion.says})
    if opinion.opinion not in ("approve", "refuse"):
        raise InvalidFields(fields={"opinion": "请选择建议救助或建议不予救助。"})
    if opinion.opinion == "approve" and not (opinion.fen and opinion.fen > 0):
        raise InvalidFields(fields={"amount": "建议救助的，请写上金额。"})
    facts = _checked_facts(opinion.facts)

    def record(case: Application) -> None:
        involvement.require_no_relative(case, actor)
        _keep_facts(case, facts)
        decision = judging.judge(case, opinion.fen, now)
        judging.require_judgeable(decision)
        case_file.put_paper(case, "decision", judging.as_kept(decision))
        case_file.put_paper(case, "review", {"opinion": opinion.opinion, "fen": opinion.fen, "says": opinion.says, "by": actor.id, "at": now.isoformat()})  # fmt: skip
        with_others = due_dates.value_of(case.jurisdiction, "process.consultation_levels", beijing_day(now))
        consulted = decision.level in (with_others or ()) or decision.finds.get("consultation") is True  # type: ignore[operator]
        case_file.move(case, "review", actor, now, to="consultation" if consulted else "approval")

    return change(number, actor, record)


def consult(number: str, consultation: Consultation, actor: Actor, now: datetime) -> Application:
    """File what the departments agreed. Raises InvalidFields, NotAllowed, WrongState, NotFound."""
    _require_said({"says": consultation.says, "departments": "、".join(consultation.departments)})
    _require_past(consultation.held_on, "held_on", now)

    def record(case: Application) -> None:
        involvement.require_no_relative(case, actor)
        written = {"held_on": consultation.held_on.isoformat(), "departments": list(consultation.departments)}
        case_file.put_paper(case, "consultation", {**written, "says": consultation.says, "by": actor.id})
        case_file.move(case, "consult", actor, now)

    return change(number, actor, record)


def return_to_review(number: str, actor: Actor, now: datetime, reason: str) -> Application:
    """Something must be looked at again; a notice comes down, a promise is off. Raises InvalidFields, NotAllowed, WrongState."""
    _require_said({"reason": reason})

    def send_back(case: Application) -> None:
        promises.drop_grant(case)
        case_file.move(case, "return_to_review", actor, now, note=reason)

    case = change(number, actor, send_back)
    promises.settle(case, now)
    notices.take_down(case, now)
    return case


def transfer(number: str, township: str, actor: Actor, now: datetime, reason: str) -> Application:
    """Another township of the county takes the case over; it leaves this one's lists. Raises InvalidFields, NotAllowed, WrongState."""
    _require_said({"reason": reason})

    def hand_over(case: Application) -> None:
        known = {place.name for place in regions.townships(case.jurisdiction)}
        if township not in known or township == case.township:
            raise InvalidFields(fields={"township": "请从本县的乡镇（街道）里选另一个。"})
        case_file.move(case, "transfer", actor, now, note=f"{township}。{reason}")
        case_file.log(case, actor, "handed_over", now, changes={"township": [case.township, township]})
        case.handled_in, case.assignee = township, None
        case_file.refresh(case, now)

    return change(number, actor, hand_over)


def _needs_appraisal(case: Application, now: datetime) -> bool:
    schemes = due_dates.value_of(case.jurisdiction, "process.appraisal_needed", beijing_day(now))
    return case.scheme in (schemes or ())  # type: ignore[operator]


def _checked_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as they came, once every one of them can be right. Raises InvalidFields."""
    known = load_packs().facts
    FactSheet(facts, known)
    if unknown := [name for name in facts if name not in known]:
        raise InvalidFields(fields=dict.fromkeys(unknown, "规定里没有这一项。"))
    return {name: value for name, value in facts.items() if value is not None}


def _keep_facts(case: Application, facts: Mapping[str, Any]) -> None:
    if facts:
        case.papers = {**(case.papers or {}), "facts": {**case_file.paper(case, "facts"), **facts}}


def _member(member: Member) -> dict[str, str]:
    row = {"name": member.name.strip(), "relation": member.relation.strip()}
    if not row["name"]:
        raise InvalidFields(fields={"members": "请写上家里人的名字。"})
    if member.id_number:
        try:
            row["id_number"] = id_number(member.id_number)
        except ValueError as error:
            raise InvalidFields(fields={"members": f"{row['name']}：{error}"}) from error
    return row


def _require_said(texts: Mapping[str, str]) -> None:
    if empty := [name for name, text in texts.items() if not (text or "").strip()]:
        raise InvalidFields(fields=dict.fromkeys(empty, "这一项要写。"))


def _require_past(day: date, name: str, now: datetime) -> None:
    if day > beijing_day(now):
        raise InvalidFields(fields={name: "日期不会在今天以后，请核对。"})
