"""What happens when a resident no longer agrees (PIPL 15, 47): what was kept on that word alone goes; a case handed in goes its lawful way."""

from datetime import datetime

from backend.domain.consent import SENSITIVE_ANSWERS
from backend.services import case_file, pseudonyms
from backend.services.residents import actor_of
from backend.storage import cases, residents
from backend.storage.documents import Application
from backend.storage.resident_documents import Resident

_MOST = 200


def forget(resident: Resident, purpose: str, now: datetime) -> None:
    """Of `sensitive`: the ID number and the household kept for next time, and those answers in what was not yet handed in.

    Of `service`: everything kept for next time, and what was not yet handed in. Of `messages`: nothing is kept on it.
    """
    if purpose == "messages":
        return
    drafts = [case for case in residents.cases_of(str(resident.id), None, _MOST) if case.state == "draft"]
    if purpose == "service":
        residents.set_fields(resident, person=None, household=None, verified_at=None)
        for case in drafts:
            pseudonyms.remove(case)
        return
    person = {name: value for name, value in (resident.person or {}).items() if name != "id_number"}
    residents.set_fields(resident, person=person or None, household=None, verified_at=None)
    for case in drafts:
        _without_sensitive(resident, str(case.id), now)


def _without_sensitive(resident: Resident, case_id: str, now: datetime) -> None:
    def strip(case: Application) -> None:
        gone = [entry for entry in case.fields if entry.name in SENSITIVE_ANSWERS]
        for entry in gone:
            case.fields.remove(entry)
        if gone:
            names = sorted(entry.name for entry in gone)
            case_file.log(case, actor_of(resident), "answers_cleared", now, changes={"fields": names})
            case_file.refresh(case, now)

    cases.change(lambda: cases.by_id(case_id), strip)
