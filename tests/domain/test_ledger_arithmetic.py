"""Every balance is a sum of postings, and households' years are counted as the rules ask."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from backend.domain.household_year import Item, split_by_level, told_to_rules
from backend.domain.ledger import KINDS, balance_of
from backend.domain.levels import higher_of, level_above

postings = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.integers(1, 10**9)), max_size=30)


@given(postings, st.randoms())
def test_the_order_of_postings_changes_no_balance(lines, chance):
    shuffled = lines[:]
    chance.shuffle(shuffled)
    assert balance_of(lines) == balance_of(shuffled)


@given(postings, postings)
def test_balances_of_two_parts_add_up_to_the_balance_of_the_whole(one, other):
    parts, whole = (balance_of(one), balance_of(other)), balance_of(one + other)
    for name in ("owed", "loan_balance", "recovery_balance", "given"):
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name)


def test_more_paid_than_granted_is_a_fault():
    assert balance_of([("granted", 100), ("paid", 101)]).faults() == ["more paid than granted"]
    assert balance_of([("granted", 100), ("paid", 100)]).faults() == []
    assert balance_of([("lent", 100), ("repaid", 60), ("turned_into_aid", 50)]).faults() != []


def item(**about) -> Item:
    return Item(**{"case": "B", "kind": "grant", "level": "township", "scheme": "temporary_assistance", "category": "accident", "fen": 150_000, "token": "t"} | about)  # fmt: skip


def test_a_cases_own_aid_first_is_not_counted_as_earlier_help():
    facts = told_to_rules([item(case="A", kind="aid_first"), item()], "A", "accident", "temporary_assistance")
    assert facts["aid.paid_this_year"] == Fraction(1500)


def test_the_tiers_count_the_same_kind_of_emergency_and_the_year_counts_all():
    items = [item(), item(category="tuition"), item(case="A", kind="society", level="mutual_aid_society", fen=100_000)]
    facts = told_to_rules(items, "A", "accident", "temporary_assistance")
    assert facts["aid.paid_by_township"] == 1500
    assert facts["aid.paid_by_village"] == 1000
    assert facts["aid.paid_this_year"] == 4000


def test_medical_caps_are_counted_by_their_own_kind():
    items = [item(scheme="medical", sort="major/dibao"), item(scheme="medical", sort="ordinary/dibao", fen=7_00)]
    assert told_to_rules(items, "A", "accident", "medical", "ordinary/dibao")["medical.paid_this_year"] == 7


def test_an_amount_is_split_by_the_shares_of_the_rule_only_when_they_add_up():
    steps = [("village_share", Fraction(1000)), ("township_share", Fraction(500))]
    assert split_by_level(150_000, "township", steps) == {"mutual_aid_society": 100_000, "township": 50_000}
    assert split_by_level(140_000, "township", steps) == {"township": 140_000}


def test_outside_the_rule_the_next_level_up_decides():
    assert level_above("township") == "bureau"
    assert level_above("prefecture") == "prefecture"
    assert higher_of("bureau", "leading_group") == "leading_group"
    assert higher_of("district", "bureau") == "district"
