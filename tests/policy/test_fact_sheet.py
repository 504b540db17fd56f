"""Facts come nested or dotted, exact, and of the right kind; what is wrong is named in plain words."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from backend.domain.errors import InvalidFields
from backend.domain.fact_sheet import FactSheet
from backend.policy.loader import load_packs

REGISTRY = load_packs().facts


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"household": {"size": 0}}, "household.size"),
        ({"household": {"size": 2.5}}, "household.size"),
        ({"household": {"size": True}}, "household.size"),
        ({"household": {"monthly_income": "两千"}}, "household.monthly_income"),
        ({"household": {"monthly_income": -1}}, "household.monthly_income"),
        ({"household": {"monthly_income": float("nan")}}, "household.monthly_income"),
        ({"household": {"monthly_income": 10**400}}, "household.monthly_income"),
        ({"household": {"status": ["rich"]}}, "household.status"),
        ({"household": {"status": [{"dibao": 1}]}}, "household.status"),
        ({"emergency": {"category": "earthquake"}}, "emergency.category"),
        ({"emergency": {"category": ["accident"]}}, "emergency.category"),
        ({"emergency": {"in_danger": "yes"}}, "emergency.in_danger"),
        ({"emergency": {"occurred_on": "昨天"}}, "emergency.occurred_on"),
    ],
)
def test_a_fact_of_the_wrong_kind_is_refused_by_name(facts: dict[str, Any], named: str) -> None:
    with pytest.raises(InvalidFields) as refusal:
        FactSheet(facts, REGISTRY)
    assert set(refusal.value.fields) == {named}
    assert REGISTRY[named].says in refusal.value.fields[named]


def test_facts_are_read_exactly() -> None:
    told = {
        "household": {"monthly_income": 0.1, "status": "dibao"},
        "emergency.occurred_on": "2026-11-01T08:00:00+08:00",
    }
    assert FactSheet(told, REGISTRY).values == {
        "household.monthly_income": Fraction(1, 10),
        "household.status": ("dibao",),
        "emergency.occurred_on": date(2026, 11, 1),
    }


def test_null_is_the_same_as_not_told() -> None:
    assert FactSheet({"household": {"size": None}}, REGISTRY).values == {}


def test_names_that_no_rule_knows_are_kept_apart() -> None:
    sheet = FactSheet({"applicant": {"name": "王某", "more": {"deep": {"er": 1}}}}, REGISTRY)
    assert sheet.values == {}
    assert sheet.ignored == ["applicant.name", "applicant.more"]
