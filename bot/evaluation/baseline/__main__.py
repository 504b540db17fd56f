"""`python -m bot.evaluation.baseline`: trains the baseline when needed, starts it on loopback and plays a set with it.

Writes var/eval/baseline/report.json; `python -m bot.evaluation.compare` sets it beside ours.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.evaluation.doors import ROOT, stop, wait_until_ready

PROJECT = ROOT / "var" / "eval" / "baseline"
RASA = ROOT / "bot" / ".venv" / "bin" / "rasa"
PYTHON = RASA.with_name("python")
HERE = Path(__file__).resolve().parent
BOT_PORT, ACTIONS_PORT = 15205, 15255
ENVIRONMENT = {
    **os.environ,
    "BASELINE_ACTIONS_URL": f"http://127.0.0.1:{ACTIONS_PORT}/webhook",
    "SANIC_HOST": "127.0.0.1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",
}


def prepare() -> None:
    """Writes the project anew; trains only when there is no model yet, since the seed and the data are fixed."""
    subprocess.run([PYTHON, HERE / "generate.py", PROJECT], check=True)
    if not list((PROJECT / "models").glob("*.tar.gz")):
        command = ["nice", "-n", "10", RASA, "train", "--quiet", "--out", "models"]
        subprocess.run(command, cwd=PROJECT, env=ENVIRONMENT, check=True)


@contextlib.contextmanager
def servers() -> Iterator[None]:
    actions = [PYTHON, "-m", "rasa_sdk", "--actions", "actions", "-p", str(ACTIONS_PORT)]
    bot = [RASA, "run", "-i", "127.0.0.1", "-p", str(BOT_PORT), "--endpoints", "endpoints.yml"]
    with open(PROJECT / "servers.log", "w") as log:
        started = [
            subprocess.Popen(c, cwd=PROJECT, env=ENVIRONMENT, stdout=log, stderr=log, start_new_session=True)
            for c in (actions, [*bot, "--credentials", "credentials.yml"])
        ]
    try:
        wait_until_ready(f"http://127.0.0.1:{BOT_PORT}/", 180, started[1])
        yield
    finally:
        for process in started:
            stop(process)


def main() -> int:
    prepare()
    with servers():
        command = [sys.executable, "-m", "bot.evaluation", "--bot", f"http://127.0.0.1:{BOT_PORT}", "--no-floors"]
        extra = [
            "--actions-port",
            str(ACTIONS_PORT),
            "--project",
            PROJECT,
            "--out",
            PROJECT,
            "--title",
            "plain Rasa form",
        ]
        return subprocess.run([*command, *extra, *sys.argv[1:]], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
