"""Who decides, and which department is in charge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.domain.amounts import first_true
from backend.domain.judgement import Judgement
from backend.domain.steps import Step


@dataclass(frozen=True)
class Routed:
    """A name and the line that explains it; both None while it cannot be said."""

    name: str | None = None
    step: Step | None = None


def level_of(case: Judgement, rows: Sequence[Mapping[str, Any]]) -> Routed:
    """The deciding level: mutual_aid_society, township, bureau, district, leading_group or prefecture."""
    row = first_true(case, rows)
    return _routed(case, "level", row, row["is"]) if row else Routed()


def department_of(case: Judgement, rows: Sequence[Mapping[str, Any]]) -> Routed:
    """The department in charge, as the county's document names it."""
    row = first_true(case, rows)
    return _routed(case, "department", row, case.says(row["is"])) if row else Routed()


def _routed(case: Judgement, name: str, row: Mapping[str, Any], value: str) -> Routed:
    says = case.says(row["says"])
    return Routed(value, Step(name, says, case.cite(row, says), value))
