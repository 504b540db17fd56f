"""What must hold for any facts: no cap is passed, more need never gives less, levels never overlap, the same in gives the same out."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.domain.amounts import most
from backend.domain.decisions import LEVELS, Decision, decide
from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.loader import load_packs
from backend.policy.packs import SCHEMES

PACKS = load_packs()
TODAY = date(2026, 11, 23)
SLUGS = [place.slug for place in all_jurisdictions()]
money = st.integers(0, 300_000)
RANK = {level: i for i, level in enumerate(LEVELS)}


def decided(slug: str, scheme: str, facts: dict[str, Any], on: date = TODAY) -> Decision:
    return decide(PACKS, slug, scheme, on, facts)


def value_of(fact: Any) -> st.SearchStrategy[Any]:
    match fact.kind:
        case "money" | "whole" | "number":
            return st.integers(fact.least, 40_000)
        case "flag":
            return st.booleans()
        case "choice":
            return st.sampled_from(list(fact.choices))
        case "choices":
            return st.lists(st.sampled_from(list(fact.choices)), unique=True)
        case "date":
            return st.dates(date(2026, 1, 1), TODAY).map(str)
    return st.text(max_size=10)


any_facts = st.fixed_dictionaries({}, optional={name: value_of(fact) for name, fact in PACKS.facts.items()})


@settings(max_examples=400, deadline=None)
@given(
    slug=st.sampled_from(SLUGS),
    scheme=st.sampled_from(SCHEMES),
    facts=any_facts,
    on=st.dates(date(2013, 1, 1), date(2030, 12, 31)),
)
def test_any_facts_on_any_day_are_answered_and_the_amounts_are_in_order(
    slug: str, scheme: str, facts: dict[str, Any], on: date
) -> None:
    decision = decided(slug, scheme, facts, on)
    amount = decision.amount
    for low, high in ((amount.low, amount.high), (amount.low, amount.computed), (amount.computed, amount.high)):
        assert low is None or high is None or low <= high
    assert decision.level is None or decision.level in LEVELS
    if decision.eligible is not True:
        assert (
            decision.missing
            or decision.eligible is False
            or not decision.conditions
            or any(c.holds is None for c in decision.conditions)
        )
    if decision.eligible is False:
        assert decision.amount.computed is None
        assert decision.level is None


@settings(max_examples=150, deadline=None)
@given(slug=st.sampled_from(SLUGS), scheme=st.sampled_from(SCHEMES), facts=any_facts)
def test_the_same_facts_give_the_same_decision(slug: str, scheme: str, facts: dict[str, Any]) -> None:
    assert decided(slug, scheme, facts) == decided(slug, scheme, dict(reversed(facts.items())))


@settings(max_examples=150, deadline=None)
@given(slug=st.sampled_from(SLUGS), scheme=st.sampled_from(SCHEMES), facts=any_facts)
def test_forgetting_a_fact_never_turns_no_into_yes_by_a_guess(slug: str, scheme: str, facts: dict[str, Any]) -> None:
    whole = decided(slug, scheme, facts)
    for condition in whole.conditions:
        if condition.holds is None:
            assert whole.eligible is not True


@settings(max_examples=200, deadline=None)
@given(
    cost=money, more=money, paid=st.integers(0, 120_000), drugs=st.integers(0, 20_000),
    group=st.sampled_from(["dibao", "other", "low_income_disabled_child"]), kind=st.sampled_from(["ordinary", "major"]),
)  # fmt: skip
def test_medical_aid_never_passes_its_yearly_cap_and_grows_with_the_cost(
    cost: int, more: int, paid: int, drugs: int, group: str, kind: str
) -> None:
    def aid(own_cost: int) -> int:
        facts = {
            "medical": {
                "group": group,
                "kind": kind,
                "own_cost": own_cost,
                "paid_this_year": paid,
                "self_paid_drugs": drugs,
            }
        }
        amount = decided("xilinhot", "medical", facts).amount
        assert amount.computed is not None
        assert amount.remaining is not None
        assert amount.computed <= amount.remaining
        return amount.computed

    cap = PACKS.value_at("xilinhot", "medical.cap", TODAY).value[kind][group] * 100
    assert aid(cost) + paid * 100 <= max(cap, paid * 100)
    assert aid(cost) <= aid(cost + more)


@settings(max_examples=200, deadline=None)
@given(
    asked=st.integers(1, 6_000),
    more=st.integers(0, 3_000),
    village=st.integers(0, 1_000),
    township=st.integers(0, 2_000),
)
def test_yuan_never_gives_more_than_both_levels_may_and_more_asked_never_lowers_the_level(
    asked: int, more: int, village: int, township: int
) -> None:
    def case(amount: int) -> Decision:
        facts = {
            "emergency.category": "accident",
            "requested_amount": amount,
            "aid.paid_by_village": village,
            "aid.paid_by_township": township,
        }
        return decided("yuan", "temporary_assistance", facts)

    decision = case(asked)
    if decision.level in {"mutual_aid_society", "township"}:
        assert decision.amount.computed == asked * 100
        assert asked + village + township <= 3_000
    if decision.level == "mutual_aid_society":
        assert asked + village <= 1_000
    assert RANK[str(decision.level)] <= RANK[str(case(asked + more).level)]


@settings(max_examples=200, deadline=None)
@given(asked=st.integers(1, 30_000), more=st.integers(0, 10_000), paid=st.integers(0, 25_000))
def test_qingliu_never_passes_the_yearly_limit_and_every_amount_has_one_level(asked: int, more: int, paid: int) -> None:
    def case(amount: int) -> Decision:
        return decided(
            "qingliu",
            "temporary_assistance",
            {"emergency.category": "accident", "requested_amount": amount, "aid.paid_this_year": paid},
        )

    decision = case(asked)
    if decision.amount.computed is not None:
        assert asked + paid <= 20_000
    expected = "leading_group" if asked + paid > 20_000 else "township" if asked <= 5_000 else "bureau"
    assert decision.level == expected
    assert RANK[str(decision.level)] <= RANK[str(case(asked + more).level)]


@settings(max_examples=100, deadline=None)
@given(asked=st.integers(1, 20_000))
def test_linghai_has_exactly_one_level_for_every_amount(asked: int) -> None:
    decision = decided("linghai", "emergency_relief", {"emergency.category": "accident", "requested_amount": asked})
    assert decision.level == ("bureau" if asked <= 5_000 else "leading_group")
    assert (decision.amount.computed is not None) == (1_000 <= asked <= 5_000)


@settings(max_examples=200, deadline=None)
@given(
    size=st.integers(1, 10),
    income=st.integers(0, 12_000),
    more=st.integers(0, 3_000),
    slug=st.sampled_from(["linghai", "yuan", "boshan", "qingliu"]),
)
def test_dibao_shrinks_as_income_grows_and_never_exceeds_the_standard(
    size: int, income: int, more: int, slug: str
) -> None:
    standard = PACKS.value_at(slug, "dibao.dibao_standard", TODAY).value

    def given_monthly(monthly_income: int) -> int:
        facts = {
            "person.registered": True,
            "household": {"size": size, "monthly_income": monthly_income, "assets_fit": True},
        }
        decision = decided(slug, "dibao", facts)
        assert decision.eligible is (monthly_income < standard * size)
        return decision.amount.computed or 0

    assert given_monthly(income) <= standard * size * 100
    assert given_monthly(income + more) <= given_monthly(income)


@settings(max_examples=150, deadline=None)
@given(
    slug=st.sampled_from(SLUGS),
    scheme=st.sampled_from(["emergency_relief", "temporary_assistance", "medical"]),
    facts=any_facts,
)
def test_what_is_lent_or_paid_before_a_decision_never_exceeds_the_band_or_the_cap(
    slug: str, scheme: str, facts: dict[str, Any]
) -> None:
    amount = decided(slug, scheme, facts).amount
    limit = PACKS.value_at(slug, "aid_first.loan_limit", TODAY).fen()
    lent = most(amount, limit)
    assert lent is not None
    assert lent <= limit
    assert amount.high is None or lent <= amount.high
    assert amount.remaining is None or lent <= amount.remaining
