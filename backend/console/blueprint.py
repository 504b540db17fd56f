"""The console's one blueprint: its errors as pages, and what a browser may load on them."""

import structlog
from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pymongo.errors import PyMongoError
from werkzeug.exceptions import HTTPException

from backend import errors
from backend.domain.errors import DomainError, NotSignedIn

pages = Blueprint("console", __name__, url_prefix="/console", template_folder="templates")
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_log = structlog.get_logger()


def is_fragment() -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("HX-Request") == "true"


def protect(response: Response) -> Response:
    """No script or style but ours, in nobody's frame, and nothing about people kept by a browser."""
    response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def see(address: str) -> ResponseReturnValue:
    """Go there next: a redirect for a browser, a header for htmx."""
    if is_fragment():
        return "", 204, {"HX-Redirect": address}
    return redirect(address, 303)


def refusal(error: DomainError) -> ResponseReturnValue:
    """A domain error as a page, or as a few words for the spot that asked."""
    if isinstance(error, NotSignedIn):
        wanted = request.full_path.rstrip("?") if request.method == "GET" and not is_fragment() else None
        return see(url_for("console.login", next=wanted))
    return _says(errors.status_of(error), error.message, list(error.fields.values()))


def install_errors(blueprint: Blueprint) -> None:
    """The same sentences as the JSON doors, as pages."""
    blueprint.register_error_handler(DomainError, refusal)
    blueprint.register_error_handler(HTTPException, lambda error: _says(error.code or 500, errors.says_of(error.code)))
    blueprint.register_error_handler(PyMongoError, _database_down)
    blueprint.register_error_handler(Exception, _fault)
    blueprint.after_request(protect)


def _database_down(error: PyMongoError) -> ResponseReturnValue:
    _log.error("database", error=type(error).__name__)
    return _says(503, errors.says_of(503))


def _fault(_: Exception) -> ResponseReturnValue:
    _log.exception("fault", path=request.path)
    return _says(500, errors.says_of(500))


def _says(status: int, message: str, details: list[str] | None = None) -> ResponseReturnValue:
    template = "console/_refusal.html" if is_fragment() else "console/refusal.html"
    page = render_template(template, message=message, details=details or [])
    # htmx swaps only answers under 400; the words must reach the person who pressed the button.
    headers = {"HX-Retarget": "#refusal", "HX-Reswap": "innerHTML"} if is_fragment() else {}
    return page, 200 if is_fragment() else status, headers


install_errors(pages)
