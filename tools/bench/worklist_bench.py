"""The first page a caseworker sees, through the app: small on the embedded database, large on the real engine."""

import argparse
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import mongoengine
from flask.testing import FlaskClient

from backend.adapters.clock import utc_now
from backend.app import create_app
from backend.config import Settings
from backend.demo import load_demo
from backend.demo.load import PASSWORD
from backend.storage.migrations import run_pending
from tests.support.database import embedded_database

from .case_load import fill, number_of
from .measure import Measure, p95, times_ms

EMBEDDED_MS, ENGINE_MS, APART, SEARCH_MS = 300, 100, 1.5, 300  # what issue 3 promises, and of the search box
PAGE = "/console/cases"
SEARCHES = {
    "a number": number_of(1_000),
    "a name": "王建国",
    "a name by its sound": "wangjianguo",
    "a phone": "13800138000",
}
READERS = ("boshan.bureau_reviewer", "boshan.township_clerk")


@contextmanager
def filled(server: str, cases: int, folder: Path) -> Iterator[FlaskClient]:
    """The app on a fresh database of `server` with that many cases; the database is dropped at the end."""
    environ = {"EJIUZHU_MONGODB_URI": f"{server}bench_{cases}", "EJIUZHU_DATA_DIR": str(folder), "EJIUZHU_DEMO": "1"}
    app = create_app(Settings.from_env(environ))
    database = mongoengine.get_db()
    try:
        database.client.drop_database(database.name)
        run_pending(database)
        load_demo(utc_now())
        fill(database, cases)
        yield app.test_client()
    finally:
        database.client.drop_database(database.name)
        mongoengine.disconnect()


def sign_in(client: FlaskClient, username: str) -> None:
    answer = client.post("/api/staff/v1/sessions", json={"username": username, "password": PASSWORD})
    client.set_cookie("ejz_staff", answer.json["token"])


def page_times(client: FlaskClient, username: str, words: str | None = None) -> list[float]:
    """Milliseconds of each opening of the worklist, or of a search for these words."""
    sign_in(client, username)

    def open_page() -> None:
        answer = client.get(PAGE, query_string={"q": words} if words else {})
        assert answer.status_code == 200, answer.status

    return times_ms(open_page)


def searches(client: FlaskClient, where: str) -> Iterator[Measure]:
    for what, words in SEARCHES.items():
        yield Measure(f"search by {what}, {where}: p95", p95(page_times(client, READERS[0], words)), "ms", SEARCH_MS)


def engine_uri() -> str:
    given = os.environ.get("EJIUZHU_TEST_MONGODB_URI")
    started = given or subprocess.run(["tools/engine.sh", "start"], check=True, capture_output=True, text=True).stdout
    return started.strip().rstrip("/") + "/"


def measures(options: argparse.Namespace) -> Iterator[Measure]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(embedded_database(folder))
        client = stack.enter_context(filled(server, options.small, folder))
        for username in READERS:
            taken = page_times(client, username)
            yield Measure(
                f"worklist page, embedded, {options.small:,} cases, {username}: p95", p95(taken), "ms", EMBEDDED_MS
            )
        yield from searches(client, f"embedded, {options.small:,} cases")
    yield from on_the_engine(options.cases)


def on_the_engine(sizes: list[int]) -> Iterator[Measure]:
    server = engine_uri()
    figures: dict[str, list[float]] = {username: [] for username in READERS}
    for cases in sizes:
        with tempfile.TemporaryDirectory() as folder, filled(server, cases, Path(folder)) as client:
            for username in READERS:
                figures[username].append(p95(page_times(client, username)))
                what = f"worklist page, real engine, {cases:,} cases, {username}: p95"
                yield Measure(what, figures[username][-1], "ms", ENGINE_MS)
            yield from searches(client, f"real engine, {cases:,} cases")
    for username, found in figures.items():
        yield Measure(f"largest against smallest, {username}", max(found) / min(found), "×", APART)
