"""What a caseworker sees first: the cases of their region, life before wait, and what happened in each."""

from dataclasses import dataclass
from datetime import datetime

from pypinyin import lazy_pinyin

from backend.adapters.clock import beijing_day
from backend.domain.people import Actor
from backend.storage import cases
from backend.storage.documents import Application
from backend.storage.sealed import keyring


@dataclass(frozen=True)
class Wanted:
    """Which cases; nothing said means every active one. `page` counts from 1."""

    state: str | None = None
    urgency: str | None = None
    township: str | None = None
    channel: str | None = None
    mine: bool = False
    overdue: bool = False
    q: str | None = None
    ended: bool = False
    page: int = 1
    limit: int = 20


@dataclass(frozen=True)
class Page:
    """One page, and how many there are in all."""

    items: list[Application]
    total: int


def page(actor: Actor, wanted: Wanted, now: datetime) -> Page:
    """One page of the actor's region."""
    filters = filters_of(actor, wanted, now)
    items = cases.worklist(actor, filters, skip=(wanted.page - 1) * wanted.limit, limit=wanted.limit)
    short = wanted.page == 1 and len(items) < wanted.limit
    return Page(items, len(items) if short else cases.count(actor, filters))


def filters_of(actor: Actor, wanted: Wanted, now: datetime) -> dict[str, object]:
    """The question as the storage asks it."""
    filters: dict[str, object] = {}
    if wanted.q:
        filters["finds__in"] = search_keys(wanted.q)
    elif wanted.state:
        filters["state"] = wanted.state
    elif not wanted.ended:
        filters["active"] = True
    for name in ("urgency", "township", "channel"):
        if value := getattr(wanted, name):
            filters[name] = value
    if wanted.mine:
        filters["assignee"] = actor.id
    if wanted.overdue:
        filters["due_on__lt"] = beijing_day(now).isoformat()
    return filters


def search_keys(words: str) -> list[str]:
    """Everything these words could be: a number, a name or its pinyin, a phone, an ID number."""
    words = words.strip()
    digits = words.replace(" ", "").replace("-", "").upper()
    return [
        digits, f"name:{words}", f"pinyin:{''.join(lazy_pinyin(words)).lower().replace(' ', '')}",
        keyring().lookup("phone", digits), keyring().lookup("id", digits),
    ]  # fmt: skip


def timeline(case: Application) -> list[dict[str, object]]:
    """Every event of a case for those who work on it, oldest first."""
    return [
        {
            "seq": event.seq, "at": event.at.isoformat(), "actor": event.actor, "actor_name": event.actor_name, "role": event.role,
            "action": event.action, "changes": event.changes, "note": event.note,
        }
        for event in case.events
    ]  # fmt: skip
