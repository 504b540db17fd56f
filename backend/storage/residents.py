"""Residents, their sessions, consents and messages: the named queries."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bson import ObjectId
from mongoengine import NotUniqueError, Q

from backend.domain.errors import Conflict
from backend.storage.documents import Application
from backend.storage.places import Place
from backend.storage.resident_documents import (
    ConsentGiven,
    MessageGrant,
    PartialUpload,
    PhoneCode,
    Resident,
    ResidentMessage,
    ResidentSession,
    Tally,
)


def by_id(resident_id: str) -> Resident | None:
    """The resident, if there is one."""
    return Resident.objects(id=ObjectId(resident_id)).first() if ObjectId.is_valid(resident_id) else None


def found_or_made(lookup: Mapping[str, str], new: Mapping[str, object], now: datetime) -> tuple[Resident, bool]:
    """(the resident with this lookup, whether they are new); two sign-ins at once make one."""
    if known := Resident.objects(**lookup).first():
        return known, False
    try:
        return Resident(**lookup, **new, created_at=now, seen_at=now).save(force_insert=True), True
    except NotUniqueError:
        return Resident.objects(**lookup).get(), False


def by_phone_lookup(lookup: str) -> Resident | None:
    """Who holds this phone, verified."""
    return Resident.objects(phone_lookup=lookup).first()


def set_part(resident: Resident, part: str, value: Mapping[str, object], version: int) -> None:
    """Replace `person` or `household` when it still has this version. Raises Conflict."""
    guard = {"id": resident.id, f"{part}_version": version}
    change = {f"set__{part}": dict(value), f"inc__{part}_version": 1}
    if not Resident.objects(**guard).update_one(**change):
        raise Conflict()
    resident.reload()


def set_fields(resident: Resident, **values: object) -> None:
    """Set columns of a resident; None takes one away."""
    kept = {f"set__{name}": value for name, value in values.items() if value is not None}
    gone = {f"unset__{name}": 1 for name, value in values.items() if value is None}
    Resident.objects(id=resident.id).update_one(**kept, **gone)
    resident.reload()


def remove(resident: Resident) -> None:
    """The resident is gone."""
    Resident.objects(id=resident.id).delete()


def open_session(session_id: str, resident: Resident, device: str, now: datetime) -> None:
    """A phone is signed in."""
    ResidentSession(id=session_id, resident=str(resident.id), device=device, started_at=now, seen_at=now).save(
        force_insert=True
    )


def session(session_id: str) -> ResidentSession | None:
    """The session with this token hash."""
    # Asked with every request: past mongoengine's query sets, which take longer than the database does.
    found = ResidentSession._get_collection().find_one({"_id": session_id})
    return ResidentSession._from_son(found) if found else None


def touch(found: ResidentSession, now: datetime) -> None:
    """Seen again: the expiry slides."""
    ResidentSession.objects(id=found.id).update_one(set__seen_at=now)
    Resident.objects(id=ObjectId(found.resident)).update_one(set__seen_at=now)


def sessions_of(resident_id: str) -> list[ResidentSession]:
    """Every phone that is signed in, the last used first."""
    return list(ResidentSession.objects(resident=resident_id).order_by("-seen_at"))


def close_sessions(resident_id: str, session_ids: list[str] | None = None) -> int:
    """Sign out these sessions of the resident, or all; how many there were."""
    found = ResidentSession.objects(resident=resident_id)
    return int((found.filter(id__in=session_ids) if session_ids is not None else found).delete())


def move_to(old: Resident, new: Resident) -> None:
    """Two accounts turn out to be one person: cases, sessions, messages, consents and leave to send follow."""
    before, after = str(old.id), str(new.id)
    for kind in (Application, ResidentSession, ResidentMessage, ConsentGiven, MessageGrant, PartialUpload):
        kind.objects(resident=before).update(set__resident=after)
    Application.objects(filed_by=before).update(set__filed_by=after)
    given = {f"set__consents__{purpose}": version for purpose, version in old.consents.items()}
    told = {f"set__{part}": old[part] for part in ("person", "household") if old[part] and not new[part]}
    Resident.objects(id=new.id).update_one(set__seen_at=max(old.seen_at, new.seen_at), **given, **told)
    Resident.objects(id=old.id).delete()


def add_consent(given: ConsentGiven) -> None:
    """Keep a word for or against, and mirror the last one on the resident."""
    given.save(force_insert=True)
    change = (
        {f"set__consents__{given.purpose}": given.version}
        if given.granted
        else {f"unset__consents__{given.purpose}": 1}
    )
    Resident.objects(id=ObjectId(given.resident)).update_one(**change)


def consents_of(resident_id: str, before: Place | None = None, limit: int = 200) -> list[ConsentGiven]:
    """Everything ever consented to or withdrawn, newest first, what comes after a place."""
    found = ConsentGiven.objects(resident=resident_id)
    if before:
        found = found.filter(_after(before, ObjectId(before.id) if ObjectId.is_valid(before.id) else None))
    return list(found.order_by("-at", "-id").limit(limit))


def _after(place: Place, seen: object) -> Q:
    """What comes after a place in a list from the newest to the oldest; `seen` is the place's id as the database holds it."""
    return Q(at__lt=place.at) | Q(at=place.at, id__lt=seen) if seen else Q(at__lt=place.at)


def last_consent(resident_id: str, purpose: str) -> ConsentGiven | None:
    """The last word on one purpose."""
    return ConsentGiven.objects(resident=resident_id, purpose=purpose).order_by("-at", "-id").first()


def phone_code(lookup: str) -> PhoneCode | None:
    """The code last sent to a phone."""
    return PhoneCode.objects(id=lookup).first()


def keep_code(lookup: str, code_lookup: str, now: datetime) -> None:
    """The newest code is the only one."""
    PhoneCode(id=lookup, code_lookup=code_lookup, sent_at=now, tries=0).save()


def count_try(lookup: str) -> int:
    """Count one try at a code before looking at it: how many there were with this one."""
    found = PhoneCode.objects(id=lookup).modify(new=True, inc__tries=1)
    return int(found.tries) if found else 0


def use_code(lookup: str, code_lookup: str) -> bool:
    """Take the code away when it is the right one: it works once, however many hold it."""
    return bool(PhoneCode.objects(id=lookup, code_lookup=code_lookup).delete())


def tally(name: str, window: timedelta, now: datetime) -> int:
    """Count one try within the current window: how many there were with this one."""
    start = int(now.timestamp() // window.total_seconds())
    ends_at = now + window
    found = Tally.objects(id=f"{name}:{start}").modify(upsert=True, new=True, inc__count=1, set__ends_at=ends_at)
    return int(found.count)


def messages_of(resident_id: str, before: Place | None, limit: int) -> list[ResidentMessage]:
    """In-app messages, newest first, those after a place."""
    found = ResidentMessage.objects(resident=resident_id)
    if before:
        found = found.filter(_after(before, before.id))
    return list(found.order_by("-at", "-id").limit(limit))


def mark_read(resident_id: str, message_id: str, now: datetime) -> bool:
    """The resident has read it; False when it is not theirs."""
    own = ResidentMessage.objects(resident=resident_id, id=message_id)
    own.filter(read_at=None).update_one(set__read_at=now)
    return own.first() is not None


def cases_of(resident_id: str, before: str | None, limit: int) -> list[Application]:
    """A resident's own cases and drafts, the last begun first; `before` is the id of the last one seen."""
    found = Application.objects(resident=resident_id)
    if before and ObjectId.is_valid(before):
        found = found.filter(id__lt=ObjectId(before))
    return list(found.order_by("-id").limit(limit))


_STANDING = dict.fromkeys(
    (
        "number",
        "query_code",
        "state",
        "township",
        "due_on",
        "events",
        "slips",
        "work",
        "resident",
        "jurisdiction",
        "channel",
    ),
    1,
)


def standing_of(case_id: str) -> Application | None:
    """A case without its form, conversation and photos: only what its standing is told from. Not to be saved."""
    if not ObjectId.is_valid(case_id):
        return None
    found = Application._get_collection().find_one({"_id": ObjectId(case_id)}, _STANDING)
    return Application._from_son(found) if found else None
