"""What the auditor sees: who did what, who looked at whom, and the proof that no chain was touched."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from backend.console import case_view
from backend.console.access import page_for
from backend.console.blueprint import pages
from backend.domain.errors import NotFound
from backend.domain.people import ROLES
from backend.services import audit as chains
from backend.services import review
from backend.storage import audit_log, staff


@pages.get("/audit")
@page_for("auditor")
def audit() -> ResponseReturnValue:
    """The latest of the county's staff; or everything about one case."""
    people = staff.with_roles(g.actor.jurisdiction, *ROLES)
    number = request.args.get("number", "").strip().upper()
    case, seen, says = None, [], None
    if number:
        try:
            case = review.open_case(number, g.actor)
            seen = audit_log.of_stream(f"seen:{number}")
        except NotFound as error:
            says = error.message
    events = [] if number else audit_log.of_actors([person.username for person in people])
    return render_template(
        "console/audit/page.html", number=number, case=case, seen=seen, events=events, says=says, change_in_words=case_view.change_in_words,
    )  # fmt: skip


@pages.post("/audit/proofs")
@page_for("auditor")
def prove() -> ResponseReturnValue:
    """Go through every chain now."""
    return render_template("console/audit/_proof.html", broken=chains.verify())
