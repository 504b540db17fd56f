"""Who may call what. Every route carries a rule; a route without one is refused (and a guard test finds it).

A rule is a function that returns the actor or raises NotSignedIn; the marks below only say which one a view has.
"""

import hmac
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask, current_app, g, request

from backend.adapters.clock import utc_now
from backend.config import Settings
from backend.domain.errors import NotAllowed, NotSignedIn
from backend.domain.people import BOT, Actor
from backend.services import staff_access

type Rule = Callable[[], Actor | None]
type View = Callable[..., Any]
_RULE = "auth_rule"


def guarded_by(rule: Rule, scheme: str | None) -> Callable[[View], View]:
    """Mark a view with its rule; `scheme` is its name on the OpenAPI page, None for a public one."""

    def mark(view: View) -> View:
        setattr(view, _RULE, rule)
        view.auth_scheme = scheme  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Anybody may call it."""
    return guarded_by(lambda: None, None)(view)


def service_required(view: View) -> View:
    """The bot and the call centre, by the service token."""
    return guarded_by(_service, "service")(view)


def staff_required(*roles: str) -> Callable[[View], View]:
    """Signed-in staff; with roles named, only those."""

    def rule() -> Actor:
        actor = staff_access.signed_in(bearer(), utc_now(), timedelta(minutes=settings().idle_minutes))
        if roles and actor.role not in roles:
            raise NotAllowed()
        return actor

    return guarded_by(rule, "staff")


def install(app: Flask) -> None:
    """Apply each view's rule before the view, and put the actor on `g.actor`."""

    @app.before_request
    def apply_rule() -> None:
        if request.endpoint is None:
            return
        rule = rule_of(app.view_functions[request.endpoint])
        if rule is None:
            raise NotAllowed()
        g.actor = rule()


def rule_of(view: View) -> Rule | None:
    """The rule a view was marked with."""
    return getattr(view, _RULE, None)


def bearer() -> str:
    """The token of `Authorization: Bearer …`. Raises NotSignedIn when there is none."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise NotSignedIn()
    return token.strip()


def settings() -> Settings:
    """The settings the app was made with."""
    return current_app.config["EJIUZHU"]


def _service() -> Actor:
    if not hmac.compare_digest(bearer().encode(), settings().service_token.encode()):
        raise NotSignedIn("服务令牌不对。")
    return BOT
