"""The order of a start: database → migrations and demo data → everything else, until the web says it is ready."""

import subprocess
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from .parts import BIN, ROOT, Part
from .ports import HOST, PORTS, is_open
from .supervision import DATABASE, Supervisor

READY_WITHIN_SECONDS = 300


def is_ready(environ: Mapping[str, str]) -> bool:
    """Whether the web says it is ready, which includes its database and the bot."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{environ['EJIUZHU_WEB_PORT']}/readyz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def bring_up(environ: Mapping[str, str], supervisor: Supervisor, parts: list[Part], logs: Path) -> bool:
    """Starts `parts` and returns when the web is ready; False when the data could not be made or supervisor ended."""
    supervisor.start(part.name for part in parts if not part.needs_data)
    if any(part.name == DATABASE for part in parts):
        _wait_for_database(environ, supervisor)
    if not _prepare_data(environ, logs):
        print("数据没有准备好，上面 data 的日志里有原因。", flush=True)
        return False
    supervisor.start(part.name for part in parts if part.needs_data)
    return _wait_until_ready(environ, supervisor)


def _wait_for_database(environ: Mapping[str, str], supervisor: Supervisor) -> None:
    number = next(port for port in PORTS if port.part == DATABASE).number(environ)
    while not is_open(number) and not supervisor.has_ended():
        time.sleep(0.1)


def _prepare_data(environ: Mapping[str, str], logs: Path) -> bool:
    steps = ["migrate", "demo"] if environ["EJIUZHU_DEMO"] == "1" else ["migrate"]
    with (logs / "data.log").open("ab") as log:
        for step in steps:
            command = [str(BIN / "flask"), "--app", "backend.app", "ejz", step]
            if subprocess.run(command, cwd=ROOT, env=dict(environ), stdout=log, stderr=log).returncode:
                return False
    return True


def _wait_until_ready(environ: Mapping[str, str], supervisor: Supervisor) -> bool:
    """Says once which parts fail on the way, and once that it takes long."""
    said: set[str] = set()
    late = time.monotonic() + READY_WITHIN_SECONDS
    while not is_ready(environ):
        if supervisor.has_ended():
            return False
        for name in set(supervisor.failing()) - said:
            said.add(name)
            print(f"{name} 一启动就停了，过一会儿再试；原因在它的日志里。", flush=True)
        if time.monotonic() > late:
            late = float("inf")
            print("还没有就绪，请看上面的日志；程序会继续等。", flush=True)
        time.sleep(0.5)
    return True
