"""Confirming, correcting and revealing the fields of a case, in place."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from backend.adapters.clock import utc_now
from backend.console import case_view
from backend.console.access import page_for
from backend.console.blueprint import pages
from backend.console.case_page import WRITERS, changed
from backend.domain.errors import InvalidFields, NotFound
from backend.domain.intake_fields import FIELDS, IntakeField
from backend.services import regions, review

_ADDRESS = "/cases/<string:number>/fields/<string:name>"


@pages.post("/cases/<string:number>/confirmations")
@page_for(*WRITERS)
def confirm(number: str) -> ResponseReturnValue:
    """Vouch for one answer, or for all that stand there."""
    names = [name for name in request.form.getlist("fields") if name in FIELDS]
    if not names:
        raise InvalidFields("没有要确认的内容。")
    return changed(review.confirm_answers(number, names, g.actor, utc_now()))


@pages.get(_ADDRESS)
@page_for(*WRITERS)
def edit(number: str, name: str) -> ResponseReturnValue:
    """The box to write in."""
    return _box(number, _field(name), None)


@pages.post(_ADDRESS)
@page_for(*WRITERS)
def correct(number: str, name: str) -> ResponseReturnValue:
    """Write what was learned; the old value stays on file."""
    field = _field(name)
    try:
        value = from_form(field, request.form)
        case = review.correct_answers(
            number, {name: value}, g.actor, utc_now(), request.form.get("reason", "").strip()[:500] or None
        )
    except InvalidFields as error:
        return _box(number, field, error.fields.get(name, error.message))
    return changed(case)


@pages.get(f"{_ADDRESS}/reveal")
@page_for(*WRITERS)
def ask_reveal(number: str, name: str) -> ResponseReturnValue:
    """Why does one need to see it?"""
    return render_template("console/case/_reveal.html", number=number, field=_field(name), value=None)


@pages.post(f"{_ADDRESS}/reveal")
@page_for(*WRITERS)
def reveal(number: str, name: str) -> ResponseReturnValue:
    """The answer in full; who saw it, when and why is on record."""
    reason = request.form.get("reason", "").strip()[:200]
    if not reason:
        raise InvalidFields("请写明为什么要看，会记在审计里。")
    value = review.reveal(number, name, g.actor, utc_now(), reason)
    return render_template("console/case/_reveal.html", number=number, field=_field(name), value=value)


def from_form(field: IntakeField, form: MultiDict[str, str], key: str = "value") -> object:
    """What the box says, as doors speak it. Raises InvalidFields for an empty one: unknown is not a value."""
    if field.kind == "choices":
        chosen = form.getlist(key)
        if not chosen:
            raise InvalidFields(fields={field.name: "请至少选一项。"})
        return chosen
    text = form.get(key, "").strip()
    if not text:
        raise InvalidFields(fields={field.name: "请填上，或者按“先不改”。"})
    if field.kind == "yes_no":
        return text == "yes"
    if field.kind in ("money", "count"):
        digits = text.replace(",", "").replace("，", "").removesuffix("元")
        return int(digits) if digits.isascii() and digits.isdigit() else text
    return text


def _field(name: str) -> IntakeField:
    if name not in FIELDS:
        raise NotFound()
    return FIELDS[name]


def _box(number: str, field: IntakeField, wrong: str | None) -> ResponseReturnValue:
    case = review.open_case(number, g.actor)
    places = regions.townships(case.jurisdiction)
    if field.name == "address.township":
        near = [township.name for township in places]
    elif field.name == "address.village":
        near = [village for township in places if township.name == case.township for village in township.villages]
    else:
        near = []
    value = request.form.get("value") if wrong else case_view.input_value(case, field.name)
    page = render_template("console/case/_box.html", number=number, field=field, value=value, wrong=wrong, near=near)
    return page, 200, {"HX-Retarget": "#asking", "HX-Reswap": "innerHTML"}
