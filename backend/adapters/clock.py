"""Time: instants are UTC inside and Asia/Shanghai for people. A test hands in its own clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
type Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Now, cut to the millisecond that the database keeps."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def beijing_day(instant: datetime) -> date:
    """The day it is in Beijing at this instant."""
    return instant.astimezone(BEIJING).date()
