"""How a case's way is shown as JSON: yuan at the door, nothing of accounts and ID numbers."""

from dataclasses import asdict

from backend.adapters.clock import utc_now
from backend.domain.money import FEN_IN_A_YUAN
from backend.domain.people import FORM_WRITERS, Actor
from backend.services import deadlines, duplicates, judging, ledger
from backend.storage.documents import Application

_PAPERS = ("visit", "appraisal", "review", "consultation", "approval", "refusal", "aid_first", "return_visit")
_BALANCES = ("granted", "paid", "goods", "owed", "lent", "loan_balance", "recovery_balance", "society")


def yuan(fen: int | None) -> int | float | None:
    """Fen as yuan: a whole number when it is one."""
    if fen is None:
        return None
    return fen // FEN_IN_A_YUAN if fen % FEN_IN_A_YUAN == 0 else fen / FEN_IN_A_YUAN


def casework_of(case: Application, actor: Actor) -> dict[str, object]:
    """Everything of the way: papers (for those who work on the case), the decision, money, slips and where the deadline stands."""
    return {
        "papers": _papers(case) if actor.role in FORM_WRITERS | {"leading_group", "auditor"} else {},
        "decision": decision_of(case),
        "balance": balance_of(case),
        "payments": [
            {"id": p.id, "amount": yuan(p.fen), "state": p.state, "batch": p.batch, "refused": p.refused, "paid_on": p.paid_on}
            for p in case.payments
        ],
        "slips": [slip_of(slip) for slip in case.slips],
        "notice": case.work.get("notice"),
        "aid_first": _aid_first(case),
        "loan": case.work.get("loan"),
        "standing": deadlines.standing(case, utc_now()),
        "escalated": case.work.get("escalated"),
        "merged_from": case.work.get("merged_from", []),
        "merged_into": case.work.get("merged_into"),
        "rating": case.work.get("rating"),
    }  # fmt: skip


def balance_of(case: Application) -> dict[str, object]:
    """The case's balances."""
    balance = ledger.ledger_of(case).balance
    return {name: yuan(getattr(balance, name)) for name in _BALANCES}


def decision_of(case: Application) -> dict[str, object] | None:
    """The stored decision, in yuan."""
    kept = judging.decision_of(case)
    if kept is None:
        return None
    amounts = {name: yuan(fen) for name, fen in kept["amount"].items()}  # type: ignore[attr-defined]
    return {name: value for name, value in kept.items() if name != "earlier"} | {"amount": amounts}


def slip_of(slip) -> dict[str, object]:
    """A referral slip."""
    names = ("number", "department", "asks", "state", "due_on", "right_department", "reason", "says")
    return {name: getattr(slip, name) for name in names}


def ledger_lines(case: Application) -> list[dict[str, object]]:
    """The case's postings."""
    return [
        {"id": line.id, "kind": line.kind, "amount": yuan(line.fen), "on": line.on, "by": line.by, "goods": line.goods, "quantity": line.quantity, "note": line.note}
        for line in case.postings
    ]  # fmt: skip


def duplicates_of(case: Application, actor: Actor) -> dict[str, object]:
    """Likely duplicates with their reasons, and what the household got within the year."""
    found = duplicates.duplicates_of(case, actor, utc_now())
    recent = duplicates.recent_aid(case, utc_now())
    return {
        "duplicates": [
            {"number": one.case.number, "state": one.case.state, "reasons": list(one.reasons), "score": one.score} for one in found
        ],
        "recent_aid": [{**asdict(line), "amount": yuan(line.fen)} for line in recent],
    }  # fmt: skip


def _papers(case: Application) -> dict[str, object]:
    papers = {name: (case.papers or {})[name] for name in _PAPERS if name in (case.papers or {})}
    shown = {name: {k: v for k, v in paper.items() if k not in ("earlier", "fen")} for name, paper in papers.items()}
    for name, paper in papers.items():
        if "fen" in paper:
            shown[name]["amount"] = yuan(paper["fen"])
    if "visit" in shown:
        shown["visit"]["members"] = [{"name": m["name"], "relation": m["relation"]} for m in shown["visit"]["members"]]
    return shown


def _aid_first(case: Application) -> dict[str, object] | None:
    aid = case.work.get("aid_first")
    return {**{k: v for k, v in aid.items() if k != "fen"}, "amount": yuan(aid["fen"])} if aid else None
