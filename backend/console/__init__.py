"""The caseworker's pages: one module and one template folder for each group of pages, all on one blueprint."""

import importlib

from flask import Flask, g

from backend.api.auth import settings
from backend.console import words
from backend.console.blueprint import pages
from backend.console.chat import chat
from backend.services import hotline_desk

_GROUPS = (
    "login",
    "worklist",
    "case_page",
    "fields",
    "steps",
    "alerts",
    "desk",
    "money",
    "slips",
    "prints",
    "policy",
    "audit",
    "people",
    "reports",
)


def install_console(app: Flask) -> None:
    """Put the pages and the chat on the app."""
    for group in _GROUPS:
        importlib.import_module(f"backend.console.{group}")
    app.register_blueprint(pages)
    app.register_blueprint(chat)
    app.jinja_env.filters.update(words.FILTERS)

    @app.context_processor
    def about_reader() -> dict[str, object]:
        actor = getattr(g, "actor", None)
        return {
            "actor": actor, "nav": words.nav_of(actor) if actor else (), "form_token": getattr(g, "form_token", ""),
            "demo_run": settings().demo, "listens": actor is not None and actor.role in hotline_desk.LISTENERS,
            "open_alerts": lambda: hotline_desk.alerts_for(actor) if actor else [],
        }  # fmt: skip
