"""A resident's own copy of everything (PIPL 45): once as fields for programs, once as a text that a person reads."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from backend.adapters.clock import BEIJING
from backend.domain import workflow
from backend.domain.intake_fields import FIELDS, HOUSEHOLD_STATUSES, RELATIONS, in_words
from backend.domain.people import Actor
from backend.policy import privacy as notices
from backend.services import attachments, audit, case_file, forms, own_cases, privacy, progress
from backend.storage import residents
from backend.storage.documents import Application
from backend.storage.resident_documents import Resident

_MOST = 500
_PERSON = {
    "name": "姓名",
    "phone": "电话",
    "id_number": "身份证号",
    "township": "乡镇",
    "village": "村",
    "detail": "门牌",
}
_CONDITIONS = {"disabled": "有残疾", "ill": "长期生病", "student": "在上学"}


def export(resident: Resident, actor: Actor, now: datetime) -> dict[str, object]:
    """Everything the house has of the resident, in words and in codes; that it was taken is on record."""
    audit.record(f"resident:{resident.id}", actor, "exported", now)
    resident_id = str(resident.id)
    own = privacy.cases_of(resident)
    told: dict[str, object] = {
        "about": "这是e救助里您的全部资料。金额的单位：元；时间是世界协调时。",
        "made_at": now.isoformat(), "person": dict(resident.person or {}) | {"phone": resident.phone}, "household": resident.household or {},
        "consents": [{"purpose": one.purpose, "version": one.version, "granted": one.granted, "at": one.at.isoformat()} for one in residents.consents_of(resident_id)],
        "applications": [_exported(case, resident) for case in own],
        "messages": [{"at": one.at.isoformat(), "title": one.title, "says": one.says} for one in residents.messages_of(resident_id, None, _MOST)],
        "who_looked": [entry | {"at": str(entry["at"])} for entry in privacy.access_log(resident, _MOST)],
    }  # fmt: skip
    return told | {"readable": "\n".join(_told(resident, own, now))}


def _exported(case: Application, resident: Resident) -> dict[str, object]:
    masked = not own_cases.told_it_themselves(case, resident)
    return {
        "number": case.number, "state": workflow.STATES[case.state], "in_words": _answers(case, resident),
        "form": forms.shown(case, masked=masked), "provenance": forms.provenance_of(case, masked=masked),
        "attachments": [{"kind": attachments.KINDS.get(one.kind, one.kind), "at": one.added_at.isoformat()} for one in case.attachments],
        "steps": [{"at": event.at.isoformat(), "action": event.action} for event in case.events],
    }  # fmt: skip


def _answers(case: Application, resident: Resident) -> dict[str, str]:
    """By label; what this resident sees starred out in the program, they take along starred out (`own_cases`)."""
    word = in_words if own_cases.told_it_themselves(case, resident) else case_file.shown_masked
    values = case_file.values_of(case)
    return {field.label: word(name, values[name]) for name, field in FIELDS.items() if name in values}


def _told(resident: Resident, own: Iterable[Application], now: datetime) -> Iterator[str]:
    """The lines of the text, for somebody who opens it on a phone."""
    resident_id = str(resident.id)
    titles = {one.purpose: one.title for one in notices.notice().purposes}
    yield from ("e救助：我的资料", f"{_moment(now)}取出，钱都以元计。", "", "【我】")
    person = dict(resident.person or {}) | {"phone": resident.phone}
    yield from _lines({label: str(person[key]) for key, label in _PERSON.items() if person.get(key)})
    yield from ("", "【家里】", *_lines(dict(_household(resident.household or {}))))
    for case in own:
        yield from (
            "",
            f"【申请 {case.number or '（还没交）'}】{progress.progress_of(case).says}",
            *_lines(_answers(case, resident)),
        )
        for paper in case.attachments:
            yield f"照片：{attachments.KINDS.get(paper.kind, paper.kind)}，{_moment(paper.added_at)}交的"
        yield from (f"{_moment(step.at)} {step.says}" for step in progress.progress_of(case).passed)
    yield from ("", "【发给我的消息】")
    yield from _or_none(
        f"{_moment(one.at)} {one.title}：{one.says}" for one in residents.messages_of(resident_id, None, _MOST)
    )
    yield from ("", "【谁看过我的申请】")
    yield from _or_none(
        f"{_moment(one['at'])} {one['role']}{one['says']}（{one['number']}）" for one in privacy.access_log(resident, _MOST)
    )  # fmt: skip
    yield from ("", "【我同意过什么】")
    yield from _or_none(
        f"{_moment(one.at)} {'同意' if one.granted else '不再同意'}“{titles.get(one.purpose, one.purpose)}”（第{one.version}版）"
        for one in residents.consents_of(resident_id)
    )


def _household(kept: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name in ("size", "monthly_income", "status"):
        if kept.get(name) not in (None, [], ""):
            yield FIELDS[f"household.{name}"].label, in_words(f"household.{name}", kept[name])  # type: ignore[arg-type]
    for place, member in enumerate(_rows(kept, "members"), 1):
        relation, age, income = member.get("relation"), member.get("age"), member.get("income")
        about = [
            str(member["name"]), RELATIONS.get(str(relation), ""), f"{age}岁" if age is not None else "", f"每月{income}元" if income else "",
            *(_CONDITIONS[str(one)] for one in member.get("condition") or [] if one in _CONDITIONS),  # type: ignore[attr-defined]
        ]  # fmt: skip
        yield f"家里人{place}", "，".join(part for part in about if part)
    for paper in _rows(kept, "certificates"):
        kind = {"disability": "disabled"}.get(str(paper["kind"]), str(paper["kind"]))
        yield f"证件（{HOUSEHOLD_STATUSES[kind]}）", str(paper.get("number") or "没有留号码")


def _rows(kept: Mapping[str, object], name: str) -> list[dict[str, object]]:
    rows = kept.get(name)
    return rows if isinstance(rows, list) else []


def _lines(told: Mapping[str, str]) -> list[str]:
    return [f"{label}：{value}" for label, value in told.items()] or ["（没有填）"]


def _or_none(lines: Iterable[str]) -> list[str]:
    return list(lines) or ["（没有）"]


def _moment(at: object) -> str:
    instant = at if isinstance(at, datetime) else datetime.fromisoformat(str(at))
    return f"{instant.astimezone(BEIJING):%Y年%-m月%-d日 %H:%M}"
