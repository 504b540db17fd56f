"""Money and months, from the rule's formulas (yuan) into fen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

from backend.domain.judgement import Judgement
from backend.policy.formula import Unknown, evaluate


@dataclass(frozen=True)
class Amount:
    """Fen; None where the rule gives none. `remaining` is what the cap still leaves before this payment."""

    low: int | None = None
    high: int | None = None
    computed: int | None = None
    remaining: int | None = None


@dataclass(frozen=True)
class Months:
    """For how many months, from and to."""

    low: int | None = None
    high: int | None = None


NO_AMOUNT = Amount()


def fen(yuan: Fraction) -> int:
    """Yuan to fen, half a fen upwards."""
    return floor(yuan * 100 + Fraction(1, 2))


def most(amount: Amount, *limits: int | None) -> int | None:
    """The most that may go out before a decision (loan, aid first), in fen: never beyond the band, the cap or any limit given."""
    bounds = [bound for bound in (amount.high, amount.remaining, *limits) if bound is not None]
    return min(bounds) if bounds else None


def amount_of(case: Judgement, rows: Sequence[Mapping[str, Any]]) -> Amount:
    """The first alternative whose `when` is true; nothing while that cannot be judged."""
    row = first_true(case, rows)
    if row is None:
        return NO_AMOUNT
    values = {key: case.try_value(row[key]) for key in ("low", "high", "computed", "remaining") if key in row}
    return Amount(**{key: None if value is None else fen(max(value, Fraction(0))) for key, value in values.items()})


def months_of(case: Judgement, rows: Sequence[Mapping[str, Any]]) -> Months | None:
    """How long, where the rule says so."""
    row = first_true(case, rows)
    if row is None:
        return None
    values = {key: case.try_value(row[key]) for key in ("low", "high") if key in row}
    return Months(**{key: None if value is None else floor(value) for key, value in values.items()})


def first_true(case: Judgement, rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The first row whose `when` holds (a row without one always does); None when none does or one is unknown before it."""
    for row in rows:
        try:
            if "when" not in row or evaluate(str(row["when"]), case):
                return row
        except Unknown as error:
            case.note(error)
            return None
    return None
