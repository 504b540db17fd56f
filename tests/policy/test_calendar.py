"""The weekly, monthly and yearly days of boshan's feeds, as the pack writes them."""

from datetime import date

import pytest

from backend.domain.deadlines import by_calendar
from backend.policy.loader import load_packs

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("feed", "after", "due"),
    [
        ("fire_brigade", date(2026, 11, 20), date(2026, 11, 25)),
        ("publicity", date(2026, 9, 30), date(2026, 10, 10)),
        ("disabled_federation", date(2026, 11, 22), date(2026, 11, 23)),
        ("disabled_federation", date(2026, 11, 23), date(2026, 11, 30)),
        ("health", date(2026, 11, 5), date(2026, 11, 5)),
        ("health", date(2026, 11, 6), date(2026, 12, 5)),
        ("health", date(2026, 12, 6), date(2027, 1, 5)),
        ("education", TODAY, date(2026, 12, 31)),
        ("education", date(2026, 12, 31), date(2026, 12, 31)),
        ("education", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_department_sends_by(feed: str, after: date, due: date) -> None:
    when = load_packs().value_at("boshan", f"discovery.feed_{feed}", TODAY).value["when"]
    assert by_calendar(when, after) == due


def test_a_day_that_no_pack_may_write_is_refused() -> None:
    with pytest.raises(ValueError, match="no such day"):
        by_calendar({"moon": "full"}, TODAY)
