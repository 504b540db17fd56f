"""The hotline desk: who may listen where, taking a conversation over from the bot and handing it back.

An operator's turn carries the seq of the last thing heard, so that the bot's own numbering is not disturbed.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from backend.domain.errors import Conflict, InvalidFields, NotFound, WrongState
from backend.domain.intake_fields import flatten
from backend.domain.people import CASEWORKERS, Actor
from backend.services import audit
from backend.storage import conversations
from backend.storage.documents import Alert, Conversation, Task, Turn

LISTENERS = CASEWORKERS | {"hotline_operator"}
_STILL_LIVE = timedelta(minutes=30)
_LONGEST_TURN = 1000


def alerts_for(actor: Actor) -> list[Alert]:
    """Dangers nobody has taken, the newest first; one whose place is not known yet is everybody's in the county."""
    alerts = conversations.open_alerts(actor)
    return [alert for alert, talk in _with_talks(actor, alerts) if talk is None or _hears(actor, talk)]


def talks_for(actor: Actor, now: datetime) -> list[Conversation]:
    """The conversations going on in the actor's region, the latest word first."""
    return [talk for talk in conversations.live(actor, now - _STILL_LIVE) if _hears(actor, talk)]


def tasks_for(actor: Actor) -> list[Task]:
    """What is to be done beside the cases; an auditor sees complaints and nothing else."""
    tasks = conversations.open_tasks(actor)
    if actor.role == "auditor":
        return [task for task in tasks if task.for_role == "auditor"]
    return [task for task, talk in _with_talks(actor, tasks) if talk is None or _hears(actor, talk)]


def reveal_phone(kind: str, thing_id: str, actor: Actor, now: datetime) -> str:
    """The whole number of an open task, an alert or a conversation the actor may see; that it was seen is on record. Raises NotFound."""
    if kind not in ("tasks", "alerts", "talks"):
        raise NotFound()
    if kind == "talks":
        phone = reach_of_talk(listen(thing_id, actor))
    else:
        things: list[Alert | Task] = [*(alerts_for(actor) if kind == "alerts" else tasks_for(actor))]
        phone = next((reach_of(thing) for thing in things if str(thing.id) == thing_id), None)
    if not phone:
        raise NotFound("没有留电话。")
    audit.record(f"{kind}:{thing_id}", actor, "revealed", now, changes={"field": "applicant.phone"})
    return str(phone)


def reach_of(thing: Alert | Task) -> str | None:
    """Where to ring: the number that came with it, or what was told in its conversation before or since."""
    talk = conversations.get(thing.conversation) if thing.conversation and not thing.phone else None
    return thing.phone or (reach_of_talk(talk) if talk else None)


def reach_of_talk(talk: Conversation) -> str | None:
    """The line, or else the number that was told."""
    told = flatten(talk.form or {})
    found = talk.caller_phone or told.get("applicant.phone") or told.get("filer.phone")
    return str(found) if found else None


def listen(conversation_id: str, actor: Actor) -> Conversation:
    """One conversation of the actor's region. Raises NotFound."""
    talk = conversations.get(conversation_id)
    if talk is None or actor.role not in LISTENERS or not _hears(actor, talk):
        raise NotFound("没有这次对话。")
    return talk


def note_listening(talk: Conversation, actor: Actor, now: datetime) -> None:
    """That somebody listened is on record."""
    audit.record(f"talk:{talk.id}", actor, "listened", now)


def take_over(conversation_id: str, actor: Actor, now: datetime) -> Conversation:
    """From now on this person answers and the bot is silent. Raises WrongState when a colleague was first, NotFound."""

    def take(talk: Conversation) -> None:
        if talk.operator and talk.operator != actor.id:
            raise WrongState("已经有同事接了这次对话。")
        talk.operator = actor.id

    talk = _change(conversation_id, actor, take)
    audit.record(f"talk:{talk.id}", actor, "took_over", now)
    return talk


def hand_back(conversation_id: str, actor: Actor, now: datetime) -> Conversation:
    """The bot goes on. Raises WrongState when a colleague has it, NotFound."""
    talk = _change(conversation_id, actor, lambda talk: _leave(talk, actor))
    audit.record(f"talk:{talk.id}", actor, "handed_back", now)
    return talk


def say(conversation_id: str, actor: Actor, text: str, now: datetime) -> Conversation:
    """Say something to the caller. Raises InvalidFields for nothing, WrongState before taking over, NotFound."""
    words = text.strip()[:_LONGEST_TURN]
    if not words:
        raise InvalidFields(fields={"text": "请写上要说的话。"})

    def speak(talk: Conversation) -> None:
        _must_have(talk, actor)
        last = talk.turns[-1].seq if talk.turns else 0
        talk.turns.append(Turn(seq=last, at=now, who="operator", text=words))

    return _change(conversation_id, actor, speak)


def said_by_operator(conversation_id: str, after: int) -> tuple[bool, list[Turn], int]:
    """(is an operator there, the operator's turns after the first `after` of them, how many there are): for the caller's own screen."""
    talk = conversations.get(conversation_id)
    if talk is None:
        return False, [], 0
    turns = [turn for turn in talk.turns if turn.who == "operator"]
    return talk.operator is not None, turns[after:], len(turns)


def operator_is_there(conversation_id: str) -> bool:
    """Whether a person has taken the conversation over."""
    talk = conversations.get(conversation_id)
    return talk is not None and talk.operator is not None


def _hears(actor: Actor, talk: Conversation) -> bool:
    address = (talk.form or {}).get("address") or {}
    return actor.sees(talk.jurisdiction, address.get("township"), address.get("village"))


def _with_talks[T: (Alert, Task)](actor: Actor, things: Iterable[T]) -> list[tuple[T, Conversation | None]]:
    """Each with its conversation, asked for only where a region narrower than the county must be checked."""
    if not actor.townships:
        return [(thing, None) for thing in things]
    return [(thing, conversations.get(thing.conversation) if thing.conversation else None) for thing in things]


def _change(conversation_id: str, actor: Actor, operation: Callable[[Conversation], None]) -> Conversation:
    listen(conversation_id, actor)

    def nobody() -> Conversation:
        raise Conflict()

    return conversations.change(conversation_id, nobody, operation)


def _leave(talk: Conversation, actor: Actor) -> None:
    _must_have(talk, actor)
    talk.operator = None


def _must_have(talk: Conversation, actor: Actor) -> None:
    if talk.operator != actor.id:
        raise WrongState("这次对话不在您手里，请先接过来。")
