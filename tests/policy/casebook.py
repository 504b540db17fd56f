"""The YAML cases: reads them, and keeps book of which parameters they touch."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from backend.domain.decisions import Decision, decide
from backend.policy.packs import Packs
from backend.policy.yaml_lines import Source

CASES = Path(__file__).with_name("cases")


@dataclass(frozen=True)
class Case:
    """One case: facts in, expected answer out, and the article; a `value` case looks one parameter up."""

    file: str
    name: str
    jurisdiction: str
    on: date
    expect: Any
    scheme: str = ""
    facts: Any = None
    citation: str = ""
    key: str = ""

    @property
    def is_value(self) -> bool:
        return bool(self.key)

    def __str__(self) -> str:
        return f"{self.file}: {self.name or self.key}"


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case of every file."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        data = Source(path).data
        found += [Case(file=path.stem, **{"name": "", **data["defaults"], **row}) for row in data["cases"]]
    return tuple(found)


def decision_of(packs: Packs, case: Case) -> Decision:
    """What the rules make of a case."""
    return decide(packs, case.jurisdiction, case.scheme, case.on, case.facts)


def touched(packs: Packs, case: Case) -> set[tuple[str, str]]:
    """The (layer, key) of every parameter this case reads."""
    keys = (case.key,) if case.is_value else decision_of(packs, case).parameters
    return {
        (series.layer, key) for key in keys for series in packs.series(case.jurisdiction, key) if series.at(case.on)
    }
