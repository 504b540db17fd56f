"""What the bot wrote and the house would not take as it was: a person takes it from there, so that nothing told is lost."""

from collections.abc import Mapping
from datetime import datetime

from backend.domain.intake_fields import FIELDS, flatten
from backend.policy.jurisdictions import all_jurisdictions
from backend.services.office_hours import next_opening
from backend.storage.documents import Task
from backend.storage.once import once

KINDS: Mapping[str, str] = {
    "application": "一件申请", "snapshot": "一次对话", "alert": "一次危险警报", "handoff": "一次找人工", "complaint": "一件投诉举报",
}  # fmt: skip
_LONGEST = 4000


def take(letter: Mapping[str, object], home_county: str, key: str | None, digest: str, now: datetime) -> Task:
    """Make it somebody's work: what was told and why it was refused. A complaint stays the auditor's, danger is due at once.

    A letter that names no county served here goes to `home_county`. Raises KeyReused.
    """
    told, kind = dict(letter["told"]), str(letter["kind"])  # type: ignore[call-overload]
    slugs = {county.slug for county in all_jurisdictions()}
    county = told.get("jurisdiction") if told.get("jurisdiction") in slugs else home_county
    return once(Task, key, digest, lambda: Task(
        jurisdiction=county, kind="refused_letter", conversation=letter.get("conversation"), text=_in_words(told)[:_LONGEST],
        reason=f"机器人有{KINDS[kind]}没有交上来：{letter.get('says') or '内容不合要求'}", phone=_phone_in(told),
        for_role="auditor" if kind == "complaint" else None, due_at=now if kind == "alert" else next_opening(str(county), now), created_at=now,
    ))  # fmt: skip


def _phone_in(told: Mapping[str, object]) -> str | None:
    answers = flatten(_form_in(told))
    found = (
        told.get("phone") or told.get("caller_phone") or answers.get("applicant.phone") or answers.get("filer.phone")
    )
    return str(found) if found else None


def _in_words(told: Mapping[str, object]) -> str:
    """One line an answer, under the label of its field where it is one, and what was said in so many words."""
    spoken = [f"说的是：{told[name]}" for name in ("words", "text", "reason") if told.get(name)]
    answers = flatten(_form_in(told))
    return "\n".join(
        [*spoken, *(f"{FIELDS[name].label if name in FIELDS else name}：{value}" for name, value in answers.items())]
    )


def _form_in(told: Mapping[str, object]) -> dict[str, object]:
    form = told.get("form")
    return dict(form) if isinstance(form, Mapping) else {}
