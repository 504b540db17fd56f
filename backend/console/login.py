"""Signing in and out."""

from flask import g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from backend.adapters.clock import utc_now
from backend.api.auth import settings
from backend.console import access
from backend.console.access import open_page, page_for
from backend.console.blueprint import pages
from backend.domain.errors import NotSignedIn, TooManyTries
from backend.domain.people import CASE_READERS
from backend.services import staff_access


@pages.get("/login")
@open_page
def login() -> ResponseReturnValue:
    """The way in."""
    return _form()


@pages.post("/login")
@open_page
def sign_in() -> ResponseReturnValue:
    """A right pair opens the console; a wrong one says so, and too many lock the account."""
    username, password = request.form.get("username", "").strip()[:80], request.form.get("password", "")[:200]
    try:
        token, _ = staff_access.sign_in(username, password, utc_now())
    except NotSignedIn as error:
        return _form(error.message, username), 401
    except TooManyTries as error:
        return _form(error.message, username), 429
    return access.remember_session(redirect(access.safe_next(request.form.get("next")), 303), token)


@pages.post("/logout")
@page_for()
def sign_out() -> ResponseReturnValue:
    """The session is gone, here and in the database."""
    staff_access.sign_out(access.held_token(), g.actor, utc_now())
    return access.forget_session(redirect(url_for("console.login"), 303))


@pages.get("/")
@page_for()
def home() -> ResponseReturnValue:
    """Each role's own first page."""
    first = {
        "hotline_operator": "console.desk",
        "auditor": "console.audit",
        "admin": "console.people",
        "department_liaison": "console.slips",
    }
    fallback = "console.cases" if g.actor.role in CASE_READERS else "console.policy"
    return redirect(url_for(first.get(g.actor.role, fallback)))


@pages.get("/<path:anything>")
@page_for()
def nowhere(anything: str) -> ResponseReturnValue:
    """An address that is no page."""
    return render_template("console/refusal.html", message="没有这个页面。", details=[]), 404


def _form(says: str | None = None, username: str = "") -> ResponseReturnValue:
    wanted = request.values.get("next", "")
    page = render_template("console/login.html", says=says, username=username, next=wanted, demo=settings().demo)
    return access.remember_visit(make_response(page))
