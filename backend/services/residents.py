"""A resident signs in: by WeChat, or by phone and a code; sessions slide, end, and can be ended from another phone."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from backend.domain import intake_fields
from backend.domain.errors import InvalidFields, NotFound, NotSignedIn, TooManyTries
from backend.domain.people import Actor
from backend.storage import residents
from backend.storage.resident_documents import Resident, ResidentSession
from backend.storage.sealed import keyring

SESSION_LIFE = timedelta(days=30)
_SEEN_EVERY = timedelta(minutes=10)
_MOST_DEVICES = 10
_CODE_LIFE = timedelta(minutes=5)
_CODE_PAUSE = timedelta(seconds=60)
_MOST_CODE_TRIES = 5
_MOST_CODES_A_DAY = 10


class TextMessages(Protocol):
    """What a phone code goes out by."""

    def send(self, phone: str, text: str) -> None:
        """Raises NeighbourDown."""


class WeChatLogin(Protocol):
    """The part of WeChat that says who somebody is."""

    def code_to_session(self, code: str) -> "Identity": ...

    def phone_number(self, code: str) -> str: ...


class Identity(Protocol):
    """Who WeChat says it is."""

    openid: str


@dataclass(frozen=True)
class SignedIn:
    """A fresh session: the token is shown once and kept only as a hash."""

    token: str
    resident: Resident
    expires_at: datetime
    new_here: bool


def actor_of(resident: Resident) -> Actor:
    """The resident as an actor."""
    return actor_for(str(resident.id))


def actor_for(resident_id: str) -> Actor:
    """The actor of a resident's id; their name stays out of every log."""
    return Actor(resident_id, "本人", "resident")


def send_code(phone: str, sms: TextMessages, now: datetime) -> str:
    """Send six digits to a phone and return them (only a demo may show them). Raises InvalidFields, TooManyTries, NeighbourDown."""
    number = _phone(phone)
    lookup = keyring().lookup("phone", number)
    last = residents.phone_code(lookup)
    if last and last.sent_at and now - last.sent_at < _CODE_PAUSE:
        raise TooManyTries("刚刚发过一条，请等一分钟再试。")
    if residents.tally(f"codes:{lookup}", timedelta(days=1), now) > _MOST_CODES_A_DAY:
        raise TooManyTries("今天发的次数太多了，请明天再试，或者打12349。")
    code = f"{secrets.randbelow(1_000_000):06d}"
    residents.keep_code(lookup, _code_lookup(number, code), now)
    sms.send(number, f"【e救助】验证码{code}，5分钟内有效。不要告诉别人。")
    return code


def sign_in_by_phone(phone: str, code: str, device: str, now: datetime) -> SignedIn:
    """Sign in with the code that was sent. Raises InvalidFields for a wrong code, TooManyTries after five."""
    number = _phone(phone)
    lookup = keyring().lookup("phone", number)
    kept = residents.phone_code(lookup)
    if kept is None or now - kept.sent_at > _CODE_LIFE:
        raise InvalidFields(fields={"sms_code": "验证码过期了，请再收一次。"})
    if residents.count_try(lookup) > _MOST_CODE_TRIES:
        raise TooManyTries("验证码错的次数太多，请再收一次。")
    if not residents.use_code(lookup, _code_lookup(number, code)):
        raise InvalidFields(fields={"sms_code": "验证码不对，请再看看短信。"})
    resident, new = residents.found_or_made({"phone_lookup": lookup}, {"phone": number}, now)
    return _open(resident, new, device, now)


def sign_in_by_wechat(code: str, wechat: WeChatLogin, device: str, now: datetime) -> SignedIn:
    """Sign in with a login code of WeChat, which works once. Raises NotSignedIn, NeighbourDown."""
    identity = wechat.code_to_session(code)
    lookup = keyring().lookup("openid", identity.openid)
    resident, new = residents.found_or_made({"openid_lookup": lookup}, {"openid": identity.openid}, now)
    return _open(resident, new, device, now)


def bind_wechat_phone(resident: Resident, code: str, wechat: WeChatLogin, now: datetime) -> Resident:
    """Take over the phone WeChat vouches for; whoever signed in by that phone before is the same person from now on."""
    number = _phone(wechat.phone_number(code))
    lookup = keyring().lookup("phone", number)
    other = residents.by_phone_lookup(lookup)
    if other and other.id != resident.id:
        openid, openid_lookup = resident.openid, resident.openid_lookup
        residents.move_to(resident, other)
        residents.set_fields(other, openid=openid, openid_lookup=openid_lookup)
        return other
    residents.set_fields(resident, phone=number, phone_lookup=lookup)
    return resident


def signed_in(token: str, now: datetime) -> ResidentSession:
    """The session of this token; being seen moves its end. Raises NotSignedIn."""
    session = residents.session(_hash(token))
    if session is None or now - session.seen_at > SESSION_LIFE:
        raise NotSignedIn()
    if now - session.seen_at > _SEEN_EVERY:
        residents.touch(session, now)
    return session


def whose(session: ResidentSession) -> Resident:
    """The resident of a session. Raises NotSignedIn when there is none any more."""
    if resident := residents.by_id(session.resident):
        return resident
    raise NotSignedIn()


def sign_out(resident: Resident, current: ResidentSession, which: str) -> None:
    """End this session ("current"), all of them ("all"), or the one named by its short id. Raises NotFound."""
    if which == "all":
        residents.close_sessions(str(resident.id))
        return
    wanted = current.id if which == "current" else _by_short_id(resident, which)
    residents.close_sessions(str(resident.id), [wanted])


def short_id(session: ResidentSession) -> str:
    """What a screen may show of a session: enough to point at it."""
    return hashlib.sha256(session.id.encode()).hexdigest()[:16]


def _by_short_id(resident: Resident, which: str) -> str:
    for session in residents.sessions_of(str(resident.id)):
        if short_id(session) == which:
            return str(session.id)
    raise NotFound()


def open_for(resident: Resident, device: str, now: datetime) -> str:
    """A session for one who has shown who they are; the token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    residents.open_session(_hash(token), resident, device, now)
    return token


def _open(resident: Resident, new: bool, device: str, now: datetime) -> SignedIn:
    token = open_for(resident, device, now)
    too_many = residents.sessions_of(str(resident.id))[_MOST_DEVICES:]
    if too_many:
        residents.close_sessions(str(resident.id), [session.id for session in too_many])
    return SignedIn(token, resident, now + SESSION_LIFE, new)


def _phone(phone: str) -> str:
    try:
        return intake_fields.phone(phone)
    except ValueError as error:
        raise InvalidFields(fields={"phone": str(error)}) from error


def _code_lookup(phone: str, code: str) -> str:
    return keyring().lookup("sms_code", f"{phone}:{code}")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
