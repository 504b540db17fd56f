"""Logs: JSON lines, each with the request's id, and no number of a person in any of them."""

import logging
import re
import sys
import uuid

import structlog
from flask import Flask, Response, g, request

from backend.domain.masking import mask_text

_ONLY_READ = frozenset({"GET", "HEAD", "OPTIONS"})
_SAFE_ID = re.compile(r"[\w.-]{8,64}\Z")


def _mask(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {
        key: mask_text(value) if isinstance(value, str) and key not in ("timestamp", "request_id") else value
        for key, value in event.items()
    }


def configure() -> None:
    """One line a happening, on standard output."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _mask,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
    )


def install(app: Flask) -> None:
    """Give each request an id (the caller's, when it sends a sane one) that every line and the answer carry.

    What changes something, and what went wrong, leaves a line; pages read and polls do not.
    """
    log = structlog.get_logger("request")

    @app.before_request
    def begin() -> None:
        offered = request.headers.get("X-Request-Id", "")
        g.request_id = offered if _SAFE_ID.match(offered) else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = getattr(g, "request_id", "")
        if response.status_code >= 400 or request.method not in _ONLY_READ:
            log.info("answered", method=request.method, path=request.path, status=response.status_code)
        return response
