"""Parts of the case page that only some cases have: what was written on the way, money, duplicates, slips, the notice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.domain import workflow
from backend.domain.ledger import KINDS
from backend.domain.people import CASEWORKERS, Actor
from backend.services import case_file, duplicates, follow_up, ledger, notices
from backend.storage.documents import Application

_WRITTEN = ("supplement", "visit", "appraisal", "review", "consultation", "approval", "refusal", "objection")


@dataclass(frozen=True)
class Panel:
    """A template and what it shows."""

    template: str
    about: Any


def panels_of(case: Application, actor: Actor, now: datetime) -> Iterator[Panel]:
    """Those this case has for this role."""
    if written := {name: paper for name in _WRITTEN if (paper := case_file.paper(case, name))}:
        yield Panel("console/case/_written.html", written)
    if case.postings or case.payments:
        yield Panel(
            "console/case/_money.html",
            {"ledger": ledger.ledger_of(case), "kinds": KINDS, "open_ends": follow_up.open_ends(case)},
        )
    if actor.role in CASEWORKERS and case.state not in workflow.ENDED:
        same, got = duplicates.duplicates_of(case, actor, now), duplicates.recent_aid(case, now)
        if same or got:
            yield Panel(
                "console/case/_duplicates.html",
                {"same": same, "got": [line for line in got if line.case != case.number]},
            )
    if case.slips:
        yield Panel("console/case/_slips.html", case.slips)
    if case.state == "notice":
        yield Panel("console/case/_notice.html", notices.text_of(case, now))
