"""`make run`: everything with demo data on 127.0.0.1; ends with Ctrl-C, and ends everything with it."""

import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tools.launcher.environment import environment_for
from tools.launcher.parts import Part, parts_for
from tools.launcher.ports import complaints, malformed
from tools.launcher.start import bring_up
from tools.launcher.supervision import Supervisor
from tools.launcher.terminal import Terminal
from tools.launcher.welcome import welcome

PORT_TAKEN = 2


class Stopped(Exception):
    """Ctrl-C, or a request to end."""


def _stop(*_: object) -> None:
    # Only once: a second Ctrl-C must not cut short the stopping of the parts.
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    print("正在停止……", flush=True)
    raise Stopped


def run(environ: Mapping[str, str], parts: list[Part], logs: Path) -> int:
    """Starts `parts` and stays with them; returns the exit code when they could not start or their supervisor ended."""
    began = time.monotonic()
    names = [part.name for part in parts] + ["data", "supervisor"]
    with Terminal(names, logs), Supervisor(parts, logs, environ) as supervisor:
        if bring_up(environ, supervisor, parts, logs):
            print(welcome(environ, time.monotonic() - began), flush=True)
            while not supervisor.has_ended():
                time.sleep(0.5)
            print("看护程序自己停了，全部停止。", flush=True)
    return 1


def main() -> int:
    if wrong := malformed(os.environ):
        print("\n".join(wrong), file=sys.stderr)
        return PORT_TAKEN
    os.umask(0o077)  # what people told lies in the files of a run: nobody else on this computer reads them
    environ = environment_for(os.environ)
    data_dir = Path(environ["EJIUZHU_DATA_DIR"])
    parts = parts_for(environ, data_dir)
    taken = complaints(environ, {part.name for part in parts})
    if taken:
        print("\n".join(taken), file=sys.stderr)
        return PORT_TAKEN
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _stop)
    try:
        return run(environ, parts, data_dir / "log")
    except Stopped:
        return 0


if __name__ == "__main__":
    sys.exit(main())
