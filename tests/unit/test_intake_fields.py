"""The form: what a value must be, and how it is kept and shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from backend.domain.errors import InvalidFields
from backend.domain.intake_fields import (
    FIELDS,
    flatten,
    has_way_to_reach,
    id_number,
    in_words,
    missing,
    nest,
    phone,
    read,
    show,
)

TODAY = date(2026, 11, 23)


def test_money_is_yuan_at_the_door_and_fen_on_file():
    assert read({"household.monthly_income": 1500}, TODAY) == {"household.monthly_income": 150_000}
    assert show("household.monthly_income", 150_000) == 1500


def test_every_wrong_field_is_named_at_once():
    with pytest.raises(InvalidFields) as refusal:
        read({"household.size": 0, "applicant.phone": "12", "applicant.shoe": "41"}, TODAY)
    assert set(refusal.value.fields) == {"household.size", "applicant.phone", "applicant.shoe"}


@pytest.mark.parametrize(
    "written", ["13954478899", "139 5447 8899", "139-5447-8899", "+86 139 5447 8899", "1 3 9 5 4 4 7 8 8 9 9"]
)
def test_a_phone_is_kept_as_digits_however_it_is_written(written):
    assert phone(written) == "13954478899"


@pytest.mark.parametrize("wrong", ["1395447889", "139544788990", "12345678901", "", "电话没有", "+1 202 555 0100"])
def test_a_number_that_rings_nowhere_is_no_phone(wrong):
    with pytest.raises(ValueError, match="电话号码不对"):
        phone(wrong)


def test_a_landline_keeps_its_area_code():
    assert phone("0533-4181234") == "05334181234"


@given(st.dates(date(1905, 1, 1), date(2026, 1, 1)), st.integers(0, 999), st.integers(110000, 659999))
def test_a_checked_identity_number_is_taken_and_any_single_wrong_digit_refused(born, order, place):
    seventeen = f"{place}{born:%Y%m%d}{order:03d}"
    number = seventeen + ric.calc_check_digit(seventeen + "0")
    assert id_number(number.lower()) == number
    with pytest.raises(ValueError, match="身份证号不对"):
        id_number(number[:16] + str((int(number[16]) + 1) % 10) + number[17])


def test_a_person_registered_in_a_county_that_is_no_more_has_a_right_number():
    seventeen = "34242119500101001"
    assert id_number(seventeen + ric.calc_check_digit(seventeen + "0"))


def test_an_event_cannot_lie_in_the_future():
    with pytest.raises(InvalidFields):
        read({"emergency.occurred_on": "2026-11-24"}, TODAY)
    assert read({"emergency.occurred_on": "2026-11-23"}, TODAY)


def test_null_and_empty_answers_are_no_answers():
    assert flatten({"applicant": {"name": None, "phone": ""}, "household": {"status": []}, "need": None}) == {}


def test_nesting_and_flattening_are_each_others_opposite():
    values = {"applicant.name": "周玉兰", "household.status": ["dibao"], "costs.tuition": 6800}
    assert flatten(nest(values)) == values


def test_what_is_missing_follows_the_kind_of_emergency():
    assert "costs.tuition" in missing({"emergency.category": "tuition"})
    assert "costs.tuition" not in missing({"emergency.category": "accident"})
    assert "filer.name" in missing({"filer.relation": "neighbor"})
    assert "filer.name" not in missing({"filer.relation": "self"})


def test_somebody_without_a_phone_is_reached_where_they_live():
    assert has_way_to_reach({"address.village": "叩家村"})
    assert not has_way_to_reach({"applicant.name": "周玉兰"})


def test_every_field_can_be_said_in_words():
    examples = {
        "money": 150_000,
        "count": 3,
        "yes_no": False,
        "text": "话",
        "phone": "13954478899",
        "id_number": "x",
        "date": "2026-11-03",
    }
    for name, field in FIELDS.items():
        value = examples.get(field.kind) if not field.choices else next(iter(field.choices))
        value = [value] if field.kind == "choices" else value
        assert in_words(name, value)
