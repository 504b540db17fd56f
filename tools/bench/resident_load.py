"""Residents with drafts, quickly: one of each made by the real services, the others copied from it."""

from bson import ObjectId

from backend.adapters.clock import utc_now
from backend.services import case_file, own_cases, profile, residents
from backend.storage.documents import Application
from backend.storage.residents import found_or_made
from backend.storage.sealed import keyring
from tests.miniprogram.phone import ANSWERS


def drafts_ready_to_hand_in(people: int, each: int) -> list[tuple[str, str]]:
    """(session token, draft) of `people` residents with `each` drafts, those of one resident after another's."""
    return [ready for serial in range(people) for ready in _of_one(serial, each)]


def _of_one(serial: int, many: int) -> list[tuple[str, str]]:
    now, phone = utc_now(), f"139{serial:08d}"
    resident, _ = found_or_made({"phone_lookup": keyring().lookup("phone", phone)}, {"phone": phone}, now)
    for purpose in ("service", "sensitive"):
        profile.consent(resident, purpose, profile.privacy.notice().version, True, now)
    resident.reload()
    case = own_cases.begin(resident, own_cases.Beginning("boshan", "h5"), None, "", now)
    known = {name: own_cases.show(name, value) for name, value in case_file.values_of(case).items()}
    edits = {name: {"was": known.get(name), "now": value} for name, value in ANSWERS.items()}
    case = own_cases.write(resident, str(case.id), edits, now)
    token = residents.open_for(resident, "bench", now)
    return [(token, draft) for draft in [str(case.id), *_copies(case, many - 1)]]


def _copies(case: Application, many: int) -> list[str]:
    drafts = Application._get_collection()
    model = drafts.find_one({"_id": case.id})
    return [str(one) for one in drafts.insert_many([model | {"_id": ObjectId()} for _ in range(many)]).inserted_ids]
