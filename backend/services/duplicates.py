"""Duplicated aid (重复救助): which cases look like the same one and why, what the household got lately, and merging two into one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backend.adapters.clock import beijing_day
from backend.domain import ledger as money
from backend.domain.duplicates import Sketch, likeness
from backend.domain.errors import InvalidFields, WrongState
from backend.domain.people import Actor
from backend.services import case_file, changing, promises, review
from backend.services.changing import change
from backend.storage import cases, likely_same
from backend.storage import ledger as ledger_storage
from backend.storage.documents import Application

_LOOK_BACK = timedelta(days=365)
_NEW = timedelta(days=90)
_AID = ("paid", "goods", "society_paid", "turned_into_aid")


@dataclass(frozen=True)
class Duplicate:
    """A case that may be the same, and why."""

    case: Application
    reasons: tuple[str, ...]
    score: int


@dataclass(frozen=True)
class AidLine:
    """Something the household got: `fen` is its worth."""

    case: str
    on: str
    kind: str
    label: str
    fen: int
    scheme: str


def duplicates_of(case: Application, actor: Actor, now: datetime) -> list[Duplicate]:
    """Cases of the actor's region that look like this one, the likeliest first."""
    marks = [mark for mark in case.finds if mark.startswith(("id:", "phone:", "pinyin:", "household:"))]
    own, found = _sketch(case), []
    for other in likely_same.candidates(case, marks, now - _NEW):
        alike = likeness(own, _sketch(other))
        if alike and actor.sees(other.jurisdiction, other.township, other.village):
            found.append(Duplicate(other, alike.reasons, alike.score))
    return sorted(found, key=lambda duplicate: -duplicate.score)


def recent_aid(case: Application, now: datetime) -> list[AidLine]:
    """What the household got within the last year from all its cases, oldest first."""
    household = case.household or promises.known_household(case)
    lines = ledger_storage.of_household(household, now - _LOOK_BACK) if household else []
    return [
        AidLine(line.case, line.on, line.kind, money.KINDS[line.kind], line.fen, line.scheme)
        for line in lines
        if line.kind in _AID
    ]


def merge(number: str, into: str, actor: Actor, now: datetime, reason: str) -> Application:
    """Put one case into another: answers that were missing there, papers and photos go with it, both histories stay.

    The other case is told first; a second call finishes what a broken one began. Raises InvalidFields, WrongState when money has
    already been given on the one that would end, NotAllowed, NotFound.
    """
    if not reason.strip():
        raise InvalidFields(fields={"reason": "请写明为什么是同一件。"})
    ending = review.open_case(number, actor)
    _require_can_merge(ending, into, actor)
    kept = change(into, actor, lambda case: _take_in(case, ending, actor, now, reason))
    if ending.state != "merged":
        change(number, actor, lambda case: _end(case, into, actor, now, reason))
    return changing.load(kept.number, actor)


def history_of(case: Application) -> list[tuple[str, Application]]:
    """The cases that went into this one, with their numbers, each with its own events."""
    return [(number, cases.by_number(number)) for number in case.work.get("merged_from", [])]


def _require_can_merge(ending: Application, into: str, actor: Actor) -> None:
    target = review.open_case(into, actor)
    if target.id == ending.id or target.jurisdiction != ending.jurisdiction:
        raise InvalidFields(fields={"into": "请选本县的另一件申请。"})
    if target.state in ("merged", "withdrawn", "archived"):
        raise WrongState("那一件已经结束，不能再并进去。")
    if ending.postings:
        raise WrongState("这一件已经发过钱或物，请反过来，把另一件并到这一件。")


def _take_in(case: Application, ending: Application, actor: Actor, now: datetime, reason: str) -> None:
    if ending.number in case.work.get("merged_from", []):
        return
    known = {entry.name for entry in case.fields}
    gained = [entry for entry in ending.fields if entry.name not in known]
    case.fields.extend(gained)
    case.attachments.extend(ending.attachments)
    case.work["merged_from"] = [*case.work.get("merged_from", []), ending.number]
    changes = {
        "number": ending.number,
        "answers": [entry.name for entry in gained],
        "last_hash": ending.events[-1].hash,
    }
    case_file.log(case, actor, "merged_in", now, changes=changes, note=reason)
    case_file.refresh(case, now)


def _end(case: Application, into: str, actor: Actor, now: datetime, reason: str) -> None:
    case_file.move(case, "merge", actor, now, note=f"合并到 {into}。{reason}")
    case.work["merged_into"] = into


def _sketch(case: Application) -> Sketch:
    values = case_file.values_of(case)
    occurred = values.get("emergency.occurred_on")
    secrets = {
        kind: frozenset(mark for mark in case.finds if mark.startswith(f"{kind}:"))
        for kind in ("id", "phone", "household")
    }
    return Sketch(
        name=case.applicant_name, village=case.village, detail=str(values.get("address.detail") or "") or None,
        category=case.category, occurred_on=date.fromisoformat(str(occurred)) if occurred else None,
        told_on=beijing_day(case.created_at), secrets=secrets,
    )  # fmt: skip
