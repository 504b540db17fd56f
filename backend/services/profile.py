"""What a resident tells of themselves once and never again: their own data and their household."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from backend.adapters.clock import beijing_day
from backend.domain.errors import Conflict, InvalidFields, NotAllowed
from backend.domain.intake_fields import Value, read
from backend.policy import privacy
from backend.services import guardians, withdrawal
from backend.storage import residents
from backend.storage.resident_documents import ConsentGiven, Resident

_PERSON = {
    "name": "applicant.name", "id_number": "applicant.id_number", "township": "address.township", "village": "address.village",
    "detail": "address.detail",
}  # fmt: skip
# A hardship certificate in the drawer, and what it says of the household.
_STATUS_OF_CERTIFICATE = {"dibao": "dibao", "tekun": "tekun", "low_income": "low_income", "disability": "disabled"}
CERTIFICATES = tuple(_STATUS_OF_CERTIFICATE)
_HOUSEHOLD = {"size": "household.size", "monthly_income": "household.monthly_income", "status": "household.status"}


class RealNames(Protocol):
    """Who can say whether a name and an ID number belong together."""

    def matches(self, name: str, id_number: str) -> bool:
        """Raises NeighbourDown."""


def has_agreed(resident: Resident, purpose: str) -> bool:
    """Whether the resident's last word on this purpose is yes, to the notice as it now reads."""
    return bool(resident.consents.get(purpose) == privacy.notice().version)


def require_consent(resident: Resident, purpose: str) -> None:
    """Personal data come after the consent they need, in the words of now. Raises NotAllowed."""
    if not has_agreed(resident, purpose):
        title = next(entry.title for entry in privacy.notice().purposes if entry.purpose == purpose)
        raise NotAllowed(f"要先请您看一看并同意“{title}”，才能接着办。")


def consent(resident: Resident, purpose: str, version: str, granted: bool, now: datetime) -> ConsentGiven:
    """Record a word for or against one purpose; the same word again is the same event. What was kept on a word taken back goes.

    Raises InvalidFields for a purpose or version that is not the present one.
    """
    if purpose not in {entry.purpose for entry in privacy.notice().purposes}:
        raise InvalidFields(fields={"purpose": "没有这一项。"})
    if version != privacy.notice().version:
        raise InvalidFields(fields={"version": "隐私说明改过了，请重新看一遍。"})
    last = residents.last_consent(str(resident.id), purpose)
    if last and (last.version, last.granted) == (version, granted):
        return last
    given = ConsentGiven(resident=str(resident.id), purpose=purpose, version=version, granted=granted, at=now)
    residents.add_consent(given)
    if not granted:
        withdrawal.forget(resident, purpose, now)
    return given


def save_person(resident: Resident, part: Mapping[str, object], version: int, now: datetime) -> Resident:
    """Change some of the resident's own data; null takes an answer away. The same change twice is one. Raises InvalidFields, Conflict."""
    require_consent(resident, "service")
    if part.get("id_number"):
        require_consent(resident, "sensitive")
    before = dict(resident.person or {})
    after = _changed(before, part, _PERSON, now)
    if after == before:
        return resident
    _save(resident, "person", after, version)
    if after.get("id_number") != before.get("id_number") or after.get("name") != before.get("name"):
        residents.set_fields(resident, verified_at=None)
    return resident


def save_household(resident: Resident, part: Mapping[str, object], version: int, now: datetime) -> Resident:
    """Change the household; a child under fourteen only with a guardian's word. Raises InvalidFields, Conflict."""
    require_consent(resident, "sensitive")
    answers = {name: value for name, value in part.items() if name in _HOUSEHOLD}
    before = dict(resident.household or {})
    after: dict[str, object] = dict(_changed(before, answers, _HOUSEHOLD, now))
    if "certificates" in part:
        after["certificates"] = part["certificates"]
    if "members" in part:
        after["members"] = _members(part["members"])
    if after != before:
        _save(resident, "household", after, version)
    return resident


def check_real_name(resident: Resident, register: RealNames, now: datetime) -> Resident:
    """Ask the register whether name and ID number belong together. Raises InvalidFields, NeighbourDown."""
    person = resident.person or {}
    if not person.get("name") or not person.get("id_number"):
        raise InvalidFields("请先填上姓名和身份证号。", {"id_number": "请先填上姓名和身份证号。"})
    if not register.matches(str(person["name"]), str(person["id_number"])):
        raise InvalidFields("姓名和身份证号对不上，请对着证件再看一遍。", {"id_number": "姓名和身份证号对不上。"})
    residents.set_fields(resident, verified_at=now)
    return resident


def known_answers(resident: Resident, *, assisted: bool) -> dict[str, Value]:
    """What a new application need not ask again (values as on file): the resident's own, or, when they help somebody, who they are."""
    person, household = resident.person or {}, resident.household or {}
    if assisted:
        known = {"filer.name": person.get("name"), "filer.phone": resident.phone}
    else:
        known = {name: person.get(key) for key, name in _PERSON.items()}
        known |= {name: household.get(key) for key, name in _HOUSEHOLD.items()}
        known["household.status"] = _status(household)
        known |= {"applicant.phone": resident.phone, "filer.relation": "self"}
    return {name: value for name, value in known.items() if value not in (None, "", [])}


def _status(household: Mapping[str, Any]) -> list[str]:
    """What the household said it is, and what its certificates say."""
    shown = [_STATUS_OF_CERTIFICATE[one["kind"]] for one in household.get("certificates") or ()]
    said = [one for one in household.get("status") or () if not (shown and one == "none")]
    return list(dict.fromkeys([*said, *shown]))


def _changed(
    before: Mapping[str, Value], part: Mapping[str, object], names: Mapping[str, str], now: datetime
) -> dict[str, Value]:
    given = {names[key]: value for key, value in part.items() if value not in (None, "", [])}
    try:
        kept = read(given, beijing_day(now))
    except InvalidFields as refusal:
        keys = {name: key for key, name in names.items()}
        raise InvalidFields(fields={keys[name]: says for name, says in refusal.fields.items()}) from refusal
    after = {key: value for key, value in before.items() if key not in part}
    return after | {key: kept[names[key]] for key in part if names[key] in kept}


def _members(members: object) -> list[dict[str, object]]:
    kept: list[dict[str, object]] = []
    for member in members if isinstance(members, list) else []:
        if guardians.is_child(member.get("age")) and not member.get("guardian_consent"):
            says = f"不满{privacy.child_age()}岁的孩子，要由爸妈或监护人同意才能填。"
            raise InvalidFields(fields={"members": says})
        kept.append({name: value for name, value in member.items() if value is not None})
    return kept


def _save(resident: Resident, part: str, value: Mapping[str, object], version: int) -> None:
    try:
        residents.set_part(resident, part, value, version)
    except Conflict as clash:
        raise Conflict("这一页在别处改过了，请重新打开再改。") from clash
