"""The county's accounts, for its administrator: who works here, where, and a new password for who lost theirs."""

from dataclasses import asdict

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from backend.adapters.clock import utc_now
from backend.console.access import page_for
from backend.console.blueprint import pages, see
from backend.domain.errors import InvalidFields
from backend.domain.people import ROLES
from backend.services import regions, staff_access, staff_admin
from backend.storage.documents import Staff

_ONE = "/people/<string:username>"


@pages.get("/people")
@page_for("admin")
def people() -> ResponseReturnValue:
    """Everybody, with what they are and whether the account opens."""
    return render_template(
        "console/people/page.html", people=staff_admin.people_of(g.actor), roles=ROLES, now=utc_now()
    )


@pages.get("/people/new")
@page_for("admin")
def new_person() -> ResponseReturnValue:
    """The form of a new account."""
    return _form(None)


@pages.post("/people/new")
@page_for("admin")
def add_person() -> ResponseReturnValue:
    """A new account."""
    username, password = request.form.get("username", "").strip(), request.form.get("password", "")[:200]
    try:
        staff_admin.add(username, _post(), password, g.actor, utc_now())
    except InvalidFields as error:
        return _form(None, error), 422
    return see(url_for("console.people"))


@pages.get(_ONE)
@page_for("admin")
def person(username: str) -> ResponseReturnValue:
    """One account."""
    return _form(staff_admin.person_of(username, g.actor))


@pages.post(_ONE)
@page_for("admin")
def move_person(username: str) -> ResponseReturnValue:
    """Another post or place."""
    try:
        staff_admin.move(username, _post(), g.actor, utc_now())
    except InvalidFields as error:
        return _form(staff_admin.person_of(username, g.actor), error), 422
    return see(url_for("console.people"))


@pages.post(f"{_ONE}/password")
@page_for("admin")
def set_password(username: str) -> ResponseReturnValue:
    """A new password."""
    try:
        staff_admin.set_password(username, request.form.get("password", "")[:200], g.actor, utc_now())
    except InvalidFields as error:
        return _form(staff_admin.person_of(username, g.actor), error), 422
    return see(url_for("console.people"))


@pages.post(f"{_ONE}/active")
@page_for("admin")
def set_active(username: str) -> ResponseReturnValue:
    """Left, or back."""
    staff_admin.set_active(username, request.form.get("active") == "1", g.actor, utc_now())
    return see(url_for("console.people"))


def _post() -> staff_admin.Post:
    """What the form says; a village is chosen together with its township."""
    return staff_admin.Post(
        name=request.form.get("name", "")[:80], role=request.form.get("role", ""),
        townships=tuple(request.form.getlist("townships")), villages=tuple(request.form.getlist("villages")),
        department=request.form.get("department", "")[:80] or None,
    )  # fmt: skip


def _form(person: Staff | None, wrong: InvalidFields | None = None) -> ResponseReturnValue:
    if wrong and "password" not in wrong.fields:
        written: dict[str, object] = asdict(_post())
    else:
        columns = ("name", "role", "townships", "villages", "department")
        written = {name: getattr(person, name) if person else request.form.get(name, "") for name in columns}
    return render_template(
        "console/people/person.html", person=person, written=written, wrong=wrong, roles=ROLES,
        townships=regions.townships(g.actor.jurisdiction), departments=staff_access.departments_of(g.actor.jurisdiction),
        username=request.form.get("username", ""),
    )  # fmt: skip
