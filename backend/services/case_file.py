"""What every service does to a case in memory: write answers with their provenance, log, notify, keep the columns true.

Nothing here saves; `backend.storage.cases.change` does, once, with everything in it.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from pypinyin import lazy_pinyin

from backend.adapters.clock import beijing_day
from backend.domain import audit, ledger, triage, workflow
from backend.domain.errors import WrongState
from backend.domain.intake_fields import FIELDS, Value, in_words, missing
from backend.domain.ledger import Balance
from backend.domain.masking import mask_name, mask_value
from backend.domain.people import Actor
from backend.services import due_dates
from backend.storage import cases
from backend.storage.documents import Application, Event, FieldOnFile, Notice
from backend.storage.sealed import keyring

type Provenance = Mapping[str, Mapping[str, object]]

_NAMING = frozenset({"applicant.name", "filer.name", "address.village"})
_ONLY_WITHOUT_MONEY = frozenset({"withdraw", "decline", "merge"})
_SOURCE_OF_ROLE = {"bot": "bot", "resident": "resident", "system": "feed"}


def values_of(case: Application) -> dict[str, Value]:
    """The answers on file, by dotted name (money in fen)."""
    return {entry.name: entry.value for entry in case.fields}


def missing_in(case: Application) -> list[str]:
    """What a caseworker still has to learn; of somebody who helps another (帮办代办) also who they are."""
    values = values_of(case)
    if not case.work.get("assisted") or "filer.relation" in values:
        return missing(values)
    return ["filer.relation", *missing(values | {"filer.relation": "other"})]


def write_answers(
    case: Application, answers: Mapping[str, Value], actor: Actor, now: datetime, provenance: Provenance | None = None
) -> None:
    """Put answers on file; a value that stood there before is kept in the field's history and named in the log, masked.

    What a caseworker confirmed is changed by a person only.
    """
    heard = provenance or {}
    changes: dict[str, object] = {}
    for name, value in answers.items():
        entry = next((known for known in case.fields if known.name == name), None)
        if entry and _stands(entry, actor):
            continue
        if entry is None or entry.value != value:
            changes[name] = {
                "from": _logged(name, entry.value) if entry else None,
                "to": _logged(name, value),
            }
        _write_one(case, entry, name, value, actor, now, heard.get(name, {}))
        case.skipped.pop(_key(name), None)
    if changes:
        log(case, actor, "answers_written", now, changes=changes)
    refresh(case, now)


def _stands(entry: FieldOnFile, actor: Actor) -> bool:
    """Whether what is confirmed stays against this actor: a caller may take back their own yes, telling the bot."""
    if actor.role == "bot":
        return entry.confirmed_at is not None and entry.confirmed_by != "applicant"
    return entry.confirmed_at is not None and actor.role == "system"


def _write_one(
    case: Application,
    entry: FieldOnFile | None,
    name: str,
    value: Value,
    actor: Actor,
    now: datetime,
    heard: Mapping[str, object],
) -> None:
    if entry is None:
        entry = FieldOnFile(name=name, value=value, source="bot")
        case.fields.append(entry)
    elif entry.value != value:
        before = {
            "value": entry.value,
            "source": entry.source,
            "said": entry.said,
            "by": entry.written_by,
            "until": now.isoformat(),
        }
        entry.history = [*(entry.history or []), before]
        entry.confirmed_by = entry.confirmed_at = None
    entry.value = value
    entry.source = _SOURCE_OF_ROLE.get(actor.role, "caseworker")
    entry.written_by, entry.written_at = actor.id, now
    if heard or entry.source != "caseworker":
        entry.said, entry.confidence = heard.get("said"), heard.get("confidence")
        entry.low, entry.high = heard.get("low"), heard.get("high")
    if heard.get("confirmed"):
        entry.confirmed_by, entry.confirmed_at = "applicant", now


def confirm(case: Application, names: list[str], actor: Actor, now: datetime) -> None:
    """A caseworker vouches for answers as they stand."""
    for entry in case.fields:
        if entry.name in names:
            entry.confirmed_by, entry.confirmed_at = actor.id, now
    log(case, actor, "answers_confirmed", now, changes={"fields": sorted(names)})


def mark_skipped(case: Application, skipped: Mapping[str, str]) -> None:
    """Note what was asked and not answered, and why: refused, unknown or unreadable."""
    known = values_of(case)
    for name, why in skipped.items():
        if name in FIELDS and name not in known:
            case.skipped[_key(name)] = why


def skipped_in(case: Application) -> dict[str, str]:
    """What was asked and not answered, by dotted name."""
    return {name.replace("·", "."): why for name, why in case.skipped.items()}


def paper(case: Application, name: str) -> dict[str, object]:
    """What was written at a step, empty when nothing was."""
    return dict((case.papers or {}).get(name, {}))


def put_paper(case: Application, name: str, content: Mapping[str, object]) -> None:
    """File what was written at a step; what stood there before stays in the paper's `earlier`."""
    papers = dict(case.papers or {})
    before = papers.get(name)
    earlier = [*before.pop("earlier", []), before] if before else []
    papers[name] = {**content, "earlier": earlier} if earlier else dict(content)
    case.papers = papers


def members_of(case: Application) -> list[dict[str, str]]:
    """Who lives together, as the visit found them: name, relation and, where known, id_number."""
    return list(paper(case, "visit").get("members", []))  # type: ignore[no-any-return, call-overload]


def balance_of(case: Application) -> Balance:
    """The case's money as it stands."""
    return ledger.balance_of((posting.kind, posting.fen) for posting in case.postings)


def _key(name: str) -> str:
    return name.replace(".", "·")  # a document's keys have no dots


def log(
    case: Application,
    actor: Actor,
    action: str,
    now: datetime,
    *,
    changes: Mapping[str, object] | None = None,
    note: str | None = None,
) -> None:
    """Add one link to the case's audit chain."""
    previous = case.events[-1].hash if case.events else audit.FIRST
    event = Event(
        seq=len(case.events) + 1, at=now, actor=actor.id, actor_name=actor.name, role=actor.role, action=action,
        changes=dict(changes or {}), note=note, previous=previous,
    )  # fmt: skip
    event.hash = audit.link_hash(previous, event_content(event))
    case.events.append(event)


def event_content(event: Event) -> dict[str, object]:
    """What an event's hash covers."""
    return {
        "seq": event.seq, "at": event.at.isoformat(), "actor": event.actor, "role": event.role, "action": event.action,
        "changes": event.changes, "note": event.note,
    }  # fmt: skip


def move(
    case: Application, step_name: str, actor: Actor, now: datetime, *, to: str | None = None, note: str | None = None
) -> None:
    """Take a step of the table: check it, change the state, log it and tell the resident. Raises NotAllowed, WrongState."""
    step = workflow.require(step_name, case.state, actor.role)
    if step_name in _ONLY_WITHOUT_MONEY and balance_of(case).given:
        raise WrongState("这件已经先给过钱或物，要先走完审批，不能这样结束。")
    before, case.state = case.state, step.to or to or case.state
    log(case, actor, step_name, now, changes={"state": [before, case.state]}, note=note)
    if before != case.state:
        case.work["state_since"] = beijing_day(now).isoformat()
    if step.told:
        notify(case, step_name, f"{step.told}{note or ''}" if step.needs_reason else step.told, now)
    refresh(case, now)


def notify(case: Application, event: str, says: str, now: datetime) -> None:
    """Owe the resident a message; the worker sends it."""
    values = values_of(case)
    phone = values.get("applicant.phone") or values.get("filer.phone")
    case.outbox.append(
        Notice(id=secrets.token_hex(8), event=event, recipient=case.resident, phone=phone, says=says, next_at=now)
    )
    case.outbox_due_at = min((notice.next_at for notice in case.outbox if notice.state == "pending"), default=None)


def refresh(case: Application, now: datetime) -> None:
    """Make the columns follow the answers and the state."""
    values = values_of(case)
    case.applicant_name = values.get("applicant.name")
    case.township, case.village = values.get("address.township"), values.get("address.village")
    if case.handled_in and case.handled_in != case.township:
        case.township, case.village = case.handled_in, None
    case.category = values.get("emergency.category")
    case.urgency = case.work.get("urgency_set") or triage.urgency_of(values, case.work.get("urgency_heard"))
    case.urgency_rank = triage.rank(case.urgency)
    case.active = case.state not in workflow.ENDED and case.state not in workflow.UNSENT
    case.waiting_since = case.submitted_at or case.created_at
    case.due_on = due_dates.due_on(case, values, now)
    case.finds = _finds(case, values)
    case.updated_at = now


def _finds(case: Application, values: Mapping[str, Value]) -> list[str]:
    """What this case is found by: number, name (also by its pinyin), and the HMACs of phones and ID number."""
    found = [case.number, case.provisional_number]
    for name in ("applicant.name", "filer.name"):
        if spoken := values.get(name):
            found += [f"name:{spoken}", f"pinyin:{_sound_of(str(spoken))}"]
    for kind, name in (("phone", "applicant.phone"), ("phone", "filer.phone"), ("id", "applicant.id_number")):
        if secret := values.get(name):
            found.append(keyring().lookup(kind, str(secret)))
    found += [keyring().lookup("id", member["id_number"]) for member in members_of(case) if member.get("id_number")]
    found += [f"batch:{payment.batch}" for payment in case.payments if payment.batch]
    found += [mark for slip in case.slips for mark in (f"slip:{slip.number}", f"slips:{slip.state}")]
    found += [cases.slips_for(slip.department) for slip in case.slips if slip.state != "refused"]
    found += [f"household:{case.household}"] if case.household else []
    return sorted({entry for entry in found if entry})


@lru_cache(maxsize=256)
def _sound_of(name: str) -> str:
    return "".join(lazy_pinyin(name))


def _logged(name: str, value: Value) -> str:
    """What the log, which outlives the person on file, says of a value: names and villages starred like numbers, of a story its length.

    The value itself, and what stood there before, lies sealed in the field.
    """
    if name in _NAMING:
        return mask_name(str(value))
    if FIELDS[name].sensitive and FIELDS[name].kind == "text":
        return f"{len(str(value))}个字"
    return shown_masked(name, value)


def shown_masked(name: str, value: Value) -> str:
    """A value in words, starred out where it is sensitive."""
    field = FIELDS[name]
    return mask_value(field.kind, value) if field.sensitive else in_words(name, value)
