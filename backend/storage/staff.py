"""Staff and their sessions: the named queries."""

from collections.abc import Iterable
from datetime import datetime

from backend.storage.documents import Staff, StaffSession


def get(username: str) -> Staff | None:
    """The member of staff, if there is one of this name."""
    return Staff.objects(username=username).first()


def count_failure(username: str, locked_until: datetime | None) -> None:
    """One more wrong password; from now on locked when an instant is given."""
    change = {"inc__failures": 1}
    if locked_until:
        change = {"set__failures": 0, "set__locked_until": locked_until}
    Staff.objects(username=username).update_one(**change)


def clear_failures(username: str) -> None:
    """A right password wipes the slate."""
    Staff.objects(username=username).update_one(set__failures=0, unset__locked_until=1)


def open_session(token_hash: str, username: str, now: datetime) -> StaffSession:
    """A new signed-in session."""
    return StaffSession(id=token_hash, username=username, started_at=now, seen_at=now).save(force_insert=True)


def session(token_hash: str) -> StaffSession | None:
    """The session under this token's hash."""
    return StaffSession.objects(id=token_hash).first()


def touch_session(token_hash: str, now: datetime) -> None:
    """Seen just now."""
    StaffSession.objects(id=token_hash).update_one(set__seen_at=now)


def close_session(token_hash: str) -> None:
    """Signed out."""
    StaffSession.objects(id=token_hash).delete()


def everybody(jurisdiction: str) -> list[Staff]:
    """All accounts of the county, by role and name."""
    return list(Staff.objects(jurisdiction=jurisdiction).order_by("role", "name"))


def set_password(username: str, password_hash: str) -> None:
    """A new password on an unlocked account."""
    Staff.objects(username=username).update_one(
        set__password_hash=password_hash, set__failures=0, unset__locked_until=1
    )


def set_active(username: str, active: bool) -> None:
    """Whether the account opens."""
    Staff.objects(username=username).update_one(set__active=active)


def close_sessions_of(username: str) -> None:
    """Signed out everywhere."""
    StaffSession.objects(username=username).delete()


def names(usernames: Iterable[str]) -> dict[str, str]:
    """User name → name."""
    found = Staff.objects(username__in=list(set(usernames))).scalar("username", "name")
    return dict(found)


def with_roles(jurisdiction: str, *roles: str) -> list[Staff]:
    """Who holds one of these roles in the county."""
    return list(Staff.objects(jurisdiction=jurisdiction, role__in=roles, active=True))
