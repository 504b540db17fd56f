"""Handing in and looking up, 32 residents at once, against a bare insert and a bare find on the same server in the same run.

Both sides are served alike and warmed up alike, and they take turns: in each round the bare page, then the product, are called by
32 residents at once, so that other work on the machine slows both. What counts is how many times longer the product's p95 is than
the bare page's p95 of the same round, as the median of the rounds; the least and the most are said beside it.
On the embedded database, or on the engine named by EJIUZHU_TEST_MONGODB_URI.
"""

import argparse
import itertools
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import mongoengine
import requests

from backend.config import Settings
from backend.storage import connect
from backend.storage.migrations import run_pending
from tests.miniprogram.phone import ANSWERS
from tests.support.database import embedded_database
from tests.support.ports import free_port

from .bare import GUNICORN
from .measure import Measure, p95
from .resident_load import drafts_ready_to_hand_in

TOGETHER, EACH, ROUNDS = 32, 5, 9  # residents, calls of each in a round, rounds that count
BARE_EACH = 3 * EACH  # the bare page is over sooner: called oftener, its round lasts as long and its p95 means as much
SUBMIT_TIMES, PROGRESS_TIMES = 3, 2  # what issue 6 promises, against the bare page
_BARE = {"form": {name: str(value) for name, value in ANSWERS.items()}, "filler": "x" * 1500}
type Call = Callable[[requests.Session, int], requests.Response]


@dataclass(frozen=True)
class Pair:
    """What is compared: a call of the product and the bare one, and how many times its time is promised at most."""

    what: str
    bare: Call
    ours: Call
    at_most: float


@contextmanager
def served(what: str, environ: dict[str, str]) -> Iterator[str]:
    """The WSGI app `what` under the product's own gunicorn; yields its address."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", str(GUNICORN), what]
    process = subprocess.Popen(
        command,
        env=os.environ | environ | {"EJIUZHU_WEB_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _answering(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(20)


def _answering(address: str) -> str:
    for _ in range(300):
        try:
            requests.get(f"{address}/healthz", timeout=10)
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return address
    raise RuntimeError(f"{address} did not come up")


def together(call: Call, first: int, each: int = EACH) -> list[float]:
    """Milliseconds of every call by 32 residents at once, `each` calls after another, numbered from `first`."""

    def one(resident: int) -> list[float]:
        taken = []
        with requests.Session() as session:
            for turn in range(each):
                began = time.perf_counter()
                answer = call(session, first + resident * each + turn)
                taken.append((time.perf_counter() - began) * 1000)
                assert answer.ok, answer.text
        return taken

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(itertools.chain.from_iterable(pool.map(one, range(TOGETHER))))


def measures(options: argparse.Namespace) -> Iterator[Measure]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = os.environ.get("EJIUZHU_TEST_MONGODB_URI", "").rstrip("/") or stack.enter_context(
            embedded_database(folder)
        ).rstrip("/")
        environ = {
            "EJIUZHU_MONGODB_URI": f"{server}/bench_{secrets.token_hex(3)}",
            "EJIUZHU_DATA_DIR": str(folder),
            "EJIUZHU_DEMO": "1",
        }
        settings = Settings.from_env(environ)
        connect(settings.mongodb_uri, settings.field_keys)
        run_pending(mongoengine.get_db())
        ready = drafts_ready_to_hand_in(TOGETHER, EACH * (ROUNDS + 1))
        web = stack.enter_context(served("backend.app:create_app()", environ))
        bare = stack.enter_context(served("tools.bench.bare:create_app()", environ))
        stack.callback(lambda: mongoengine.get_db().client.drop_database(mongoengine.get_db().name))
        for pair in _pairs(web, bare, ready):
            yield from _compared(pair)


def _pairs(web: str, bare: str, ready: list[tuple[str, str]]) -> list[Pair]:
    door = f"{web}/api/mp/v1/applications"
    inserted = requests.post(f"{bare}/bare", json=_BARE, timeout=30).json()["id"]

    def submit(session: requests.Session, turn: int) -> requests.Response:
        token, case = ready[turn]
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"bench-{turn}"}
        return session.post(f"{door}/{case}/submission", json={"true_words": True}, headers=headers, timeout=60)

    def progress(session: requests.Session, turn: int) -> requests.Response:
        token, case = ready[turn]
        return session.get(f"{door}/{case}/progress", headers={"Authorization": f"Bearer {token}"}, timeout=60)

    def insert(session: requests.Session, _: int) -> requests.Response:
        return session.post(f"{bare}/bare", json=_BARE, timeout=60)

    def find(session: requests.Session, _: int) -> requests.Response:
        return session.get(f"{bare}/bare/{inserted}", timeout=60)

    return [Pair("submit", insert, submit, SUBMIT_TIMES), Pair("progress", find, progress, PROGRESS_TIMES)]


def _compared(pair: Pair) -> Iterator[Measure]:
    rounds = [
        (p95(together(pair.bare, first, BARE_EACH)), p95(together(pair.ours, first)))
        for first in range(0, (ROUNDS + 1) * TOGETHER * EACH, TOGETHER * EACH)
    ][1:]  # the first warms both up
    times = [ours / bare for bare, ours in rounds]
    yield Measure(
        f"{pair.what}, {TOGETHER} at once: p95, median of {ROUNDS} rounds", median(ours for _, ours in rounds)
    )
    yield Measure("the bare page beside it: p95, median", median(bare for bare, _ in rounds))
    yield Measure(f"{pair.what} against it: least of the rounds", min(times), "×")
    yield Measure(f"{pair.what} against it: most of the rounds", max(times), "×")
    yield Measure(f"{pair.what} against it: median of the rounds", median(times), "×", pair.at_most)
