"""Paying what was granted: one payment a case, by bank file (一卡通) or by hand, goods beside it; a refused transfer is due again."""

import secrets
from datetime import datetime

from backend.adapters.clock import beijing_day
from backend.domain import workflow
from backend.domain.errors import InvalidFields, NotAllowed, WrongState
from backend.domain.masking import mask_text
from backend.domain.people import CASEWORKERS, Actor
from backend.services import audit, bank_file, case_file, ledger
from backend.services.changing import change
from backend.storage import batches as storage
from backend.storage.casework_documents import Batch
from backend.storage.counters import next_value
from backend.storage.documents import Application, Payment

_SHORTEST_ACCOUNT, _LONGEST_ACCOUNT = 8, 30
_PAYERS = CASEWORKERS | {"finance"}


def set_account(number: str, holder: str, bank: str, account: str, actor: Actor, now: datetime) -> Application:
    """Where the money goes: holder, bank and account number, sealed. Raises InvalidFields, NotAllowed, WrongState."""
    digits = account.replace(" ", "")
    if not digits.isascii() or not digits.isdigit() or not _SHORTEST_ACCOUNT <= len(digits) <= _LONGEST_ACCOUNT:
        raise InvalidFields(fields={"account": "账号只有数字，请对照存折或卡片再核对一遍。"})
    if not holder.strip() or not bank.strip():
        raise InvalidFields(fields={"holder": "请写上户名和开户行。"})

    def write(case: Application) -> None:
        case_file.move(case, "set_account", actor, now)
        account_of = {"holder": holder.strip(), "bank": bank.strip(), "account": digits, "masked": f"****{digits[-4:]}"}
        case_file.put_paper(case, "account", {**account_of, "by": actor.id})

    return change(number, actor, write)


def start(number: str, actor: Actor, now: datetime) -> Application:
    """Begin paying: one payment of what is still owed; none when all was given before. Raises NotAllowed, WrongState."""

    def begin(case: Application) -> None:
        case_file.move(case, "start_disbursing", actor, now)
        owed = case_file.balance_of(case).owed
        if owed > 0:
            case.payments.append(Payment(id=secrets.token_hex(6), fen=owed))

    return change(number, actor, begin)


def pay_by_hand(number: str, receipt: str, actor: Actor, now: datetime) -> Application:
    """Every due payment was handed over against this receipt. Raises InvalidFields, WrongState when none is due, NotAllowed."""
    if not receipt.strip():
        raise InvalidFields(fields={"receipt": "请写上收据或凭证号。"})

    def hand_over(case: Application) -> None:
        workflow.require("pay", case.state, actor.role)
        due = [payment for payment in case.payments if payment.state == "due"]
        if not due:
            raise WrongState("没有等着发的钱；已经进了银行批次的，等银行结果。")
        for payment in due:
            payment.receipt = receipt.strip()
            _paid(case, payment, actor, now)
        case_file.move(case, "pay", actor, now)

    return change(number, actor, hand_over)


def give_goods(number: str, what: str, quantity: int, fen: int, actor: Actor, now: datetime) -> Application:
    """Goods of this value in place of money; a due payment shrinks by it. Raises InvalidFields beyond what is owed, NotAllowed, WrongState."""
    if not what.strip() or quantity < 1:
        raise InvalidFields(fields={"goods": "请写明是什么物资、多少件。"})

    def give(case: Application) -> None:
        due = next((payment for payment in case.payments if payment.state == "due"), None)
        left = case_file.balance_of(case).owed - sum(p.fen for p in case.payments if p.state == "in_batch")
        if fen > left:
            raise InvalidFields(fields={"amount": f"超过了还没发的 {left / 100:,.2f} 元。"})
        case_file.move(case, "give_goods", actor, now)
        ledger.book(case, "goods", fen, actor, now, goods=what.strip(), quantity=quantity)
        if due:
            due.fen -= fen
            case.payments = [payment for payment in case.payments if payment.fen > 0]

    return change(number, actor, give)


def make_batch(actor: Actor, now: datetime) -> Batch:
    """Gather every due payment of the county with an account into a new batch. Raises WrongState when there is none, NotAllowed.

    Each payment is claimed in its own case first; the lines are then read from what was claimed, so nothing is paid twice.
    """
    _require_payer(actor)
    number = f"FF{beijing_day(now):%Y%m%d}{next_value(f'batch:{actor.jurisdiction}'):04d}"
    ready = [case for case in storage.waiting_cases(str(actor.jurisdiction)) if _payable(case, actor)]
    if not ready:
        raise WrongState("现在没有能打款的：要么没有等着发的钱，要么还没登记收款账号。")
    storage.insert(Batch(id=number, jurisdiction=actor.jurisdiction, made_by=actor.id, made_at=now, lines=[]))
    for case in ready:
        change(case.number, actor, lambda fresh: _claim(fresh, number, actor, now))
    return _filled(storage.get(number, str(actor.jurisdiction)))


def batches(actor: Actor) -> list[Batch]:
    """The county's batches, newest first. Raises NotAllowed."""
    _require_payer(actor)
    return storage.of_county(str(actor.jurisdiction))


def batch(batch_number: str, actor: Actor) -> Batch:
    """One batch with its lines. Raises NotFound, NotAllowed."""
    _require_payer(actor)
    return storage.get(batch_number, str(actor.jurisdiction))


def export(batch_number: str, actor: Actor, now: datetime) -> bytes:
    """The file for the bank (XLSX), accounts in full; that it was taken is on record. Raises NotFound, NotAllowed."""
    known = _filled(batch(batch_number, actor))
    if known.state == "open":
        storage.mark(batch_number, "exported", now)
    audit.record(f"batch:{batch_number}", actor, "batch_exported", now, changes={"lines": len(known.lines)})
    return bank_file.write(known)


def read_back(batch_number: str, content: bytes, actor: Actor, now: datetime) -> Batch:
    """Read the bank's result: paid, or refused with its reason and due again; the same file twice changes nothing more.

    Raises InvalidFields for a file that is not this batch's, naming the rows; NotFound, NotAllowed.
    """
    known = batch(batch_number, actor)
    results = bank_file.read_results(content, known)
    for line in known.lines:
        result = results.get(str(line["payment"]))
        if result is not None:
            change(str(line["case"]), actor, lambda fresh, line=line, result=result: _settle(fresh, line, result, batch_number, actor, now))  # type: ignore[misc]  # fmt: skip
            line["result"] = "paid" if result.paid else "refused"
            line["reason"] = result.reason
    storage.write_results(batch_number, known.lines)
    storage.mark(batch_number, "read_back", now)
    audit.record(f"batch:{batch_number}", actor, "batch_read_back", now, changes={"lines": len(results)})
    return batch(batch_number, actor)


def _payable(case: Application, actor: Actor) -> bool:
    """Something is due, it is known where to, and the case lies in the actor's region."""
    due = any(payment.state == "due" for payment in case.payments) and bool(case_file.paper(case, "account"))
    return due and actor.sees(case.jurisdiction, case.township, case.village)


def _filled(known: Batch) -> Batch:
    """The batch with the lines that its cases claimed, also when the process died while it was made."""
    if known.lines or known.state != "open":
        return known
    lines = [line for case in storage.cases_in(known.number) for line in bank_file.lines_of(case, known.number)]
    storage.close_lines(known.number, lines, sum(int(str(line["fen"])) for line in lines))
    return storage.get(known.number, known.jurisdiction)


def _claim(case: Application, batch_number: str, actor: Actor, now: datetime) -> None:
    due = [payment for payment in case.payments if payment.state == "due"]
    for payment in due:
        payment.state, payment.batch, payment.refused = "in_batch", batch_number, None
    if due:
        case_file.log(case, actor, "put_in_batch", now, changes={"batch": batch_number, "fen": sum(p.fen for p in due)})
        case_file.refresh(case, now)


def _settle(
    case: Application, line: dict[str, object], result: bank_file.Result, batch_number: str, actor: Actor, now: datetime
) -> None:
    payment = next((p for p in case.payments if p.id == line["payment"]), None)
    if payment is None or payment.state != "in_batch" or payment.batch != batch_number:
        return
    if result.paid:
        _paid(case, payment, actor, now)
        case_file.move(case, "pay", actor, now)
        return
    payment.state, payment.batch, payment.refused = "due", None, mask_text(result.reason)
    case_file.log(
        case, actor, "transfer_refused", now, changes={"batch": batch_number, "fen": payment.fen}, note=payment.refused
    )
    case_file.notify(
        case,
        "transfer_refused",
        "银行没有转成功，多半是账号有误。请和经办人核对一下收款的存折或银行卡，核对好就再发。",
        now,
    )
    case_file.refresh(case, now)


def _paid(case: Application, payment: Payment, actor: Actor, now: datetime) -> None:
    payment.state, payment.paid_on = "paid", beijing_day(now).isoformat()
    ledger.book(case, "paid", payment.fen, actor, now, note=payment.batch or payment.receipt)


def _require_payer(actor: Actor) -> None:
    if actor.role not in _PAYERS:
        raise NotAllowed()
