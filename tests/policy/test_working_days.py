"""Working days with China's holidays and make-up days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backend.adapters import working_days
from backend.adapters.clock import beijing_day, utc_now
from backend.adapters.working_days import add_working_days, is_settled, is_working_day, working_days_between

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
ENOUGH_NOTICE = timedelta(days=60)


def test_a_holiday_in_the_week_is_free_and_a_made_up_saturday_is_worked() -> None:
    assert not is_working_day(date(2026, 10, 1))
    assert is_working_day(date(2026, 10, 10))
    assert not is_working_day(date(2026, 11, 22))
    assert is_working_day(date(2026, 11, 23))


def test_five_working_days_over_the_national_holiday() -> None:
    assert add_working_days(date(2026, 9, 30), 5) == date(2026, 10, 13)


def test_no_working_days_from_a_sunday_is_the_monday() -> None:
    assert add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 23)
    assert add_working_days(date(2026, 11, 23), 0) == date(2026, 11, 23)


def test_next_years_statutory_holidays_are_on_file_but_flagged_until_announced() -> None:
    assert not is_working_day(date(2027, 2, 8))
    assert not is_working_day(date(2027, 5, 3))
    assert is_working_day(date(2027, 2, 11))
    assert is_settled(date(2026, 12, 31))
    assert not is_settled(date(2027, 1, 4))


def test_past_the_last_year_only_weekends_are_free_and_it_says_so() -> None:
    beyond = working_days.covered_until() + timedelta(days=1)
    assert is_working_day(beyond) == (beyond.weekday() < 5)
    assert not is_settled(beyond)


def test_the_holidays_on_file_do_not_run_out_within_sixty_days() -> None:
    """Enter next year's holidays in backend/adapters/holidays/<year>.yaml, or upgrade chinesecalendar."""
    assert working_days.covered_until() - beijing_day(utc_now()) > ENOUGH_NOTICE


@given(day=days, n=st.integers(1, 60))
def test_adding_and_counting_agree(day: date, n: int) -> None:
    due = add_working_days(day, n)
    assert is_working_day(due)
    assert working_days_between(day, due) == n
    assert working_days_between(due, day) == -n
