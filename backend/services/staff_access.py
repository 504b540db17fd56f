"""Signing in: argon2, lock-out after failures, sessions that idle out, and who the person is."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from backend.domain.errors import InvalidFields, NotSignedIn, TooManyTries
from backend.domain.people import Actor
from backend.services import audit
from backend.storage import staff
from backend.storage.documents import Staff

_MOST_FAILURES = 5
_LOCKED = timedelta(minutes=15)
_WRONG = "用户名或密码不对。"
_SHORTEST_PASSWORD = 10
_SEEN_EVERY = timedelta(seconds=60)
_hasher = PasswordHasher()
# Checked when there is no such user, so that the time taken does not tell.
_NOBODY = _hasher.hash(secrets.token_hex(16))


def hash_password(password: str) -> str:
    """For a new member of staff; raises InvalidFields when it is too short or all of one kind."""
    kinds = sum(
        any(test(sign) for sign in password) for test in (str.isalpha, str.isdigit, lambda sign: not sign.isalnum())
    )
    if len(password) < _SHORTEST_PASSWORD or kinds < 2:
        raise InvalidFields(fields={"password": f"密码至少{_SHORTEST_PASSWORD}位，并且字母、数字、符号至少有两种。"})
    return _hasher.hash(password)


def sign_in(username: str, password: str, now: datetime) -> tuple[str, Actor]:
    """(a session token to hold, who this is). Raises NotSignedIn for a wrong pair, TooManyTries while locked."""
    person = staff.get(username)
    if person and person.locked_until and person.locked_until > now:
        raise TooManyTries("密码错的次数太多，账号先锁十五分钟。")
    if not _fits(person.password_hash if person else _NOBODY, password) or person is None or not person.active:
        if person:
            _count_failure(person, now)
        raise NotSignedIn(_WRONG)
    staff.clear_failures(username)
    token = secrets.token_urlsafe(32)
    staff.open_session(_hash(token), username, now)
    actor = actor_of(person)
    audit.record(f"staff:{username}", actor, "signed_in", now)
    return token, actor


def signed_in(token: str, now: datetime, idle: timedelta, *, touch: bool = True) -> Actor:
    """Whose session this is, seen again now (a poll does not `touch` it). Raises NotSignedIn when there is none, or it idled out."""
    session = staff.session(_hash(token))
    person = staff.get(session.username) if session else None
    if session is None or person is None or not person.active:
        raise NotSignedIn()
    if now - session.seen_at > idle:
        staff.close_session(session.id)
        raise NotSignedIn()
    if touch and now - session.seen_at > _SEEN_EVERY:
        staff.touch_session(session.id, now)
    return actor_of(person)


def sign_out(token: str, actor: Actor, now: datetime) -> None:
    """The session is gone."""
    staff.close_session(_hash(token))
    audit.record(f"staff:{actor.id}", actor, "signed_out", now)


def form_token(token: str, secret_key: str) -> str:
    """What every form of this session carries, so that another site cannot post in the person's name."""
    return hmac.new(secret_key.encode(), f"form\0{token}".encode(), hashlib.sha256).hexdigest()


def departments_of(jurisdiction: str) -> list[str]:
    """The departments of the county that have a liaison here."""
    return sorted(
        {person.department for person in staff.with_roles(jurisdiction, "department_liaison") if person.department}
    )


def actor_of(person: Staff) -> Actor:
    """The member of staff as an actor."""
    return Actor(
        person.username,
        person.name,
        person.role,
        person.jurisdiction,
        tuple(person.townships),
        tuple(person.villages),
        person.department,
    )


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _count_failure(person: Staff, now: datetime) -> None:
    locked = person.failures + 1 >= _MOST_FAILURES
    staff.count_failure(person.username, now + _LOCKED if locked else None)
    if locked:
        audit.record(f"staff:{person.username}", actor_of(person), "locked_out", now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
