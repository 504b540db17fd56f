"""Each condition named, then all of them together; what is not known is said, never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.domain.judgement import Judgement
from backend.domain.steps import Step, head, lacking
from backend.policy.formula import Unknown, evaluate
from backend.policy.parameters import Citation


@dataclass(frozen=True)
class Condition:
    """One named condition: `holds` is None while it cannot be judged; `missing` are the facts it waits for."""

    name: str
    holds: bool | None
    says: str
    citation: Citation
    missing: tuple[str, ...] = ()

    def as_step(self) -> Step:
        """The condition as a line of the decision."""
        return Step(self.name, self.says, self.citation, self.holds)


def conditions_of(case: Judgement, rows: Sequence[Mapping[str, Any]]) -> tuple[Condition, ...]:
    """Every condition of the rule, in its order; one whose `if` is false does not apply and is left out."""
    return tuple(_judged(case, row) for row in rows if "if" not in row or case.try_value(row["if"]))


def eligible(conditions: Sequence[Condition]) -> bool | None:
    """False when one fails, else None while one is unknown, else True."""
    if any(c.holds is False for c in conditions):
        return False
    return None if any(c.holds is None for c in conditions) else True


def _judged(case: Judgement, row: Mapping[str, Any]) -> Condition:
    try:
        holds = bool(evaluate(str(row["when"]), case))
    except Unknown as error:
        case.note(error)
        says = f"还不能判断：{head(row['says'])}{lacking(case, error)}。"
        return Condition(
            row["name"], None, says, case.cite(row, row["says"]), tuple(sorted(error.names & set(case.packs.facts)))
        )
    words = row["says"] if holds else row.get("otherwise", f"不符合：{row['says']}")
    says = case.says(words)
    return Condition(row["name"], holds, says, case.cite(row, says))
