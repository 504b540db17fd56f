"""The county's rules with the article of each number, and what they make of a case that somebody imagines."""

from datetime import date

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from backend.adapters.clock import beijing_day, utc_now
from backend.console import boxes as form
from backend.console import ruling_view
from backend.console.access import page_for
from backend.console.blueprint import is_fragment, pages
from backend.domain.decisions import decide
from backend.domain.errors import InvalidFields
from backend.domain.people import CASE_READERS
from backend.policy import describe
from backend.policy.jurisdictions import all_jurisdictions, by_slug
from backend.policy.loader import load_packs
from backend.policy.packs import SCHEMES


@pages.get("/policy")
@page_for()
def policy() -> ResponseReturnValue:
    """Every parameter of a county with its value, since when, and where it comes from."""
    packs, county, on = load_packs(), _county(), _day()
    groups: dict[str, list[dict[str, object]]] = {}
    for row in describe.parameters(packs, county, on, packs.keys(county)):
        groups.setdefault(str(row["key"]).split(".")[0], []).append(row)
    titles = {name: packs.title(county, name) for name in groups}
    return render_template(
        "console/policy/page.html", county=county, counties=all_jurisdictions(), on=on, groups=groups, titles=titles,
        version=packs.version(county), county_name=by_slug(county).name,
    )  # fmt: skip


@pages.get("/what-if")
@page_for(*sorted(CASE_READERS))
def what_if() -> ResponseReturnValue:
    """Facts in, the rules' answer out; nothing is saved, and no person is in it."""
    packs, county, on = load_packs(), _county(), _day()
    scheme = request.args.get("scheme") if request.args.get("scheme") in SCHEMES else "temporary_assistance"
    boxes = form.fact_boxes(county, scheme, on, {}, intake=True)
    wrong = None
    try:
        facts = form.facts_in(form.read_boxes(boxes, request.args))
        ruling = ruling_view.imagined(decide(packs, county, scheme, on, facts))
    except InvalidFields as error:
        wrong, ruling = error, None
    template = "console/policy/_answer.html" if is_fragment() else "console/policy/what_if.html"
    written = {
        box.name: request.args.getlist(box.name) if box.kind == "choices" else request.args.get(box.name, "")
        for box in boxes
    }
    return render_template(
        template, county=county, counties=all_jurisdictions(), on=on, scheme=scheme, boxes=boxes, written=written, wrong=wrong, ruling=ruling,
        schemes={name: packs.title(county, name) for name in SCHEMES}, rules=False,
    )  # fmt: skip


def _county() -> str:
    asked = request.args.get("county", "")
    return asked if asked in {county.slug for county in all_jurisdictions()} else g.actor.jurisdiction


def _day() -> date:
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return beijing_day(utc_now())
