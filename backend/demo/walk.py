"""A demo case taken along its way by the services that the caseworkers use, each step by the person whose work it is."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from backend.adapters.clock import beijing_day
from backend.domain import workflow
from backend.domain.errors import DomainError
from backend.domain.people import Actor
from backend.policy.loader import load_packs
from backend.services import approval, case_file, casework, disbursement, follow_up, judging, referral, review
from backend.storage import cases, staff
from backend.storage.documents import Application

_BETWEEN = timedelta(minutes=20)
_USUAL_FEN = 1500_00
DEPARTMENT = "医疗保障局"


def walk(case: Application, way: tuple[str, ...], now: datetime) -> None:
    """Take the steps in order; where the county's rules ask for what nobody told, the case stays and waits, as it would."""
    for turn, step in enumerate(way, start=1):
        try:
            _STEPS.get(step, _plain(step))(cases.by_number(case.number), now + turn * _BETWEEN)
        except DomainError:
            return


def _by(case: Application, role: str) -> Actor:
    """Who holds this role here; a clerk is the one of the case's township."""
    people = staff.with_roles(case.jurisdiction, role)
    person = next((one for one in people if case.township in one.townships), people[0])
    return Actor(person.username, person.name, role, case.jurisdiction)


def _accept(case: Application, now: datetime) -> None:
    """Every answer is looked at before the case is taken on."""
    clerk = _by(case, "township_clerk")
    review.confirm_answers(case.number, list(case_file.values_of(case)), clerk, now)
    review.take_step(case.number, "accept", clerk, now)


def _refer(case: Application, now: datetime) -> None:
    asks = "（演示）请核一下住院费报销，能报的尽快报。"
    referral.refer(case.number, DEPARTMENT, asks, _by(case, "bureau_reviewer"), now)


def _plain(step: str) -> Callable[[Application, datetime], object]:
    def take(case: Application, now: datetime) -> None:
        reason = "（演示）请补一张住院费用单。" if workflow.STEPS[step].needs_reason else None
        review.take_step(case.number, step, _by(case, "township_clerk"), now, reason)

    return take


def _visit(case: Application, now: datetime) -> None:
    found = casework.Visit(
        beijing_day(now), "（演示）村干部、民政干事", "（演示）情况和说的一样，家里确实困难。", "（演示）没有车，存款不到一千元。",
        facts=_facts(case, now),
    )  # fmt: skip
    casework.record_visit(case.number, found, _by(case, "township_clerk"), now)


def _facts(case: Application, now: datetime) -> dict[str, object]:
    """What the rules wait for and a visit answers with yes or no."""
    registry = load_packs().facts
    waiting = [name for condition in judging.judge(case, None, now).conditions for name in condition.missing]
    return {name: True for name in waiting if registry[name].kind == "flag"}


def _amount(case: Application, now: datetime) -> int:
    low, high = judging.band_of(judging.judge(case, None, now))
    return max(low or 0, min(high, _USUAL_FEN) if high else _USUAL_FEN)


def _appraise(case: Application, now: datetime) -> None:
    meeting = casework.Appraisal(beijing_day(now), 21, 20, "（演示）到会的大多数同意。")
    casework.record_appraisal(case.number, meeting, _by(case, "township_clerk"), now)


def _review(case: Application, now: datetime) -> None:
    opinion = casework.Review("approve", _amount(case, now), "（演示）情况属实，建议救助。")
    casework.review(case.number, opinion, _by(case, "township_clerk"), now)


def _approve(case: Application, now: datetime) -> None:
    role = approval.roles_for(case, now)[0]
    approval.approve(case.number, int(case.papers["review"]["fen"]), _by(case, role), now, "（演示）同意。")


def _refuse(case: Application, now: datetime) -> None:
    role = approval.roles_for(case, now)[0]
    approval.refuse(case.number, _by(case, role), now, "（演示）核对出家里有两套房。")


def _start(case: Application, now: datetime) -> None:
    finance = _by(case, "finance")
    disbursement.set_account(
        case.number, str(case.applicant_name), "农商银行（演示）", "6200000000000000000", finance, now
    )
    disbursement.start(case.number, finance, now)


def _return_visit(case: Application, now: datetime) -> None:
    visit = follow_up.ReturnVisit(beijing_day(now), "（演示）日子缓过来了。", 5, "（演示）谢谢")
    follow_up.record_return_visit(case.number, visit, _by(case, "township_clerk"), now)


_STEPS: Mapping[str, Callable[[Application, datetime], object]] = {
    "accept": _accept,
    "refer": _refer,
    "as_dibao": lambda case, now: casework.set_scheme(case.number, "dibao", _by(case, "township_clerk"), now),
    "record_visit": _visit,
    "record_appraisal": _appraise,
    "review": _review,
    "approve": _approve,
    "refuse": _refuse,
    "start_disbursing": _start,
    "pay": lambda case, now: disbursement.pay_by_hand(case.number, "（演示）收条", _by(case, "finance"), now),
    "close": lambda case, now: follow_up.close(case.number, _by(case, "township_clerk"), now),
    "record_return_visit": _return_visit,
    "archive": lambda case, now: follow_up.archive(case.number, _by(case, "township_clerk"), now),
}
