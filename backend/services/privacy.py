"""A resident's rights over what is kept of them (PIPL 44–50): see who looked, take a copy, be erased; and the nightly clearing."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bson import ObjectId

from backend.domain import workflow
from backend.domain.errors import WrongState
from backend.domain.people import HOUSE, ROLES, Actor
from backend.policy import privacy
from backend.services.pseudonyms import pseudonymise, remove
from backend.storage import audit_log, deliveries, residents
from backend.storage.documents import Application
from backend.storage.places import Place
from backend.storage.resident_documents import (
    ConsentGiven,
    PartialUpload,
    PhoneCode,
    Resident,
    ResidentMessage,
    ResidentSession,
    Tally,
    UploadPiece,
)

_MOST_CASES = 200
_LOOKED = {
    "looked_at": "看了您的申请",
    "revealed": "看了您的证件号或电话",
    "answers_written": "改了您的申请",
    "answers_confirmed": "核对了您的申请",
}
_UNDER_WAY = frozenset(workflow.STATES) - workflow.ENDED - {"draft", "unfinished"}


def access_log(resident: Resident, limit: int) -> list[dict[str, object]]:
    """Who looked at the resident's cases or changed them, by role and never by name, newest first."""
    return [entry for _, entry in accesses_from(resident, None, limit)]


def accesses_from(resident: Resident, before: Place | None, limit: int) -> list[tuple[Place, dict[str, object]]]:
    """The same with the place of each, from what comes after `before`."""
    found = sorted(
        (one for case in cases_of(resident) for one in _accesses(case)), key=lambda one: one[0], reverse=True
    )
    return [one for one in found if not before or one[0] < before][:limit]


def _accesses(case: Application) -> Iterator[tuple[Place, dict[str, object]]]:
    seen = audit_log.of_stream(f"seen:{case.number}") if case.number else []
    for kind, events in (("own", case.events), ("seen", seen)):
        for event in events:
            if event.role in ROLES and event.action in _LOOKED:
                yield (
                    Place(event.at, f"{case.id}-{kind}-{event.seq:06d}"),
                    {
                        "at": event.at,
                        "role": ROLES[event.role],
                        "says": _LOOKED[event.action],
                        "number": case.number or "",
                    },
                )


def erase(resident: Resident, actor: Actor, now: datetime) -> dict[str, object]:
    """Erase the account; drafts go whole, ended cases keep what the archive must show, without the person. Raises WrongState."""
    own = list(cases_of(resident))
    if open_one := next((case for case in own if case.state in _UNDER_WAY), None):
        raise WrongState(f"{open_one.number} 还在办。办完了，或者您说不申请了，才能删。")
    kept = []
    for case in own:
        if case.number is None:
            remove(case)
        else:
            pseudonymise(str(case.id), actor, now)
            kept.append(f"{case.number}：案卷按规定保存，您的名字、电话、证件号和照片已经去掉。")
    _forget_account(resident)
    return {"says": "您的资料已经删掉了。", "kept": kept}


def clear_expired(now: datetime) -> dict[str, int]:
    """The nightly job: what is past its period goes; how much of each."""

    def older(what: str) -> datetime:
        return now - timedelta(days=privacy.retention_days(what))

    drafts = list(Application.objects(state="draft", updated_at__lte=older("unsent_draft")).limit(500))
    for case in drafts:
        remove(case)
    idle = [one for one in Resident.objects(seen_at__lte=older("idle_resident")).limit(500) if not list(cases_of(one))]
    for resident in idle:
        _forget_account(resident)
    old_uploads = [str(one.id) for one in PartialUpload.objects(created_at__lte=older("partial_upload")).limit(1000)]
    UploadPiece.objects(upload__in=old_uploads).delete()
    return {
        "drafts": len(drafts), "residents": len(idle),
        "uploads": int(PartialUpload.objects(id__in=[ObjectId(one) for one in old_uploads]).delete()),
        "messages": int(ResidentMessage.objects(at__lte=older("message")).delete()),
        "codes": int(PhoneCode.objects(sent_at__lte=older("try_counter")).delete()),
        "tallies": int(Tally.objects(ends_at__lte=older("try_counter")).delete()),
        "sessions": int(ResidentSession.objects(seen_at__lte=older("unsent_draft")).delete()),
        "archived": _pseudonymise_old(older("closed_case"), now),
    }  # fmt: skip


def _pseudonymise_old(limit: datetime, now: datetime) -> int:
    old = Application.objects(state__in=tuple(workflow.ENDED), updated_at__lte=limit, applicant_name__ne=None).limit(
        200
    )
    found = [str(case.id) for case in old]
    for case_id in found:
        pseudonymise(case_id, HOUSE, now)
    return len(found)


def cases_of(resident: Resident) -> list[Application]:
    return residents.cases_of(str(resident.id), None, _MOST_CASES)


def _forget_account(resident: Resident) -> None:
    resident_id = str(resident.id)
    residents.close_sessions(resident_id)
    deliveries.forget(resident_id)
    uploads = [str(one.id) for one in PartialUpload.objects(resident=resident_id)]
    UploadPiece.objects(upload__in=uploads).delete()
    PartialUpload.objects(resident=resident_id).delete()
    # The consents themselves stay as proof that there was one; without the account they name nobody.
    ConsentGiven.objects(resident=resident_id).update(set__resident=f"erased:{resident_id}")
    residents.remove(resident)


def counts_of(cleared: Mapping[str, int]) -> str:
    """The nightly job's outcome as a line of the log."""
    return ", ".join(f"{name} {count}" for name, count in cleared.items() if count) or "nothing"
