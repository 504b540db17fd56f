"""What the machine room asks: alive, ready, measured."""

import os
import time

import mongoengine
import requests
from flask import Blueprint, Flask, Response, g, jsonify, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from pymongo.errors import PyMongoError

from backend.api.auth import public, settings

blp = Blueprint("ops", __name__)
_BOT_WAIT_S = 2
_ANSWERED = Counter("ejiuzhu_requests", "Requests answered", ["endpoint", "status"])
_TOOK = Histogram("ejiuzhu_request_seconds", "Time to answer", ["endpoint"])


@blp.get("/healthz")
@public
def alive():
    """The process answers."""
    return jsonify(status="ok")


@blp.get("/readyz")
@public
def ready():
    """The database answers and the bot listens (it opens its door only once its model is loaded)."""
    parts = {"database": _database_answers(), "bot": _bot_listens()}
    return jsonify(status="ready" if all(parts.values()) else "waiting", **parts), 200 if all(parts.values()) else 503


@blp.get("/metrics")
@public
def metrics():
    """For Prometheus; summed over the web processes when `PROMETHEUS_MULTIPROC_DIR` is set. nginx keeps it inside."""
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def install(app: Flask) -> None:
    """Count and time every request."""

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        _ANSWERED.labels(endpoint, response.status_code).inc()
        _TOOK.labels(endpoint).observe(time.perf_counter() - g.get("started", time.perf_counter()))
        return response


def _database_answers() -> bool:
    try:
        mongoengine.get_db().command("ping")
    except PyMongoError:
        return False
    return True


def _bot_listens() -> bool:
    try:
        return requests.get(f"{settings().bot_url}/webhooks/rest/", timeout=_BOT_WAIT_S).ok
    except requests.RequestException:
        return False
