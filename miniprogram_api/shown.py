"""A case as its resident reads it."""

from backend.domain import workflow
from backend.domain.intake_fields import CATEGORIES, show
from backend.domain.masking import mask_text
from backend.services import case_file, own_cases, progress
from backend.services.attachments import KINDS
from backend.storage.documents import Application
from backend.storage.resident_documents import Resident
from miniprogram_api.papers import wanted_for

# The states in words nobody stumbles over (miniprogram/scripts/words.json); the desk has its own.
_PLAIN = {
    "draft": "还没交", "unfinished": "没说完，可以接着填", "submitted": "交上来了，等工作人员看", "supplement": "还差一点材料", "accepted": "收下了，开始办",
    "visiting": "上门看情况", "appraisal": "村里一起商量", "review": "工作人员在细看", "consultation": "几个部门在商量", "approval": "等着批", "notice": "正在公示",
    "granted": "批准了，准备发钱", "refused": "这次没有批准", "disbursing": "钱正在发", "closed": "办完了", "archived": "办完了", "withdrawn": "您不申请了", "merged": "和另一件一起办",
}  # fmt: skip
_PLAIN_LABELS = {label: _PLAIN[state] for state, label in workflow.STATES.items()}


def draft(case: Application, resident: Resident) -> dict[str, object]:
    """The form, what was heard, what is missing, what to bring."""
    values = case_file.values_of(case)
    open_ = own_cases.told_it_themselves(case, resident)
    answers = {name: show(name, value) for name, value in values.items()}
    if not open_:
        answers = {name: own_cases.masked_if_sensitive(name, value) for name, value in answers.items()}
    heard = {
        entry.name: entry.said if open_ else mask_text(entry.said)
        for entry in case.fields
        if entry.source == "bot" and entry.said
    }
    return {
        "id": str(case.id), "number": case.number, "jurisdiction": case.jurisdiction, "state": case.state, "version": case.version,
        "origin": "resident" if case.conversation is None else "bot", "assisted": own_cases.assisted(case), "answers": answers,
        "heard": heard, "missing": case_file.missing_in(case), "attachments": [attachment(one) for one in case.attachments],
        "wanted": wanted_for(values),
    }  # fmt: skip


def attachment(one) -> dict[str, object]:
    """A photo on file."""
    return {
        "id": one.id,
        "kind": one.kind,
        "kind_name": KINDS.get(one.kind, one.kind),
        "size": one.size,
        "uploaded_at": one.added_at,
    }


def card(case: Application, resident: Resident) -> dict[str, object]:
    """A case in a list."""
    values = case_file.values_of(case)
    return {
        "id": str(case.id), "number": case.number, "state": case.state, "says": _PLAIN[case.state],
        "title": CATEGORIES.get(str(values.get("emergency.category")), "救助申请"), "draft": case.state in ("draft", "unfinished"),
        "unfinished": case.state == "unfinished", "updated_at": case.updated_at or case.created_at,
        "for_whom": str(values.get("applicant.name", "")) or None if own_cases.assisted(case) else None,
    }  # fmt: skip


def standing(case: Application) -> dict[str, object]:
    """Where it stands, for one who has only number and query code: nothing about the person."""
    now = progress.progress_of(case)
    steps = [{"at": one.at, "says": one.says, "by": None, "done": True} for one in now.passed]
    ahead = _PLAIN_LABELS.get(now.next_step or "", now.next_step)
    if ahead:
        steps.append({"at": None, "says": ahead, "by": now.held_by, "done": False})
    return {
        "id": None, "number": now.number, "state": now.state, "says": now.says, "next_step": ahead,
        "who": now.held_by if ahead else None, "due_on": now.due_on, "steps": steps, "supplement": None, "can": [], "rating": None,
    }  # fmt: skip


def own_standing(case: Application) -> dict[str, object]:
    """The same for its resident: also what is asked of them and what they can do."""
    asked = next((event.note for event in reversed(case.events) if event.action == "ask_supplement"), None)
    return standing(case) | {
        "id": str(case.id), "query_code": case.query_code, "can": own_cases.may(case), "rating": case.work.get("rating", {}).get("stars"),
        "supplement": asked if case.state == "supplement" else None,
    }  # fmt: skip
