"""When a person answers: now in office hours, else at the next opening on a working day."""

from datetime import datetime

import pytest

from backend.adapters.clock import BEIJING
from backend.services.office_hours import next_opening


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-23T09:00", "2026-11-23T09:00"),
        ("2026-11-23T07:00", "2026-11-23T08:30"),
        ("2026-11-23T12:30", "2026-11-23T13:30"),
        ("2026-11-23T17:30", "2026-11-24T08:30"),
        ("2026-11-27T20:00", "2026-11-30T08:30"),
        ("2026-09-30T18:00", "2026-10-08T08:30"),
    ],
)
def test_the_next_opening(now, opens):
    at, expected = (datetime.fromisoformat(text).replace(tzinfo=BEIJING) for text in (now, opens))
    assert next_opening("boshan", at) == expected
