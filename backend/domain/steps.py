"""The lines a decision shows: what was found, in plain words, with its article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.domain.judgement import Judgement
from backend.policy.formula import Unknown, evaluate
from backend.policy.parameters import Citation


@dataclass(frozen=True)
class Step:
    """One line: `says` in Chinese, the citation, and the value it found (yuan, a word, or None)."""

    name: str
    says: str
    citation: Citation | None
    value: Any


def steps_of(case: Judgement, rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[Step, ...], dict[str, Any]]:
    """Works the rule's steps out in order; a step whose `if` is false is left out. The second part is what they `find`."""
    steps: list[Step] = []
    finds: dict[str, Any] = {}
    for row in rows:
        if "if" in row and not case.try_value(row["if"]):
            continue
        step = _step(case, row)
        steps.append(step)
        if row.get("finds"):
            finds[row["name"]] = step.value
    return tuple(steps), finds


def _step(case: Judgement, row: Mapping[str, Any]) -> Step:
    try:
        value = evaluate(str(row["is"]), case)
    except Unknown as error:
        case.note(error)
        return Step(
            row["name"], f"“{head(row['says'])}”现在算不出来{lacking(case, error)}。", case.cite(row, row["says"]), None
        )
    case.worked_out[row["name"]] = case.worked_out["value"] = value
    says = case.says(row["says"])
    return Step(row["name"], says, case.cite(row, says), value)


def head(says: str) -> str:
    """The words of a sentence before its first number."""
    return says.partition("{")[0].rstrip("，：（ ")


def lacking(case: Judgement, error: Unknown) -> str:
    """What is missing, in the words of the facts."""
    asked = [case.packs.facts[name].says for name in sorted(error.names) if name in case.packs.facts]
    return f"，还缺：{'、'.join(asked)}" if asked else "，文件没有写明"
