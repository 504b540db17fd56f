"""Where a page of a list ended: at an instant and, since two things happen in one millisecond, at one of them."""

from dataclasses import dataclass
from datetime import datetime

_BETWEEN = "~"


@dataclass(frozen=True, order=True)
class Place:
    """The last thing seen of a list that runs from the newest to the oldest, and of one instant from the greater id down."""

    at: datetime
    id: str

    def __str__(self) -> str:
        """The cursor a door hands out."""
        return f"{self.at.isoformat()}{_BETWEEN}{self.id}"


def place_in(cursor: str | None) -> Place | None:
    """The place a cursor names; None for one that names none."""
    instant, _, found = (cursor or "").partition(_BETWEEN)
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return None
    return Place(at, found) if at.tzinfo else None
