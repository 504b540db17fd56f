"""Who may open which page: the staff session in a cookie, and on every form a token of that session."""

import hmac
import secrets
from datetime import timedelta

from flask import Response, g, request, url_for

from backend.adapters.clock import utc_now
from backend.api.auth import Rule, View, guarded_by, settings
from backend.domain.errors import NotAllowed, NotSignedIn
from backend.domain.people import Actor
from backend.services import staff_access

_SESSION = "ejz_staff"
_VISIT = "ejz_visit"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_STALE_FORM = "这个页面放得太久了，请刷新以后再办一次。"


def page_for(*roles: str, awake: bool = True) -> View:
    """Signed-in staff; with roles named, only those. A page that polls is not `awake`: it must not keep an idle session alive."""

    def rule() -> Actor:
        token = request.cookies.get(_SESSION, "")
        if not token:
            raise NotSignedIn()
        idle = timedelta(minutes=settings().idle_minutes)
        actor = staff_access.signed_in(token, utc_now(), idle, touch=awake)
        g.form_token = staff_access.form_token(token, settings().secret_key)
        g.actor = actor
        if request.method not in _SAFE:
            _require_form_token()
        if roles and actor.role not in roles:
            raise NotAllowed()
        return actor

    return guarded_by(rule, None)


def open_page(view: View) -> View:
    """Anybody may open it (signing in); its form still carries a token, tied to a cookie of this browser."""
    return guarded_by(_visitor, None)(view)


def _visitor() -> Rule | None:
    g.visit = request.cookies.get(_VISIT) or secrets.token_urlsafe(24)
    g.form_token = staff_access.form_token(g.visit, settings().secret_key)
    if request.method not in _SAFE:
        _require_form_token()


def _require_form_token() -> None:
    offered = request.headers.get("X-Form-Token") or request.form.get("form_token", "")
    if not hmac.compare_digest(offered.encode(), g.form_token.encode()):
        raise NotAllowed(_STALE_FORM)


def held_token() -> str:
    """The session token of this browser."""
    return request.cookies[_SESSION]


def remember_visit(response: Response) -> Response:
    """Give a browser that is not signed in its own cookie."""
    return _set(response, _VISIT, g.visit)


def remember_session(response: Response, token: str) -> Response:
    """Signed in: the browser holds the token, scripts do not."""
    return _set(response, _SESSION, token)


def forget_session(response: Response) -> Response:
    """Signed out."""
    response.delete_cookie(_SESSION, path="/console")
    return response


def safe_next(address: str | None) -> str:
    """Where to go after signing in: a page of the console, never somebody else's."""
    if address and address.startswith("/console") and not address.startswith("/console//") and "\\" not in address:
        return address
    return url_for("console.home")


def _set(response: Response, name: str, value: str) -> Response:
    response.set_cookie(name, value, path="/console", httponly=True, samesite="Lax", secure=settings().secure_cookies)
    return response
