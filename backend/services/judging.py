"""What the county's rules make of a case as it stands: the facts on file, what was paid before, and the amount in question."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from backend.adapters.clock import beijing_day
from backend.domain import levels
from backend.domain.decisions import Decision, decide
from backend.domain.errors import InvalidFields
from backend.domain.household_year import Item, told_to_rules
from backend.domain.intake_fields import show
from backend.domain.money import FEN_IN_A_YUAN
from backend.policy.loader import load_packs
from backend.services import case_file, promises
from backend.storage.documents import Application


def judge(case: Application, fen: int | None, now: datetime) -> Decision:
    """The decision on this amount (fen, None for the band alone) on today's rules; saves nothing. Raises InvalidFields."""
    return judge_with(case, fen, now, promises.items_of(case, beijing_day(now).year))


def judge_with(case: Application, fen: int | None, now: datetime, items: Sequence[Item]) -> Decision:
    """The same, on a given state of the household's year."""
    facts: dict[str, Any] = {name: show(name, value) for name, value in case_file.values_of(case).items()}
    facts |= case_file.paper(case, "facts")
    facts |= told_to_rules(items, case.number, case.category or "", case.scheme, sort_of(case))
    if fen is not None:
        facts["requested_amount"] = Fraction(fen, FEN_IN_A_YUAN)
    return decide(load_packs(), case.jurisdiction, case.scheme, beijing_day(now), facts)


def decision_of(case: Application) -> dict[str, object] | None:
    """The decision as it was stored at review or approval, amounts in fen; None before."""
    return case_file.paper(case, "decision") or None


def as_kept(decision: Decision) -> dict[str, object]:
    """A decision as JSON, with the version of the packs it was made by."""
    amount = decision.amount
    return {
        "scheme": decision.scheme, "on": decision.on.isoformat(), "pack_version": decision.pack_version,
        "eligible": decision.eligible, "level": decision.level, "department": decision.department,
        "amount": {"low": amount.low, "high": amount.high, "computed": amount.computed, "remaining": amount.remaining},
        "due_on": decision.due.on.isoformat() if decision.due else None, "documents": list(decision.documents),
        "steps": [
            {"says": step.says, "citation": step.citation.as_json() if step.citation else None} for step in decision.steps
        ],
        "missing": list(decision.missing), "parameters": list(decision.parameters),
    }  # fmt: skip


def require_judgeable(decision: Decision) -> None:
    """Nobody decides while a condition cannot be judged: names each fact to ask. Raises InvalidFields."""
    waiting = {name for condition in decision.conditions if condition.holds is None for name in condition.missing}
    if decision.level is None:
        waiting |= set(decision.missing)
    if decision.eligible is None and waiting:
        facts = load_packs().facts
        raise InvalidFields(
            "还有几项情况没有查清，规定要看这些才能定。", {name: f"{facts[name].says}？" for name in sorted(waiting)}
        )


def band_of(decision: Decision) -> tuple[int | None, int | None]:
    """The lowest and highest amount the rule allows in fen; a computed amount without a band is its own band."""
    amount = decision.amount
    if amount.high is None and amount.low is None:
        return amount.computed, amount.computed
    return amount.low, amount.high


def cap_left(decision: Decision) -> int | None:
    """What a cap still leaves for this payment in fen; a rule without a band only tells what lower tiers have left."""
    return decision.amount.remaining if band_of(decision)[1] is not None else None


def outside(decision: Decision, fen: int) -> str | None:
    """Why this amount is not within the rule, in words; None when it is."""
    low, high = band_of(decision)
    if decision.eligible is False:
        failed = next((c.says for c in decision.conditions if c.holds is False), "不符合条件")
        return f"按规定不符合条件：{failed}"
    if low is not None and fen < low:
        return f"低于标准，最低 {_yuan(low)} 元"
    if high is not None and fen > high:
        return f"超过标准，最高 {_yuan(high)} 元"
    left = cap_left(decision)
    return f"超过封顶，还剩 {_yuan(left)} 元" if left is not None and fen > left else None


def deciding_level(decision: Decision, fen: int, plain: Decision) -> str:
    """The level that decides: the rule's, or for an amount outside the rule the one above it (一事一议).

    `plain` is the decision on the highest amount that the band allows. Raises InvalidFields when the rule names none.
    """
    level = decision.level or plain.level
    if level is None:
        raise InvalidFields(fields={"amount": "按现在填的情况，还定不了由谁来批，请把情况补全。"})
    if outside(decision, fen) is None:
        return level
    return levels.higher_of(levels.level_above(plain.level or level), level)


def sort_of(case: Application) -> str:
    """Which yearly cap within the scheme: medical aid by its kind and group."""
    facts: Mapping[str, object] = case_file.paper(case, "facts")
    return "/".join(str(facts[name]) for name in ("medical.kind", "medical.group") if name in facts)


def _yuan(fen: int) -> str:
    return f"{Fraction(fen, FEN_IN_A_YUAN):,}" if fen % FEN_IN_A_YUAN == 0 else f"{fen / FEN_IN_A_YUAN:,.2f}"
