"""Aid before the papers: aid-first (先行救助), the advance loan (先行借款), and what a village mutual-aid society paid (yuan 四(三)2)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from backend.adapters.clock import beijing_day
from backend.adapters.working_days import add_working_days
from backend.domain.errors import InvalidFields, WrongState
from backend.domain.household_year import Item
from backend.domain.money import FEN_IN_A_YUAN
from backend.domain.people import Actor
from backend.services import case_file, changing, due_dates, involvement, judging, ledger, promises
from backend.services.changing import change
from backend.storage.documents import Application

_SOCIETY = "mutual_aid_society"


def aid_first(number: str, fen: int, reason: str, actor: Actor, now: datetime, goods: str | None = None) -> Application:
    """Give at once, in cash or goods of this value, up to the county's emergency limit; the papers are due afterwards.

    Raises InvalidFields (no reason, above the limit or a cap), FourEyes for a close relative, NotAllowed, WrongState.
    """
    _require_reason(reason)
    case = changing.load(number, actor)
    involvement.require_no_relative(case, actor)
    _require_within_limit(case, fen, now)
    held = promises.hold(
        case, "aid_first", now, lambda items: _within_cap(case, fen, now, items), judging.sort_of(case)
    )
    try:
        _give_first(case, fen, reason, actor, now, goods, held)
        return changing.save_as_read(case)
    except Exception:
        promises.let_go(held, now)
        raise


def complete_papers(number: str, says: str, actor: Actor, now: datetime) -> Application:
    """The papers of the aid given first are complete. Raises InvalidFields, WrongState when none are due, NotAllowed."""
    _require_reason(says)

    def complete(case: Application) -> None:
        aid = case.work.get("aid_first")
        if not aid or aid.get("papers"):
            raise WrongState("这件没有要补的先行救助手续。")
        case.work["aid_first"] = {**aid, "papers": {"by": actor.id, "on": beijing_day(now).isoformat()}}
        case_file.put_paper(case, "aid_first_papers", {"says": says, "by": actor.id})
        case_file.move(case, "complete_papers", actor, now)

    return change(number, actor, complete)


def lend(number: str, fen: int, reason: str, instalments: int, actor: Actor, now: datetime) -> Application:
    """Lend while it is not yet certain whether they qualify: never beyond the county's loan limit, the rule's band or what a cap leaves.

    Raises InvalidFields, FourEyes for a close relative, NotAllowed, WrongState.
    """
    _require_reason(reason)

    def give(case: Application) -> None:
        involvement.require_no_relative(case, actor)
        _require_instalments(case, instalments, now)
        _require_loan_fits(case, fen, now)
        case_file.move(case, "lend", actor, now)
        ledger.book(case, "lent", fen, actor, now, note=reason)
        case.work["loan"] = {"instalments": instalments, "on": beijing_day(now).isoformat(), "by": actor.id}

    return change(number, actor, give)


def turn_into_aid(number: str, fen: int, actor: Actor, now: datetime) -> Application:
    """So much of the loan need not come back: it counts as part of the aid that was granted. Raises InvalidFields, WrongState, NotAllowed."""

    def turn(case: Application) -> None:
        balance = case_file.balance_of(case)
        waiting = sum(payment.fen for payment in case.payments if payment.state != "paid")
        _require_at_most(fen, min(balance.loan_balance, balance.owed - waiting), "能转的")
        case_file.move(case, "turn_into_aid", actor, now)
        ledger.book(case, "turned_into_aid", fen, actor, now)

    return change(number, actor, turn)


def repay(number: str, fen: int, actor: Actor, now: datetime) -> Application:
    """One instalment of the loan came back. Raises InvalidFields beyond the balance, NotAllowed, WrongState."""

    def take(case: Application) -> None:
        _require_at_most(fen, case_file.balance_of(case).loan_balance, "还欠的")
        case_file.move(case, "repay", actor, now)
        ledger.book(case, "repaid", fen, actor, now)

    return change(number, actor, take)


def recover(number: str, fen: int, actor: Actor, now: datetime) -> Application:
    """Money came back that was given first and not justified. Raises InvalidFields beyond what is due, NotAllowed, WrongState."""

    def take(case: Application) -> None:
        _require_at_most(fen, case_file.balance_of(case).recovery_balance, "还要追回的")
        case_file.move(case, "recover", actor, now)
        ledger.book(case, "recovered", fen, actor, now)
        balance = case_file.balance_of(case)
        if balance.recovery_balance == 0 and balance.granted == 0:
            case.work["held"] = [row for row in case.work.get("held", []) if row["kind"] != "aid_first"]

    case = change(number, actor, take)
    promises.settle(case, now)
    return case


def record_society_payment(number: str, fen: int, paid_on: date, actor: Actor, now: datetime) -> Application:
    """The village mutual-aid society paid so much; the next tiers count it. Raises InvalidFields beyond the society's cap, NotAllowed."""
    if paid_on > beijing_day(now):
        raise InvalidFields(fields={"paid_on": "日期不会在今天以后，请核对。"})
    case = changing.load(number, actor)
    held = promises.hold(case, "society", now, lambda items: _society_share(case, fen, now, items))
    try:
        held.on_case(case)
        case_file.move(case, "record_society_payment", actor, now)
        ledger.book(case, "society_paid", fen, actor, now, on=paid_on.isoformat())
        return changing.save_as_read(case)
    except Exception:
        promises.let_go(held, now)
        raise


def _give_first(
    case: Application, fen: int, reason: str, actor: Actor, now: datetime, goods: str | None, held: promises.Hold
) -> None:
    held.on_case(case)
    today = beijing_day(now)
    before = case.work.get("aid_first", {})
    papers_due = add_working_days(today, int(str(_limit(case, "aid_first.papers_within", now))))
    pay_by = now + timedelta(hours=int(str(_limit(case, "aid_first.pay_within_hours", now))))
    case.work["aid_first"] = {
        "fen": int(before.get("fen", 0)) + fen, "on": before.get("on") or today.isoformat(), "level": held.items[0].level,
        "papers_due_on": before.get("papers_due_on") or papers_due.isoformat(), "pay_by": pay_by.isoformat(), "by": actor.id,
    }  # fmt: skip
    case_file.put_paper(case, "aid_first", {"reason": reason, "fen": fen, "goods": goods, "by": actor.id})
    ledger.book(case, "goods" if goods else "paid", fen, actor, now, goods=goods, quantity=1 if goods else None)
    case_file.move(case, "aid_first", actor, now)


def _within_cap(case: Application, fen: int, now: datetime, items: Sequence[Item]) -> dict[str, int]:
    """Whole with the level that would decide it; a cap that is used up holds for aid-first too. Raises InvalidFields."""
    decision = judging.judge_with(case, fen, now, items)
    first = int(case.work.get("aid_first", {}).get("fen", 0))
    left = judging.cap_left(decision)
    if left is not None and fen + first > left:
        raise InvalidFields(fields={"amount": f"这一户今年的封顶只剩 {left / FEN_IN_A_YUAN:,.2f} 元。"})
    return {decision.level or "township": fen}


def _society_share(case: Application, fen: int, now: datetime, items: Sequence[Item]) -> dict[str, int]:
    """The society's share when it may still pay so much. Raises InvalidFields."""
    decision = judging.judge_with(case, fen, now, items)
    if decision.level != _SOCIETY or fen <= 0 or (decision.amount.remaining or 0) < fen:
        raise InvalidFields(fields={"amount": "按规定，村互助社不能再发这么多，请核对金额，或报上一级。"})
    return {_SOCIETY: fen}


def _require_within_limit(case: Application, fen: int, now: datetime) -> None:
    limit = int(str(_limit(case, "aid_first.limit", now))) * FEN_IN_A_YUAN
    _require_at_most(fen + int(case.work.get("aid_first", {}).get("fen", 0)), limit, "先行救助最多给的")


def _require_loan_fits(case: Application, fen: int, now: datetime) -> None:
    decision = judging.judge(case, None, now)
    balance = case_file.balance_of(case)
    bounds = [int(str(_limit(case, "aid_first.loan_limit", now))) * FEN_IN_A_YUAN]
    bounds += [bound for bound in (judging.band_of(decision)[1], judging.cap_left(decision)) if bound is not None]
    _require_at_most(fen + balance.loan_balance + balance.paid + balance.goods, min(bounds), "最多能先借的")


def _require_instalments(case: Application, instalments: int, now: datetime) -> None:
    most = int(str(_limit(case, "aid_first.loan_instalments", now)))
    if not 1 <= instalments <= most:
        raise InvalidFields(fields={"instalments": f"分期收回，1 到 {most} 期。"})


def _require_at_most(fen: int, most: int, what: str) -> None:
    if fen <= 0:
        raise InvalidFields(fields={"amount": "金额要大于零。"})
    if fen > most:
        raise InvalidFields(fields={"amount": f"超过了：{what}是 {max(most, 0) / FEN_IN_A_YUAN:,.2f} 元。"})


def _require_reason(reason: str) -> None:
    if not (reason or "").strip():
        raise InvalidFields(fields={"reason": "请写明原因。"})


def _limit(case: Application, key: str, now: datetime) -> object:
    """A limit of the county; without one nobody may give first. Raises WrongState."""
    value = due_dates.value_of(case.jurisdiction, key, beijing_day(now))
    if value is None:
        raise WrongState("本县的规定里没有这一项，不能这样办。")
    return value
