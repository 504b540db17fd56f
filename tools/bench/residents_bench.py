"""Handing in and looking up, 32 residents at once, against a bare insert and a bare find on the same server in the same run.

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
from pathlib import Path

import mongoengine
import requests

from backend.adapters.clock import utc_now
from backend.config import Settings
from backend.services import own_cases, profile, residents
from backend.storage import connect
from backend.storage.migrations import run_pending
from backend.storage.residents import found_or_made
from backend.storage.sealed import keyring
from tests.miniprogram.phone import ANSWERS
from tests.support.database import embedded_database
from tests.support.ports import free_port

from .bare import GUNICORN
from .measure import Measure, p95

TOGETHER, EACH = 32, 8
SUBMIT_TIMES, PROGRESS_TIMES = 3, 2  # what issue 6 promises, against the bare page
_BARE = {"form": {name: str(value) for name, value in ANSWERS.items()}, "filler": "x" * 1500}


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


def together(call: Callable[[requests.Session, int], requests.Response]) -> list[float]:
    """Milliseconds of every call by 32 residents at once, EACH calls after another; the first of each is not counted."""

    def one(resident: int) -> list[float]:
        taken = []
        with requests.Session() as session:
            for turn in range(EACH):
                began = time.perf_counter()
                answer = call(session, resident * EACH + turn)
                taken.append((time.perf_counter() - began) * 1000)
                assert answer.ok, answer.text
        return taken[1:]

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(itertools.chain.from_iterable(pool.map(one, range(TOGETHER))))


def drafts() -> list[tuple[str, str]]:
    """(session token, draft) of as many residents as there are calls, each ready to hand in."""
    now, made = utc_now(), []
    for serial in range(TOGETHER * EACH):
        phone = f"139{serial:08d}"
        resident, _ = found_or_made({"phone_lookup": keyring().lookup("phone", phone)}, {"phone": phone}, now)
        for purpose in ("service", "sensitive"):
            profile.consent(resident, purpose, profile.privacy.notice().version, True, now)
        resident.reload()
        case = own_cases.begin(resident, own_cases.Beginning("boshan", "h5"), None, "", now)
        known = {name: own_cases.show(name, value) for name, value in own_cases.case_file.values_of(case).items()}
        own_cases.write(
            resident,
            str(case.id),
            {name: {"was": known.get(name), "now": value} for name, value in ANSWERS.items()},
            now,
        )
        made.append((residents.open_for(resident, "bench", now), str(case.id)))
    return made


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
        ready = drafts()
        web = stack.enter_context(served("backend.app:create_app()", environ))
        bare = stack.enter_context(served("tools.bench.bare:create_app()", environ))
        stack.callback(lambda: mongoengine.get_db().client.drop_database(mongoengine.get_db().name))
        yield from _compared(web, bare, ready)


def _compared(web: str, bare: str, ready: list[tuple[str, str]]) -> Iterator[Measure]:
    door = f"{web}/api/mp/v1/applications"

    def submit(session: requests.Session, turn: int) -> requests.Response:
        token, case = ready[turn]
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"bench-{turn}"}
        return session.post(f"{door}/{case}/submission", json={"true_words": True}, headers=headers, timeout=60)

    def progress(session: requests.Session, turn: int) -> requests.Response:
        token, case = ready[turn]
        return session.get(f"{door}/{case}/progress", headers={"Authorization": f"Bearer {token}"}, timeout=60)

    inserted = requests.post(f"{bare}/bare", json=_BARE, timeout=30).json()["id"]
    insert = p95(together(lambda session, _: session.post(f"{bare}/bare", json=_BARE, timeout=60)))
    find = p95(together(lambda session, _: session.get(f"{bare}/bare/{inserted}", timeout=60)))
    handed_in, looked_up = p95(together(submit)), p95(together(progress))
    yield Measure("bare insert, 32 at once: p95", insert)
    yield Measure("submit, 32 residents at once: p95", handed_in, "ms", insert * SUBMIT_TIMES)
    yield Measure("bare find, 32 at once: p95", find)
    yield Measure("progress, 32 residents at once: p95", looked_up, "ms", find * PROGRESS_TIMES)
