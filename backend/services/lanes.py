"""The lanes of a worklist with how many cases stand in each, and who could be given one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from backend.adapters.clock import beijing_day
from backend.domain.people import CASEWORKERS, Actor
from backend.domain.triage import URGENCIES
from backend.services import worklist
from backend.services.worklist import Wanted
from backend.storage import case_counts, cases, staff
from backend.storage.documents import Application, Staff


@dataclass(frozen=True)
class Lanes:
    """Active cases of the actor's region: by urgency, the actor's own, nobody's, and past their day."""

    by_urgency: dict[str, int]
    mine: int
    nobodys: int
    overdue: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_urgency.values())


def peek(actor: Actor, wanted: Wanted, now: datetime) -> tuple[list[Application], bool]:
    """(one page, whether another follows) without counting them all: as quick with a million cases as with a hundred."""
    skip = (wanted.page - 1) * wanted.limit
    items = cases.worklist(actor, worklist.filters_of(actor, wanted, now), skip=skip, limit=wanted.limit + 1)
    return items[: wanted.limit], len(items) > wanted.limit


def lanes_of(actor: Actor, now: datetime) -> Lanes:
    """Count them in one question to the database."""
    by_urgency = dict.fromkeys(URGENCIES, 0)
    mine = nobodys = overdue = 0
    for row in case_counts.active_by_urgency_and_assignee(actor, beijing_day(now).isoformat()):
        key, many = row["_id"], int(str(row["many"]))
        assert isinstance(key, dict)
        by_urgency[str(key["urgency"])] += many
        mine += many if key.get("assignee") == actor.id else 0
        nobodys += many if not key.get("assignee") else 0
        overdue += int(str(row["late"]))
    return Lanes(by_urgency, mine, nobodys, overdue)


def assignees_of(found: Iterable[Application]) -> dict[str, str]:
    """User name → name of those who work on these cases."""
    return staff.names(case.assignee for case in found if case.assignee)


def colleagues_of(actor: Actor) -> list[Staff]:
    """The caseworkers of the county, those of the actor's own townships first."""
    everyone = staff.with_roles(actor.jurisdiction or "", *sorted(CASEWORKERS))
    return sorted(everyone, key=lambda person: (not set(person.townships) & set(actor.townships), person.name))
