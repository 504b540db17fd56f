"""What the 12349 bot tells while a conversation goes on: its snapshots, danger, calls for a person, complaints, and silence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from backend.domain.errors import NotFound
from backend.domain.intake_fields import flatten
from backend.domain.people import BOT, Actor
from backend.policy.jurisdictions import by_slug
from backend.services import case_file
from backend.services.filing import Filing, keep_unfinished, origin_key, take_up, update_from_conversation
from backend.services.office_hours import next_opening
from backend.storage import cases, conversations
from backend.storage.documents import Alert, Application, Conversation, Task, Turn
from backend.storage.once import once
from backend.storage.sealed import keyring


@dataclass(frozen=True)
class Snapshot:
    """A conversation as the bot sees it after a turn; `turns` are those the house may not have yet."""

    jurisdiction: str
    channel: str
    last_heard_at: datetime
    draft: int = 1
    form: Mapping[str, object] = field(default_factory=dict)
    provenance: case_file.Provenance = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)
    urgency: str | None = None
    caller_phone: str | None = None
    continues: str | None = None
    state: str = "live"
    turns: Sequence[Mapping[str, object]] = ()


def keep_snapshot(conversation_id: str, snapshot: Snapshot, now: datetime) -> Conversation:
    """Keep the newest of what was heard; turns are added by their sequence, so that a repeat adds nothing.

    Corrections after filing reach the case; a caller who came back (`continues`) goes on with the case they left. Raises UnknownJurisdiction.
    """
    by_slug(snapshot.jurisdiction)
    known = conversations.get(conversation_id)
    if known and not _brings_anything(known, snapshot):
        return known

    def begin() -> Conversation:
        filed_first = cases.by_origin(origin_key(conversation_id, snapshot.draft))
        return Conversation(
            id=conversation_id,
            jurisdiction=snapshot.jurisdiction,
            channel=snapshot.channel,
            started_at=now,
            last_heard_at=snapshot.last_heard_at,
            application=filed_first.number if filed_first else None,
        )

    if snapshot.continues:
        take_up(snapshot.continues, conversation_id, snapshot.draft)
    kept = conversations.change(conversation_id, begin, lambda conversation: _take_in(conversation, snapshot))
    if case := case_of(kept):
        update_from_conversation(case, _heard_anew(known, kept), BOT, now)
    if kept.state == "closed" and kept.told:
        _keep_what_was_told(kept, now)
    return kept


def put_on_file(conversation_id: str, now: datetime) -> Application:
    """What a talk has become, or becomes now, unfinished, because the caller goes on by themselves. Raises NotFound when nothing was told."""
    conversation = conversations.get(conversation_id)
    if conversation and (known := case_of(conversation)):
        return known
    if conversation is None or not conversation.told:
        raise NotFound("还没有记下什么。再说几句，或者回首页点“我要申请救助”自己填。")
    return _keep_what_was_told(conversation, now)


def case_of(conversation: Conversation) -> Application | None:
    """The case that this draft of the conversation has become, sought only when there is one of it at all."""
    if conversation.application is None:
        return None
    return cases.by_origin(origin_key(conversation.id, conversation.draft))


def _heard_anew(before: Conversation | None, kept: Conversation) -> Filing:
    """What was told since the last snapshot: what was told earlier must not undo what the resident wrote themselves meanwhile."""
    heard = _filing_of(kept)
    if before is None or before.draft != kept.draft:
        return heard
    earlier = _filing_of(before).answers
    return replace(heard, answers={name: told for name, told in heard.answers.items() if earlier.get(name) != told})


def _brings_anything(known: Conversation, snapshot: Snapshot) -> bool:
    """Before each answer the bot asks with its last snapshot whether a person is there: that saves nothing anew."""
    heard_up_to = known.turns[-1].seq if known.turns else 0
    has_new_turns = any(int(str(turn["seq"])) > heard_up_to for turn in snapshot.turns)
    return has_new_turns or snapshot.last_heard_at > known.last_heard_at or snapshot.draft > known.draft


def _take_in(conversation: Conversation, snapshot: Snapshot) -> None:
    heard_up_to = conversation.turns[-1].seq if conversation.turns else 0
    for turn in snapshot.turns:
        if int(str(turn["seq"])) > heard_up_to:
            conversation.turns.append(Turn(**turn))
            heard_up_to = int(str(turn["seq"]))
    if conversation.last_heard_at > snapshot.last_heard_at or conversation.draft > snapshot.draft:
        return  # an older snapshot came late: its turns count, its form does not
    new_draft = snapshot.draft > conversation.draft
    conversation.draft, conversation.last_heard_at = snapshot.draft, snapshot.last_heard_at
    conversation.form, conversation.provenance = dict(snapshot.form), dict(snapshot.provenance)
    conversation.skipped = {name.replace(".", "·"): why for name, why in snapshot.skipped.items()}
    conversation.urgency = snapshot.urgency or conversation.urgency
    conversation.application = conversation.application or snapshot.continues
    conversation.caller_phone = snapshot.caller_phone or conversation.caller_phone
    conversation.told = bool(flatten(snapshot.form))
    if new_draft or conversation.state in ("live", "closed", "kept"):
        conversation.state = snapshot.state


def _filing_of(conversation: Conversation) -> Filing:
    answers = flatten(conversation.form or {})
    if conversation.caller_phone and not {"applicant.phone", "filer.phone"} & set(answers):
        answers["filer.phone" if "filer.name" in answers else "applicant.phone"] = conversation.caller_phone
    return Filing(
        jurisdiction=conversation.jurisdiction, channel=conversation.channel, answers=answers,
        provenance=conversation.provenance or {}, urgency=conversation.urgency, conversation=conversation.id,
        skipped={name.replace("·", "."): why for name, why in conversation.skipped.items()}, draft=conversation.draft,
    )  # fmt: skip


def mark_filed(conversation_id: str, case: Application, now: datetime) -> None:
    """The conversation has become a case; silence is no longer anybody's worry, but what the case lacks is asked for."""
    if case.state == "unfinished":
        ask_for_callback(case, "还差姓名或联系办法，请想办法找到这位来电人。", now)
    else:
        need_no_callback(case, now)
    if conversation := conversations.get(conversation_id):
        _settle(conversation, "filed", case)


def sweep_silent(now: datetime, silence: timedelta) -> list[Application]:
    """Keep what silent callers told as unfinished cases, each with one call-back task; running it again changes nothing."""
    kept = [_keep_what_was_told(conversation, now) for conversation in conversations.gone_silent(now, silence)]
    return [case for case in kept if case.state == "unfinished"]


def _keep_what_was_told(conversation: Conversation, now: datetime) -> Application:
    """On file the moment the call ends: who rings again a minute later finds it."""
    case = keep_unfinished(_filing_of(conversation), BOT, now)
    if case.state == "unfinished":
        ask_for_callback(case, "话没说完就断了，请打回去接着问。", now, conversation.caller_phone)
    _settle(conversation, "kept", case)
    return case


def _settle(conversation: Conversation, state: str, case: Application) -> None:
    def settled(fresh: Conversation) -> None:
        fresh.state, fresh.application = state, case.number

    conversations.change(conversation.id, lambda: conversation, settled)


def ask_for_callback(case: Application, reason: str, now: datetime, line: str | None = None) -> None:
    """One call-back for an unfinished case, to the number told or to the line it came from."""
    values = case_file.values_of(case)
    phone = values.get("applicant.phone") or values.get("filer.phone") or line
    due_at = next_opening(case.jurisdiction, now)
    once(Task, f"callback:{case.origin_key}", "", lambda: Task(
        jurisdiction=case.jurisdiction, kind="callback", application=case.number, conversation=case.conversation, phone=phone,
        reason=reason, due_at=due_at, created_at=now,
    ))  # fmt: skip


def need_no_callback(case: Application, now: datetime) -> None:
    """Whoever finished telling is not rung to finish."""
    conversations.end_callbacks(case.number, now, "本人接着说完，已经交上来了。")


def ask_to_tell(case: Application, notice_id: str, says: str, phone: str | None, now: datetime) -> None:
    """A message that no road would take is told by a person."""
    values = case_file.values_of(case)
    reach = values.get("applicant.phone") or values.get("filer.phone") or phone
    once(Task, f"undelivered:{notice_id}", "", lambda: Task(
        jurisdiction=case.jurisdiction, kind="undelivered", application=case.number, phone=reach, text=says,
        reason="这条消息发了几次都没送到，请打电话告诉本人。", due_at=next_opening(case.jurisdiction, now), created_at=now,
    ))  # fmt: skip


def raise_alert(alert: Mapping[str, object], key: str | None, digest: str, now: datetime) -> Alert:
    """Put danger to life on top of the county's console. Raises UnknownJurisdiction, KeyReused."""
    by_slug(str(alert["jurisdiction"]))
    return once(Alert, key, digest, lambda: Alert(raised_at=now, **alert))


def take_alert(alert_id: str, actor: Actor, now: datetime, outcome: str) -> Alert:
    """A person takes the danger in hand and says what was done; outside the actor's county it does not exist."""
    alert = conversations.alert(alert_id)
    if alert.jurisdiction != actor.jurisdiction:
        raise NotFound()
    Alert.objects(id=alert.id, open=True).update_one(
        set__open=False, set__taken_by=actor.id, set__taken_at=now, set__outcome=outcome
    )
    return conversations.alert(alert_id)


def ask_for_person(wish: Mapping[str, object], key: str | None, digest: str, now: datetime) -> tuple[Task, bool]:
    """A caller wants a person: (the task, whether the office is open now); outside hours it is a call-back at opening time."""
    by_slug(str(wish["jurisdiction"]))
    due_at = next_opening(str(wish["jurisdiction"]), now)
    kind = "handoff" if due_at == now else "callback"
    task = once(Task, key, digest, lambda: Task(kind=kind, due_at=due_at, created_at=now, **wish))
    return task, kind == "handoff"


def take_complaint(complaint: Mapping[str, object], kind: str, key: str | None, digest: str, now: datetime) -> Task:
    """A complaint or tip-off, for the auditor's eyes only."""
    by_slug(str(complaint["jurisdiction"]))
    number = f"TS{keyring().lookup('complaint', key or str(now))[-8:].upper()}"
    return once(Task, key, digest, lambda: Task(
        kind="complaint", reason=kind, number=number, for_role="auditor", due_at=next_opening(str(complaint["jurisdiction"]), now), created_at=now, **complaint
    ))  # fmt: skip


def finish_task(task_id: str, actor: Actor, now: datetime, outcome: str) -> Task:
    """Done, and what came of it; a task of another county, or another role's, does not exist."""
    task = conversations.task(task_id)
    if task.jurisdiction != actor.jurisdiction or task.for_role not in (None, actor.role):
        raise NotFound()
    Task.objects(id=task.id, open=True).update_one(
        set__open=False, set__done_by=actor.id, set__done_at=now, set__outcome=outcome
    )
    return conversations.task(task_id)
