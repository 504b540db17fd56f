"""A decision as the doors show it: yuan, ISO dates, plain lists."""

from fractions import Fraction
from typing import Any

from backend.domain.decisions import Decision
from backend.domain.steps import Step


def decision_json(decision: Decision) -> dict[str, Any]:
    """The answer of `POST /api/staff/v1/decisions`; null where a thing does not apply."""
    amount, months, due = decision.amount, decision.months, decision.due
    return {
        "jurisdiction": decision.jurisdiction,
        "scheme": decision.scheme,
        "on": decision.on.isoformat(),
        "pack_version": decision.pack_version,
        "eligible": decision.eligible,
        "conditions": [
            {
                "name": c.name,
                "holds": c.holds,
                "says": c.says,
                "missing": list(c.missing),
                "citation": c.citation.as_json(),
            }
            for c in decision.conditions
        ],
        "amount": {key: yuan(getattr(amount, key)) for key in ("low", "high", "computed", "remaining")},
        "months": {"low": months.low, "high": months.high} if months else None,
        "level": decision.level,
        "department": decision.department,
        "due_on": due.on.isoformat() if due else None,
        "due_settled": due.settled if due else None,
        "documents": list(decision.documents),
        "steps": [step_json(step) for step in decision.steps],
        "finds": {name: plain(value) for name, value in decision.finds.items()},
        "missing": list(decision.missing),
        "assumed": list(decision.assumed),
        "ignored": list(decision.ignored),
    }


def step_json(step: Step) -> dict[str, Any]:
    """One line with its article."""
    return {
        "name": step.name,
        "says": step.says,
        "citation": step.citation.as_json() if step.citation else None,
        "value": plain(step.value),
    }


def yuan(fen: int | None) -> int | float | None:
    """Fen as yuan: a whole number where it is one."""
    if fen is None:
        return None
    return fen // 100 if fen % 100 == 0 else fen / 100


def plain(value: Any) -> Any:
    """A value JSON can carry."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else round(float(value), 4)
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)
