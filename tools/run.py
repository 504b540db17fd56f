"""`make run`: database → migrations and demo data → everything else; ends with Ctrl-C, and ends everything with it."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from tools.launcher.environment import environment_for
from tools.launcher.parts import BIN, ROOT, Part, parts_for
from tools.launcher.ports import PORTS, complaints, is_open
from tools.launcher.supervision import Supervisor
from tools.launcher.terminal import Terminal
from tools.launcher.welcome import welcome

PORT_TAKEN = 2
READY_WITHIN_SECONDS = 300


class Stopped(Exception):
    """Ctrl-C, or a request to end."""


def _stop(*_: object) -> None:
    # Only once: a second Ctrl-C must not cut short the stopping of the parts.
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    print("正在停止……", flush=True)
    raise Stopped


def is_ready(environ: Mapping[str, str]) -> bool:
    """Whether the web says it is ready, which includes its database and the bot."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{environ['EJIUZHU_WEB_PORT']}/readyz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def wait_for_database(environ: Mapping[str, str], supervisor: Supervisor) -> None:
    number = next(port for port in PORTS if port.part == "database").number(environ)
    while not is_open(number) and not supervisor.has_ended():
        time.sleep(0.1)


def prepare_data(environ: Mapping[str, str], logs: Path) -> bool:
    """Runs the migrations and, for a demo, the demo data. False when one fails; its words are in data.log."""
    steps = ["migrate", "demo"] if environ["EJIUZHU_DEMO"] == "1" else ["migrate"]
    with (logs / "data.log").open("ab") as log:
        for step in steps:
            command = [str(BIN / "flask"), "--app", "backend.app", "ejz", step]
            if subprocess.run(command, cwd=ROOT, env=dict(environ), stdout=log, stderr=log).returncode:
                return False
    return True


def wait_until_ready(environ: Mapping[str, str], supervisor: Supervisor) -> None:
    """Returns when the web is ready; says once which parts fail on the way, and once that it takes long."""
    said: set[str] = set()
    late = time.monotonic() + READY_WITHIN_SECONDS
    while not is_ready(environ):
        if supervisor.has_ended():
            return
        for name in set(supervisor.failing()) - said:
            said.add(name)
            print(f"{name} 一启动就停了，过一会儿再试；原因在它的日志里。", flush=True)
        if time.monotonic() > late:
            late = float("inf")
            print("还没有就绪，请看上面的日志；程序会继续等。", flush=True)
        time.sleep(0.5)


def stay(supervisor: Supervisor) -> int:
    while not supervisor.has_ended():
        time.sleep(0.5)
    print("看护程序自己停了，全部停止。", flush=True)
    return 1


def start(environ: Mapping[str, str], supervisor: Supervisor, parts: list[Part], logs: Path) -> int:
    """Starts `parts` in their order and stays until supervisor ends; returns the exit code."""
    began = time.monotonic()
    supervisor.start(part.name for part in parts if not part.needs_data)
    if any(part.name == "database" for part in parts):
        wait_for_database(environ, supervisor)
    if not prepare_data(environ, logs):
        print("数据没有准备好，上面 data 的日志里有原因。", flush=True)
        return 1
    supervisor.start(part.name for part in parts if part.needs_data)
    wait_until_ready(environ, supervisor)
    if not supervisor.has_ended():
        print(welcome(environ, time.monotonic() - began), flush=True)
    return stay(supervisor)


def main() -> int:
    environ = environment_for(os.environ)
    data_dir = Path(environ["EJIUZHU_DATA_DIR"])
    parts = parts_for(environ, data_dir)
    taken = complaints(environ, {part.name for part in parts})
    if taken:
        print("\n".join(taken), file=sys.stderr)
        return PORT_TAKEN
    logs = data_dir / "log"
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _stop)
    try:
        names = [part.name for part in parts] + ["data", "supervisor"]
        with Terminal(names, logs), Supervisor(parts, logs, environ) as supervisor:
            return start(environ, supervisor, parts, logs)
    except Stopped:
        return 0


if __name__ == "__main__":
    sys.exit(main())
