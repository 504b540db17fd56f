"""Taking a step: first what it will do and to whom, with what it asks; then the step itself."""

from datetime import datetime
from typing import Any

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from backend.adapters.clock import utc_now
from backend.console import acts, ruling_view
from backend.console.access import page_for
from backend.console.blueprint import is_fragment, pages, see
from backend.console.boxes import Box, Form, read_boxes
from backend.console.case_page import READERS, changed
from backend.domain import workflow
from backend.domain.errors import InvalidFields, NotFound
from backend.services import review
from backend.storage.documents import Application

_ADDRESS = "/cases/<string:number>/do/<string:step>"


@pages.get(_ADDRESS)
@page_for(*READERS)
def act(number: str, step: str) -> ResponseReturnValue:
    """What the step asks and does."""
    case, form = review.open_case(number, g.actor), _form(step)
    return _ask(case, step, form, utc_now())


@pages.get(f"{_ADDRESS}/rules")
@page_for(*READERS)
def rules(number: str, step: str) -> ResponseReturnValue:
    """What the county's rules say of the amount in the box."""
    case = review.open_case(number, g.actor)
    return render_template(
        "console/acts/_ruling.html", ruling=ruling_view.of(case, request.args.get("fen", ""), utc_now()), case=case
    )


@pages.post(_ADDRESS)
@page_for(*READERS)
def do(number: str, step: str) -> ResponseReturnValue:
    """Take it; what is wrong is said beside the boxes, and nothing that was written is lost."""
    now, case, form = utc_now(), review.open_case(number, g.actor), _form(step)
    try:
        values = read_boxes(form.boxes(case, now), request.form)
        done = form.run(case, values, g.actor, now)
    except InvalidFields as error:
        return _ask(case, step, form, now, error)
    if step == "refuse_slip":
        return see(url_for("console.slips"))  # the case is no longer theirs to see
    return changed(done)


def _form(step: str) -> Form:
    if step not in workflow.STEPS:
        raise NotFound("没有这一步。")
    return acts.form_of(step, workflow.STEPS[step].needs_reason)


def _ask(
    case: Application, step: str, form: Form, now: datetime, wrong: InvalidFields | None = None
) -> ResponseReturnValue:
    table = workflow.require(step, case.state, g.actor.role)
    boxes = form.boxes(case, now)
    about: dict[str, Any] = {
        "case": case, "step": table, "boxes": boxes, "wrong": wrong, "says": acts.consequences(case, table), "rules": form.rules,
        "written": {box.name: _written(box) for box in boxes}, "harsh": step in ("decline", "refuse", "withdraw", "merge"),
        "ruling": ruling_view.of(case, "", now) if form.rules else None, "whole_page": form.whole_page or not is_fragment(), "fragment": is_fragment(),
    }  # fmt: skip
    if is_fragment():
        headers = {"HX-Retarget": "#asking", "HX-Reswap": "innerHTML"}
        return render_template("console/acts/_act.html", **about), 200, headers
    return render_template("console/acts/page.html", **about), 422 if wrong else 200


def _written(box: Box) -> Any:
    if request.method == "POST":
        return request.form.getlist(box.name) if box.kind == "choices" else request.form.get(box.name, "")
    if box.kind == "flag" and isinstance(box.start, bool):
        return "yes" if box.start else "no"
    return "" if box.start is None else box.start
