"""Two bots behind one port, one killed in the middle: does any caller lose a turn?"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml
from bot.evaluation.bench.front import Front
from bot.evaluation.doors import ROOT, Line, stop, wait_until_ready
from bot.evaluation.player import play
from bot.evaluation.scores import intake_figures
from bot.evaluation.sets import Caller

DEAD_LOCK_SECONDS = "10"
"""How long a killed bot's lock holds its conversation: above the longest turn, below what a door waits for an answer."""
PORTS = (15306, 15307)
FRONT_PORT = 15300


@dataclass(frozen=True)
class Failover:
    """What came of the calls during which a bot was killed: shares 0–1."""

    calls: int
    filed: float
    field_accuracy: float
    broken: int
    passed_on: int


def endpoints_file(folder: Path, actions_url: str, tracker: dict, redis_port: int) -> Path:
    """Endpoints for bots that share everything: the tracker store given, Redis as the lock store."""
    content = {
        "action_endpoint": {"url": actions_url},
        "tracker_store": tracker,
        "lock_store": {"type": "redis", "url": "127.0.0.1", "port": redis_port, "db": 1, "key_prefix": "ejz"},
    }
    path = folder / "endpoints.yml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def start_bots(folder: Path, endpoints: Path) -> list[subprocess.Popen]:
    bots = [_start_bot(folder, endpoints, port) for port in PORTS]
    for bot, port in zip(bots, PORTS, strict=True):
        wait_until_ready(f"http://127.0.0.1:{port}/", 180, bot)
    return bots


def _start_bot(folder: Path, endpoints: Path, port: int) -> subprocess.Popen:
    environment = {**os.environ, "EJIUZHU_BOT_PORT": str(port), "EJIUZHU_BOT_ENDPOINTS": str(endpoints)}
    python = ROOT / "bot" / ".venv" / "bin" / "python"
    with open(folder / f"bot-{port}.log", "w") as log:
        return subprocess.Popen(
            [python, "start_bot.py"],
            cwd=ROOT / "bot",
            env={"TICKET_LOCK_LIFETIME": DEAD_LOCK_SECONDS, **environment, "EJIUZHU_DATA_DIR": str(folder)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def play_through_a_kill(bots: list[subprocess.Popen], web: str, people: list[Caller], after_seconds: float) -> Failover:
    """Plays the callers eight at a time through both bots and kills the first bot (-9) while they talk."""
    front = Front(FRONT_PORT, [f"http://127.0.0.1:{port}" for port in PORTS])
    front.start()
    killer = threading.Timer(after_seconds, lambda: os.killpg(bots[0].pid, signal.SIGKILL))
    killer.start()
    try:
        with ThreadPoolExecutor(8) as pool:
            calls = list(pool.map(lambda c: play(Line(f"http://127.0.0.1:{FRONT_PORT}", web), c), people))
    finally:
        killer.cancel()
        front.stop()
        for bot in bots:
            stop(bot)
    figures = intake_figures(calls)
    broken = sum(call.broke is not None for call in calls)
    return Failover(len(calls), figures["filed"], figures["field_accuracy"], broken, front.passed_on)
