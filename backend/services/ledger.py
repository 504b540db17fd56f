"""A case's money and the county's ledger: book, post, read and prove."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from backend.adapters.clock import beijing_day
from backend.domain import ledger as money
from backend.domain.errors import InvalidFields
from backend.domain.household_year import Item, item_from
from backend.domain.ledger import Balance
from backend.domain.money import FEN_IN_A_YUAN
from backend.domain.people import Actor
from backend.services.case_file import balance_of, notify
from backend.storage import cases, households
from backend.storage import ledger as storage
from backend.storage.casework_documents import LedgerEntry
from backend.storage.documents import Application, Posting


@dataclass(frozen=True)
class CaseLedger:
    """Every line of a case's money, oldest first, and where it stands."""

    lines: tuple[Posting, ...]
    balance: Balance


def ledger_of(case: Application) -> CaseLedger:
    """The case's lines and balances, in fen."""
    return CaseLedger(tuple(case.postings), balance_of(case))


def book(
    case: Application, kind: str, fen: int, actor: Actor, now: datetime, *,
    on: str | None = None, goods: str | None = None, quantity: int | None = None, note: str | None = None,
) -> Posting:  # fmt: skip
    """Add one line to the case in memory; it reaches the ledger after the case is saved. Raises InvalidFields below one fen."""
    if fen <= 0:
        raise InvalidFields(fields={"amount": "金额要大于零。"})
    day = on or beijing_day(now).isoformat()
    line = Posting(
        id=f"{case.number}-{len(case.postings) + 1:03d}", kind=kind, fen=fen, on=day, year=int(day[:4]), at=now, by=actor.id,
        scheme=case.scheme, goods=goods, quantity=quantity, note=note,
    )  # fmt: skip
    case.postings.append(line)
    case.unposted = True
    return line


def grant(case: Application, fen: int, actor: Actor, now: datetime) -> None:
    """Book an approved amount; what was given first beyond it must come back."""
    book(case, "granted", fen, actor, now)
    recover_beyond(case, fen, actor, now)


def recover_beyond(case: Application, fen: int, actor: Actor, now: datetime) -> None:
    """What aid-first gave beyond this amount was not justified: it is to be recovered, and the resident is told (先行救助)."""
    balance = balance_of(case)
    beyond = balance.paid + balance.goods - fen - balance.recovery_due
    if beyond > 0:
        book(case, "recovery_due", beyond, actor, now)
        notify(case, "recovery_due", f"先前给您的救助里，有{beyond / FEN_IN_A_YUAN:,.2f}元不符合规定，要请您退回，怎么退我们会联系您。", now)  # fmt: skip


def post(case: Application) -> None:
    """Copy the case's lines to the ledger; doing it again adds nothing."""
    for line in case.postings:
        storage.insert(_entry(case, line))
    storage.mark_posted(case)


def post_left_over() -> int:
    """Post what a process left behind when it died between saving and posting; says how many cases."""
    left = storage.unposted_cases()
    for case in left:
        post(case)
    return len(left)


def check() -> list[str]:
    """Everything in which cases, ledger and household years disagree; empty when all sums hold."""
    findings: list[str] = []
    expected: dict[str, Posting] = {}
    promised: set[Item] = set()
    for case in cases.all_cases():
        expected |= {line.id: line for line in case.postings}
        promised |= {item_from(row) for row in case.work.get("held", [])}
        findings += [f"case {case.number}: {fault}" for fault in _faults_of(case)]
    findings += _compare(expected)
    findings += _compare_promises(promised)
    return findings


def totals() -> dict[tuple[str, int, str, str], int]:
    """Fen by county, year, scheme and kind, as the ledger has it."""
    sums: dict[tuple[str, int, str, str], int] = {}
    for entry in storage.all_entries():
        key = (entry.jurisdiction, entry.year, entry.scheme, entry.kind)
        sums[key] = sums.get(key, 0) + entry.fen
    return sums


def _entry(case: Application, line: Posting) -> LedgerEntry:
    return LedgerEntry(
        id=line.id, case=case.number, jurisdiction=case.jurisdiction, household=case.household, scheme=line.scheme,
        kind=line.kind, fen=line.fen, year=line.year, on=line.on, at=line.at, by=line.by, goods=line.goods, quantity=line.quantity,
    )  # fmt: skip


def _faults_of(case: Application) -> Iterator[str]:
    balance = balance_of(case)
    yield from balance.faults()
    for line in case.postings:
        if line.kind not in money.KINDS or line.fen <= 0:
            yield f"line {line.id} is no line of money"
    transferred = sum(payment.fen for payment in case.payments if payment.state == "paid")
    if transferred > balance.paid:
        yield "more payments marked as paid than paid"
    waiting = sum(payment.fen for payment in case.payments if payment.state != "paid")
    if waiting > max(balance.owed, 0):
        yield "payments are waiting for more than is owed"


def _compare(expected: dict[str, Posting]) -> Iterator[str]:
    found = {entry.id: entry for entry in storage.all_entries()}
    for name, line in expected.items():
        entry = found.pop(name, None)
        if entry is None:
            yield f"ledger: {name} is missing"
        elif (entry.kind, entry.fen, entry.year, entry.scheme) != (line.kind, line.fen, line.year, line.scheme):
            yield f"ledger: {name} differs from its case"
    yield from (f"ledger: {name} belongs to no case" for name in found)


def _compare_promises(promised: set[Item]) -> Iterator[str]:
    kept = {item_from(row): year.id for year in households.all_years() for row in year.items}
    yield from (f"household years: {item.case} {item.kind} {item.fen} is missing" for item in promised - set(kept))
    yield from (
        f"household year {kept[item]}: {item.case} {item.kind} {item.fen} is nobody's" for item in set(kept) - promised
    )
