"""`python -m bot.evaluation.bench`: load levels, the cost of a long call, and a bot killed under load.

Starts `make run` on ports of its own unless --bot and --web name a running stack. Writes var/eval/bench.json.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.evaluation import sets
from bot.evaluation.bench import failover, load
from bot.evaluation.bench.redis_server import redis_on
from bot.evaluation.doors import OWN_PORTS, ROOT, Line, started_stack
from bot.evaluation.memory import resident_mb

LEVELS = (1, 8, 32)
REDIS_PORT = 15309
KILL_AFTER_SECONDS = 6.0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.bench", description=__doc__)
    parser.add_argument("--bot", help="address of a running bot")
    parser.add_argument("--web", help="address of its web")
    parser.add_argument("--actions-port", type=int, default=int(OWN_PORTS["EJIUZHU_ACTIONS_PORT"]))
    parser.add_argument("--mongodb", help="MongoDB address for the shared tracker store; without it Redis holds both")
    parser.add_argument("--calls", type=int, default=load.CALLS_AT_A_LEVEL, help="conversations at each level")
    return parser.parse_args()


@contextlib.contextmanager
def line_to(options: argparse.Namespace) -> Iterator[Line]:
    if options.bot:
        yield Line(options.bot.rstrip("/"), options.web.rstrip("/"))
    else:
        with started_stack() as line:
            yield line


def people() -> list[sets.Caller]:
    """Dev callers without danger: an alert changes the course of a call, and load is not the place to raise it."""
    return [caller for caller in sets.callers("dev") if not caller.crisis]


def measure(line: Line, options: argparse.Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {"levels": []}
    for callers in LEVELS:
        level = load.at_once(line, people(), callers, options.calls)
        found["levels"].append({**asdict(level), "a_second": level.a_second})
        say(f"{callers:3} at once: {level.a_second:.2f} conversations/s, {level.filed}/{level.conversations} filed, "
            f"turn p50 {level.turn_p50_ms:.0f} p95 {level.turn_p95_ms:.0f} ms")  # fmt: skip
    found["turn_ms_at"] = load.stretches(load.long_call(line))
    say("turn ms at " + ", ".join(f"{at}: {ms:.0f}" for at, ms in found["turn_ms_at"].items()))
    found["failover"] = asdict(kill_one(line, options))
    say(f"two bots, one killed: {found['failover']}")
    found["bot_mb"] = resident_mb(int(line.bot.rsplit(":", 1)[1]))
    found["actions_mb"] = resident_mb(options.actions_port)
    return found


def kill_one(line: Line, options: argparse.Namespace) -> failover.Failover:
    with tempfile.TemporaryDirectory(prefix="ejiuzhu-failover-") as name, redis_on(REDIS_PORT, Path(name)):
        folder = Path(name)
        tracker = {"type": "mongod", "url": options.mongodb, "db": "ejiuzhu_bench_bot"} if options.mongodb else {
            "type": "redis", "url": "127.0.0.1", "port": REDIS_PORT, "db": 0, "key_prefix": "ejz"}  # fmt: skip
        actions = f"http://127.0.0.1:{options.actions_port}/webhook"
        bots = failover.start_bots(folder, failover.endpoints_file(folder, actions, tracker, REDIS_PORT))
        return failover.play_through_a_kill(bots, line.web, people(), KILL_AFTER_SECONDS)


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    options = arguments()
    with line_to(options) as line:
        found = measure(line, options)
    target = ROOT / "var" / "eval" / "bench.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
