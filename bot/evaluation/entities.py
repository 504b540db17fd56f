"""Entity F1: what the pipeline alone hears in the opening turns, before any dialogue."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from bot.evaluation.doors import ROOT
from bot.evaluation.matching import matches
from bot.evaluation.scores import f1
from bot.evaluation.sets import Caller

BOT = ROOT / "bot"
PARSER = BOT / "evaluation" / "hear_openings.py"
NOT_JUDGED = {"emergency.narrative", "emergency.in_danger", "need.kinds", "urgency"}
"""Free text, or a judgement of the whole call rather than something said in one place."""


def heard_in_openings(callers: list[Caller], project: Path = BOT) -> dict[str, dict[str, Any]]:
    """Caller id → field → value, as the newest model in `project`/models hears the opening turns (bot environment)."""
    asked = [{"id": c.id, "jurisdiction": c.jurisdiction, "say": c.say} for c in callers]
    done = subprocess.run(
        [BOT / ".venv" / "bin" / "python", PARSER, project / "models"],
        input=json.dumps(asked, ensure_ascii=False),
        capture_output=True,
        text=True,
        cwd=project,
        timeout=600,
        check=True,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONPATH": str(project)},
    )
    return json.loads(done.stdout.splitlines()[-1])


def entity_figures(callers: list[Caller], project: Path = BOT) -> tuple[dict[str, Any], list[str]]:
    """Micro F1 over (field, value): wanted is what was told in the opening; a wrong value is both missed and false."""
    heard = heard_in_openings(callers, project)
    right = predicted = wanted = 0
    wrong: list[str] = []
    for caller in callers:
        got = {name: value for name, value in heard[caller.id].items() if _is_judged(caller, name)}
        want = {name for name in caller.expect if name in caller.volunteered or name in got} - NOT_JUDGED
        hits = {name for name in got if name in want and matches(caller.expect[name], got[name])}
        right, predicted, wanted = right + len(hits), predicted + len(got), wanted + len(want)
        wrong += [f"entity | {caller.id} {name}: want {caller.expect.get(name)}, heard {got.get(name)!r}"
                  for name in sorted((want | set(got)) - hits)]  # fmt: skip
    return {"entity_f1": f1(right, predicted, wanted)}, wrong


def _is_judged(caller: Caller, name: str) -> bool:
    """A field that the caller knows of but that is not expected can be neither right nor wrong."""
    return name not in NOT_JUDGED and (name in caller.expect or name not in caller.facts)
