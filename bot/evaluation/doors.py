"""The two doors that judging needs: the bot's REST channel and the staff API; and a stack started as a newcomer would."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]
OWN_PORTS = {
    "EJIUZHU_WEB_PORT": "18160",
    "EJIUZHU_BOT_PORT": "15165",
    "EJIUZHU_ACTIONS_PORT": "15166",
    "EJIUZHU_DB_PORT": "37163",
    "EJIUZHU_WECHAT_SANDBOX_PORT": "18169",
}
DEMO_PASSWORD = "ejiuzhu-demo"  # noqa: S105  (public: demo data refuses any address but loopback)


def _session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    return session


@dataclass
class Line:
    """One way to the bot and to what it filed. `web` may be None: then nothing on file can be looked up."""

    bot: str
    web: str | None
    session: requests.Session = field(default_factory=_session)
    tokens: dict[str, str] = field(default_factory=dict)

    def say(self, sender: str, text: str, jurisdiction: str, **metadata: Any) -> list[dict[str, Any]]:
        """The bot's replies to one message; raises on anything but 200."""
        body = {
            "sender": sender,
            "message": text,
            "metadata": {"jurisdiction": jurisdiction, "channel": "web_chat", **metadata},
        }
        answer = self.session.post(f"{self.bot}/webhooks/rest/webhook", json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def on_file(self, jurisdiction: str, number: str) -> dict[str, Any]:
        """The filed application as a reviewer of that county sees it; empty when it cannot be found."""
        answer = self.session.get(
            f"{self.web}/api/staff/v1/applications/{number}", headers=self._reviewer(jurisdiction), timeout=30
        )
        return answer.json() if answer.ok else {}

    def _reviewer(self, jurisdiction: str) -> dict[str, str]:
        if jurisdiction not in self.tokens:
            who = {"username": f"{jurisdiction}.bureau_reviewer", "password": DEMO_PASSWORD}
            answer = self.session.post(f"{self.web}/api/staff/v1/sessions", json=who, timeout=30)
            answer.raise_for_status()
            self.tokens[jurisdiction] = answer.json()["token"]
        return {"Authorization": f"Bearer {self.tokens[jurisdiction]}"}


@contextlib.contextmanager
def started_stack(limit_seconds: float = 900):
    """`make run` on ports and data of its own; gives a Line once /readyz answers, stops the stack afterwards."""
    data = tempfile.mkdtemp(prefix="ejiuzhu-eval-")
    environment = {**os.environ, **OWN_PORTS, "EJIUZHU_DATA_DIR": data}
    with open(Path(data) / "run.log", "w") as log:
        process = subprocess.Popen(
            ["make", "run"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    web = f"http://127.0.0.1:{OWN_PORTS['EJIUZHU_WEB_PORT']}"
    try:
        wait_until_ready(f"{web}/readyz", limit_seconds, process)
        yield Line(f"http://127.0.0.1:{OWN_PORTS['EJIUZHU_BOT_PORT']}", web)
    finally:
        stop(process)
        shutil.rmtree(data, ignore_errors=True)


def wait_until_ready(url: str, limit_seconds: float, process: subprocess.Popen | None = None) -> None:
    """Returns when `url` answers 200; raises TimeoutError, or RuntimeError when the process ended first."""
    began = time.monotonic()
    while time.monotonic() - began < limit_seconds:
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"ended with {process.returncode} before {url} answered")
        with contextlib.suppress(requests.RequestException):
            if _session().get(url, timeout=3).ok:
                return
        time.sleep(1)
    raise TimeoutError(f"{url} did not answer in {limit_seconds:.0f} s")


def stop(process: subprocess.Popen) -> None:
    """Interrupts the process and all it started, as Ctrl-C would; kills after 30 s."""
    for how, patience in ((signal.SIGINT, 30), (signal.SIGKILL, 10)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        try:
            process.wait(patience)
            return
        except subprocess.TimeoutExpired:
            continue
