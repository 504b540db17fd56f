"""Conversations, alerts and tasks: the named queries."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bson import ObjectId
from mongoengine import NotUniqueError, Q

from backend.domain.errors import Conflict, NotFound
from backend.domain.people import Actor
from backend.storage.cases import make_way
from backend.storage.documents import Alert, Conversation, Task

_TRIES = 12


def get(conversation_id: str) -> Conversation | None:
    """The conversation, if anything of it was heard."""
    return Conversation.objects(id=conversation_id).first()


def change(
    conversation_id: str, new: Callable[[], Conversation], operation: Callable[[Conversation], None]
) -> Conversation:
    """Load (or begin) a conversation, change it in memory and save it, again when somebody else was quicker; raises Conflict."""
    for attempt in range(_TRIES):
        conversation = get(conversation_id)
        try:
            if conversation is None:
                conversation = new()
                operation(conversation)
                return conversation.save(force_insert=True)
            operation(conversation)
            _replace(conversation)
        except (Conflict, NotUniqueError):
            make_way(attempt)
            continue
        return conversation
    raise Conflict()


def _replace(conversation: Conversation) -> None:
    read_version = conversation.version
    conversation.version = read_version + 1
    conversation.validate()
    stored = conversation.to_mongo()
    found = {"_id": conversation.id, "version": read_version}
    if Conversation._get_collection().replace_one(found, stored).matched_count != 1:
        raise Conflict()


def gone_silent(now: datetime, silence: timedelta, limit: int = 100) -> list[Conversation]:
    """Conversations that told something, were not filed, and ended or fell silent."""
    quiet = Q(state="live", last_heard_at__lte=now - silence) | Q(state="closed")
    return list(Conversation.objects(quiet, told=True).order_by("last_heard_at").limit(limit))


def live(actor: Actor, since: datetime) -> list[Conversation]:
    """Conversations going on in the actor's county, the latest word first."""
    found = Conversation.objects(jurisdiction=actor.jurisdiction, state__in=("live", "filed"), last_heard_at__gte=since)
    return list(found.order_by("-last_heard_at").limit(50))


def open_alerts(actor: Actor) -> list[Alert]:
    """Dangers nobody has taken yet, the newest first: what was heard this minute is seen without scrolling."""
    return list(Alert.objects(jurisdiction=actor.jurisdiction, open=True).order_by("-raised_at"))


def alert(alert_id: str) -> Alert:
    """One alert; raises NotFound."""
    if ObjectId.is_valid(alert_id) and (found := Alert.objects(id=ObjectId(alert_id)).first()):
        return found
    raise NotFound()


def open_tasks(actor: Actor) -> list[Task]:
    """What the actor's role has to do beside the cases, by due time; a complaint is its own role's alone."""
    mine = Q(for_role=None) | Q(for_role=actor.role)
    return list(Task.objects(mine, jurisdiction=actor.jurisdiction, open=True).order_by("due_at").limit(200))


def task(task_id: str) -> Task:
    """One task; raises NotFound."""
    if ObjectId.is_valid(task_id) and (found := Task.objects(id=ObjectId(task_id)).first()):
        return found
    raise NotFound()


def tasks_of(application: str) -> list[Task]:
    """The tasks that hang on a case."""
    return list(Task.objects(application=application).order_by("created_at"))


def end_callbacks(application: str, now: datetime, outcome: str) -> None:
    """Nobody need ring about this case any more."""
    waiting = Task.objects(application=application, kind="callback", open=True)
    waiting.update(set__open=False, set__done_at=now, set__outcome=outcome)


def forget(conversation_ids: list[str], application: str | None) -> None:
    """What was said, alarms raised on it and what somebody had to do about the case: the words and the phones go, the counts stay."""
    Conversation.objects(id__in=conversation_ids).delete()
    Alert.objects(conversation__in=conversation_ids).update(unset__words=1, unset__phone=1, unset__outcome=1)
    if application:
        Conversation.objects(application=application).delete()
        Task.objects(application=application).update(unset__text=1, unset__phone=1, unset__outcome=1)
