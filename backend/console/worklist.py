"""The worklist: lanes, filters that live in the address, search, paging, and giving cases to a colleague."""

from dataclasses import replace

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from backend.adapters.clock import beijing_day, utc_now
from backend.console.access import page_for
from backend.console.blueprint import pages, see
from backend.console.words import CHANNELS
from backend.domain import workflow
from backend.domain.errors import DomainError, InvalidFields
from backend.domain.people import CASE_READERS, CASEWORKERS
from backend.domain.triage import URGENCIES
from backend.services import lanes, regions, review, worklist

_READERS = tuple(sorted(CASE_READERS))
_GIVERS = tuple(sorted(CASEWORKERS))
_PAGE = 25
_MOST_AT_ONCE = 50
_FILTERS = ("urgency", "mine", "overdue", "state", "township", "channel", "q", "ended")


@pages.get("/cases")
@page_for(*_READERS)
def cases() -> ResponseReturnValue:
    """The cases of one's region, life before wait."""
    now = utc_now()
    wanted = wanted_from_address()
    found, more = lanes.peek(g.actor, wanted, now)
    gives = g.actor.role in CASEWORKERS
    colleagues = lanes.colleagues_of(g.actor) if gives else []
    return render_template(
        "console/worklist/page.html", wanted=wanted, found=found, more=more, lanes=None, colleagues=colleagues, gives=gives,
        names=lanes.assignees_of(found), townships=_townships(), states=workflow.STATES, channels=CHANNELS,
        urgencies=URGENCIES, today=beijing_day(now).isoformat(), address=address_with,
    )  # fmt: skip


@pages.get("/cases/lanes")
@page_for(*_READERS)
def count_lanes() -> ResponseReturnValue:
    """The lanes with their numbers, which a page does not wait for."""
    counted = lanes.lanes_of(g.actor, utc_now())
    gives = g.actor.role in CASEWORKERS
    return render_template(
        "console/worklist/_lanes.html", wanted=wanted_from_address(), lanes=counted, gives=gives, address=address_with
    )


@pages.get("/cases/assign")
@page_for(*_GIVERS)
def ask_assign() -> ResponseReturnValue:
    """Say what giving these cases to that colleague will do."""
    numbers, person = _chosen(request.args)
    return render_template(
        "console/worklist/_assign.html", numbers=numbers, person=person, back=request.args.get("back", "")
    )


@pages.post("/cases/assign")
@page_for(*_GIVERS)
def assign() -> ResponseReturnValue:
    """Give them; what could not be given is named."""
    numbers, person = _chosen(request.form)
    refused = {}
    for number in numbers:
        try:
            review.assign(number, person.username, g.actor, utc_now())
        except DomainError as error:
            refused[number] = error.message
    if refused:
        raise InvalidFields("有几件没有分出去，其余的已经分好。", refused)
    return see(url_for("console.cases") + (f"?{back}" if (back := request.form.get("back")) else ""))


def wanted_from_address() -> worklist.Wanted:
    """The filters as the address says them; what makes no sense is left out rather than refused."""
    asked = {name: value.strip()[:50] for name, value in request.args.items() if name in _FILTERS and value.strip()}
    page = request.args.get("page", 1, type=int)
    wanted = worklist.Wanted(limit=_PAGE, page=page if 1 <= page <= 100_000 else 1)
    for name, allowed in (
        ("urgency", URGENCIES),
        ("state", workflow.STATES),
        ("channel", CHANNELS),
        ("township", _townships()),
    ):
        if asked.get(name) in allowed:
            wanted = replace(wanted, **{name: asked[name]})
    flags = {name: asked.get(name) == "1" for name in ("mine", "overdue", "ended")}
    return replace(wanted, q=asked.get("q"), **flags)


def address_with(**changes: object) -> str:
    """This list's address with some filters changed; None takes one away, and the page begins again."""
    kept = {name: value for name, value in request.args.items() if name in _FILTERS and value}
    kept |= {name: str(value) for name, value in changes.items()}
    return url_for("console.cases", **{name: value for name, value in kept.items() if value not in ("None", "")})


def _townships() -> list[str]:
    if g.actor.townships:
        return list(g.actor.townships)
    return [township.name for township in regions.townships(g.actor.jurisdiction)]


def _chosen(given) -> tuple[list[str], object]:
    numbers = list(dict.fromkeys(given.getlist("numbers")))[:_MOST_AT_ONCE]
    person = next((one for one in lanes.colleagues_of(g.actor) if one.username == given.get("username")), None)
    if not numbers or person is None:
        raise InvalidFields("请先勾选案件，再选要分给谁。")
    return numbers, person
