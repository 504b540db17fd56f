"""The counties' rules, case by case: both sides of every threshold."""

from typing import Any

import pytest

from backend.domain.decision_json import decision_json
from backend.policy.loader import load_packs
from backend.policy.packs import SCHEMES
from tests.policy.casebook import Case, all_cases, decision_of, touched

DECISIONS = [case for case in all_cases() if not case.is_value]
VALUES = [case for case in all_cases() if case.is_value]


@pytest.mark.parametrize("case", DECISIONS, ids=str)
def test_a_case_is_decided_as_its_county_says(case: Case) -> None:
    answer = decision_json(decision_of(load_packs(), case))
    for field, expected in case.expect.items():
        assert found(answer, field, expected) == expected, f"{field}: {answer}"
    if case.citation:
        cited = [step["citation"]["section"] for step in answer["steps"] if step["citation"]]
        assert any(case.citation in section for section in cited), cited


@pytest.mark.parametrize("case", VALUES, ids=str)
def test_a_parameter_stands_as_its_document_says(case: Case) -> None:
    parameter = load_packs().value_at(case.jurisdiction, case.key, case.on)
    assert parameter.value == case.expect
    assert case.citation in parameter.citation.section


def test_at_least_150_cases_reach_every_scheme() -> None:
    assert len(DECISIONS) >= 150
    assert {case.scheme for case in DECISIONS} == set(SCHEMES)


def test_every_parameter_is_touched_by_a_case() -> None:
    packs = load_packs()
    reached = {pair for case in all_cases() for pair in touched(packs, case)}
    standing = {
        (layer, f"{pack.name}.{leaf}")
        for layer, held in packs.layers.items()
        for pack in held.values()
        for leaf in pack.series
    }
    assert not sorted(standing - reached)


def found(answer: dict[str, Any], field: str, expected: Any) -> Any:
    """`amount.low`, `conditions.<name>`, or `says`, which is found in any of the sentences."""
    if field == "says":
        return (
            expected
            if any(expected in step["says"] for step in answer["steps"])
            else [step["says"] for step in answer["steps"]]
        )
    head, _, rest = field.partition(".")
    if head == "conditions":
        return next(c["holds"] for c in answer["conditions"] if c["name"] == rest)
    return answer[head][rest] if rest else answer[head]
