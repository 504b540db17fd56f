"""`python -m bot.evaluation`: plays a set against running servers, or against `make run` on ports of its own.

The exit code is 1 when a figure lies below its floor.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.evaluation import doors, floors, play_sets, player, scores, sets, table
from bot.evaluation.entities import entity_figures
from bot.evaluation.memory import processor_seconds, resident_mb

QUICK = 24
"""The quick subset takes every twenty-fourth row of each set."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation", description=__doc__)
    parser.add_argument(
        "--set", default="held_apart", dest="name", help="dev, held_apart, or a folder of the same form"
    )
    parser.add_argument("--quick", action="store_true", help="every twenty-fourth row only, held to the quick floors")
    parser.add_argument("--bot", help="address of a running bot; without it `make run` is started")
    parser.add_argument("--web", help="address of the running web that goes with it")
    parser.add_argument("--actions-port", type=int, help="port of the action server, for its memory")
    parser.add_argument("--project", type=Path, default=doors.ROOT / "bot", help="the Rasa project, for entity F1")
    parser.add_argument("--only", default="", help="comma list of: callers, danger, first, acts, entities")
    parser.add_argument("--title", default="e救助", help="the column's title")
    parser.add_argument("--out", type=Path, default=doors.ROOT / "var" / "eval")
    parser.add_argument("--transcripts", action="store_true", help="write every call to transcripts.txt")
    parser.add_argument("--no-floors", action="store_true", help="measure only")
    return parser.parse_args()


@contextlib.contextmanager
def line_to(options: argparse.Namespace) -> Iterator[doors.Line]:
    if options.bot:
        yield doors.Line(options.bot.rstrip("/"), options.web.rstrip("/") if options.web else None)
    else:
        with doors.started_stack() as line:
            options.actions_port = int(doors.OWN_PORTS["EJIUZHU_ACTIONS_PORT"])
            yield line


def judge(line: doors.Line, options: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    """All figures of one contestant, flat, and what went wrong."""
    step = QUICK if options.quick else 1
    figures: dict[str, Any] = {}
    failures: list[str] = []
    for part, run in PARTS.items():
        if not options.only or part in options.only.split(","):
            found, wrong = run(line, options, step)
            figures.update(found)
            failures += wrong
    figures["bot_mb"] = resident_mb(urlsplit(line.bot).port or 80)
    figures["actions_mb"] = resident_mb(options.actions_port) if options.actions_port else None
    return figures, failures


def judge_danger(line: doors.Line, options: argparse.Namespace, step: int) -> tuple[dict[str, Any], list[str]]:
    rows = play_sets.play_danger(line, sets.danger(options.name)[::step])
    wrong = [
        f"danger | {row['say']}: want {row['kind']}, got {got or 'none'}"
        for row, got in rows
        if (got or "none") not in scores.kinds_of(row)
    ]
    return scores.danger_figures(rows), wrong


def judge_first_turns(line: doors.Line, options: argparse.Namespace, step: int) -> tuple[dict[str, Any], list[str]]:
    rows = play_sets.play_first_turns(line, sets.first_turns(options.name)[::step])
    wrong = [
        f"first turn | {row['say']}: want {row['does']} {row.get('topic', '')}, got {scores.does(seen)} {seen}"
        for row, seen in rows
        if scores.does(seen) != row["does"] or row.get("topic") not in (None, seen.get("topic"))
    ]
    return scores.first_turn_figures(rows), wrong


def judge_acts(line: doors.Line, options: argparse.Namespace, step: int) -> tuple[dict[str, Any], list[str]]:
    rows = list(play_sets.play_acts(line, sets.acts(options.name)[::step]))
    wrong = [
        f"act | at {row['at']} “{row['say']}”: want {row['does']}, got {got}" for row, got in rows if got != row["does"]
    ]
    return {"acts_right": 1 - len(wrong) / max(len(rows), 1)}, wrong


def judge_callers(line: doors.Line, options: argparse.Namespace, step: int) -> tuple[dict[str, Any], list[str]]:
    ports = [urlsplit(line.bot).port or 80, *([options.actions_port] if options.actions_port else [])]
    before = sum(map(processor_seconds, ports))
    calls = [player.play(line, caller) for caller in sets.callers(options.name)[::step]]
    used = sum(map(processor_seconds, ports)) - before
    if options.transcripts:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "transcripts.txt").write_text("\n".join(map(transcript, calls)), encoding="utf-8")
    cost = {"processor_ms": used * 1000 / max(sum(len(call.seconds) for call in calls), 1)}
    return scores.intake_figures(calls) | cost, scores.intake_failures(calls)


def judge_entities(line: doors.Line, options: argparse.Namespace, step: int) -> tuple[dict[str, Any], list[str]]:
    return entity_figures(sets.callers(options.name)[::step], options.project)


def transcript(call: player.Call) -> str:
    turns = "".join(f"  > {said}\n  < {heard} {seen}\n" for said, heard, seen in call.log)
    return f"{call.caller.id} ({call.caller.jurisdiction})\n{turns}  = {call.on_file}\n"


PARTS = {
    "danger": judge_danger,
    "first": judge_first_turns,
    "acts": judge_acts,
    "callers": judge_callers,
    "entities": judge_entities,
}


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def main() -> int:
    options = arguments()
    with line_to(options) as line:
        figures, failures = judge(line, options)
    table.write(options.out, {options.title: figures}, failures)
    say(table.markdown({options.title: figures}), *failures)
    below = [] if options.no_floors or options.only else floors.fallen(figures, "quick" if options.quick else "full")
    say(*below)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
