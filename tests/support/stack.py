"""The whole house on free ports: database, web under gunicorn, worker, actions, bot and WeChat sandbox, with demo data."""

import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pymongo
import requests

from tools.launcher.environment import environment_for
from tools.launcher.parts import parts_for
from tools.launcher.ports import HOST, PORTS
from tools.launcher.start import bring_up, is_ready
from tools.launcher.supervision import Supervisor

from .ports import free_port


@dataclass(frozen=True)
class Stack:
    """Addresses of the running parts (`web`, `bot`, `actions`, `sandbox`: origins), and a hand on each of them."""

    environ: Mapping[str, str]
    supervisor: Supervisor

    def origin(self, part: str) -> str:
        setting = next(port.setting for port in PORTS if port.part == part)
        return f"http://{HOST}:{self.environ[setting]}"

    @property
    def web(self) -> str:
        return self.origin("web")

    @property
    def bot(self) -> str:
        return self.origin("bot")

    @property
    def data_dir(self) -> Path:
        return Path(self.environ["EJIUZHU_DATA_DIR"])

    @property
    def service_token(self) -> str:
        return self.environ["EJIUZHU_SERVICE_TOKEN"]

    def log(self, part: str) -> str:
        return (self.data_dir / "log" / f"{part}.log").read_text(encoding="utf-8", errors="replace")

    def stop(self, part: str) -> None:
        """Stops a part; it stays down until `start`."""
        self.supervisor.stop(part)

    def start(self, part: str) -> None:
        self.supervisor.start([part])

    def kill(self, part: str) -> None:
        """kill -9; supervisor starts the part again by itself."""
        os.kill(self.supervisor.pid(part), signal.SIGKILL)

    def restart(self, *parts: str) -> None:
        for part in parts:
            self.stop(part)
        for part in parts:
            self.start(part)

    def wait_until_ready(self, seconds: float = 90) -> None:
        deadline = time.monotonic() + seconds
        while not is_ready(self.environ):
            if time.monotonic() > deadline:
                raise TimeoutError(f"not ready after {seconds} s; failing: {self.supervisor.failing()}")
            time.sleep(0.2)

    def say(self, sender: str, message: str, jurisdiction: str = "boshan", channel: str = "web_chat") -> list[dict]:
        """One thing said to the bot; returns its replies."""
        metadata = {"jurisdiction": jurisdiction, "channel": channel}
        told = {"sender": sender, "message": message, "metadata": metadata}
        answer = requests.post(f"{self.bot}/webhooks/rest/webhook", json=told, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def staff_token(self, username: str) -> str:
        """A staff member's bearer token, e.g. for `boshan.township_clerk`."""
        told = {"username": username, "password": "ejiuzhu-demo"}
        answer = requests.post(f"{self.web}/api/staff/v1/sessions", json=told, timeout=30)
        answer.raise_for_status()
        return answer.json()["token"]


@contextmanager
def running_stack(folder: Path, **settings: str) -> Iterator[Stack]:
    """Starts everything with its data in `folder`; `settings` are more environment, e.g. EJIUZHU_SILENCE_SECONDS="5".

    With EJIUZHU_TEST_MONGODB_URI set, on that server, in a database of its own that is dropped at the end.
    """
    given = {**os.environ, **{port.setting: str(free_port()) for port in PORTS}, "EJIUZHU_DATA_DIR": str(folder)}
    engine = os.environ.get("EJIUZHU_TEST_MONGODB_URI")
    name = f"stack_{uuid4().hex[:12]}"
    if engine:
        given["EJIUZHU_MONGODB_URI"] = f"{engine.rstrip('/')}/{name}"
    environ = environment_for({**given, **settings})
    parts, logs = parts_for(environ, folder), folder / "log"
    logs.mkdir(parents=True, exist_ok=True)
    try:
        with Supervisor(parts, logs, environ) as supervisor:
            if not bring_up(environ, supervisor, parts, logs):
                raise RuntimeError(f"the stack did not start; its logs lie in {logs}")
            yield Stack(environ, supervisor)
    finally:
        if engine:
            pymongo.MongoClient(engine).drop_database(name)
