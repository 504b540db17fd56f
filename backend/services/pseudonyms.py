"""Taking the person out of an ended case: what the archive must be able to show stays, without saying who it was (PIPL 47, archives law)."""

from collections.abc import Mapping
from datetime import datetime

from backend.domain.people import Actor
from backend.services import case_file, notices
from backend.storage import cases, conversations
from backend.storage.documents import Application, StoredFile

# The story's numbers stay, the person goes (PIPL 73(3)).
_KEPT_ANSWERS = frozenset(
    {"address.township", "emergency.category", "emergency.occurred_on", "emergency.in_danger", "household.size", "household.monthly_income",
     "household.status", "costs.medical_self_paid", "costs.property_loss", "costs.tuition", "need.kinds", "filer.relation"}
)  # fmt: skip
# Of what was written on the way: who decided what, by which rule, and when. Words, names, the household's members and the bank account go.
_KEPT_OF_PAPERS: Mapping[str, frozenset[str]] = {
    "visit": frozenset({"visited_on", "by"}),
    "appraisal": frozenset({"held_on", "in_favour", "by"}),
    "review": frozenset({"opinion", "fen", "by", "at"}),
    "decision": frozenset({"scheme", "on", "pack_version", "eligible", "level", "department", "amount", "due_on"}),
    "approval": frozenset({"fen", "level", "case_by_case", "by", "at"}),
    "refusal": frozenset({"by", "at"}),
    "aid_first": frozenset({"fen", "goods", "by"}),
}
_GONE_OF_WORK = frozenset({"acts", "assisted", "notice"})


def pseudonymise(case_id: str, actor: Actor, now: datetime) -> None:
    """Take the person out of an ended case; the audit chain (which holds no personal value unmasked) stays and shows it."""
    files: list[str] = []
    talks: list[str] = []

    def strip(case: Application) -> None:
        files[:] = [paper.file_id for paper in case.attachments]
        talks[:] = [case.conversation] if case.conversation else []
        _strip_answers(case)
        _strip_work(case)
        case.attachments, case.outbox, case.outbox_due_at = [], [], None
        case.resident = case.filed_by = case.query_code = case.query_code_lookup = case.conversation = None
        case_file.log(case, actor, "pseudonymised", now)
        case_file.refresh(case, now)

    notices.take_down(cases.by_id(case_id), now)
    case = cases.change(lambda: cases.by_id(case_id), strip)
    for file_id in files:
        remove_file(file_id)
    conversations.forget(talks, case.number)


def _strip_answers(case: Application) -> None:
    case.fields = [entry for entry in case.fields if entry.name in _KEPT_ANSWERS]
    for entry in case.fields:
        entry.said, entry.history = None, None
    case.skipped = {}


def _strip_work(case: Application) -> None:
    case.papers = {
        name: {key: value for key, value in paper.items() if key in _KEPT_OF_PAPERS[name]}
        for name, paper in (case.papers or {}).items()
        if name in _KEPT_OF_PAPERS
    }
    case.work = {name: value for name, value in case.work.items() if name not in _GONE_OF_WORK}
    if "rating" in case.work:
        case.work["rating"] = {"stars": case.work["rating"]["stars"]}
    for slip in case.slips:
        slip.asks, slip.says = "（已去掉）", None


def remove(case: Application) -> None:
    """What was never handed in goes whole."""
    for paper in case.attachments:
        remove_file(paper.file_id)
    Application.objects(id=case.id).delete()


def remove_file(file_id: str) -> None:
    """A photo, bytes and all."""
    for stored in StoredFile.objects(id=file_id):
        stored.content.delete()
        stored.delete()
