"""Plays the sentence sets (danger, first turns, acts) through the real bot."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from bot.evaluation.doors import Line
from bot.evaluation.matching import matches
from bot.evaluation.player import READ_BACK, customs

COUNTY = "boshan"
ONE_BREATH = "石马镇上焦村的我叫周大海电话13900001112上个月十号我爸骑车摔断了腿自己花了两万"
ANSWERS = {
    "applicant.name": "周大海",
    "applicant.phone": "13900001112",
    "address.village": "石马镇上焦村",
    "household.size": "四口人",
    "household.monthly_income": "两千块",
    "household.status": "没有",
    "emergency.in_danger": "没有危险",
    "filer.relation": "我是他儿子",
    "filer.name": "周大海",
}
"""Enough to lead a call to any of its usual questions; what the act set judges is said there."""


def _sender(what: str) -> str:
    return f"judge-{what}-{uuid.uuid4().hex[:8]}"


def play_danger(line: Line, rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str | None]]:
    """Each sentence as the first words of a new call: (row, kind raised)."""
    return [(row, customs(line.say(_sender("danger"), row["say"], COUNTY)).get("crisis")) for row in rows]


def play_first_turns(line: Line, rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(row, customs(line.say(_sender("first"), row["say"], COUNTY))) for row in rows]


def play_acts(line: Line, rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each short answer at the question it belongs to: (row, what the bot took it for)."""
    for row in rows:
        sender = _sender("act")
        if _lead_to(line, sender, row["at"]):
            yield row, _taken_for(line, sender, row)
        else:
            yield row, "never asked"


def _lead_to(line: Line, sender: str, at: str) -> bool:
    opening = "我要申请救助，我爸上个月十号骑车摔断了腿" if at in ANSWERS else ONE_BREATH
    seen = customs(line.say(sender, opening, COUNTY))
    for _ in range(14):
        ask = "confirm" if seen.get("ask") in READ_BACK else seen.get("ask")
        if ask == at:
            return True
        if not ask or ask == "confirm":
            return False
        seen = customs(line.say(sender, ANSWERS.get(ask, "不知道"), COUNTY))
    return False


def _taken_for(line: Line, sender: str, row: dict[str, Any]) -> str:
    seen = customs(line.say(sender, row["say"], COUNTY))
    if row["at"] == "confirm":
        return _at_read_back(line, sender, row, seen)
    if seen.get("ask") == row["at"]:
        return "repeat"
    moved_on = bool(seen.get("ask")) and not seen.get("topic")
    return row["does"] if moved_on and row["does"] in ("dont_know", "refuse", "deny", "affirm") else "something else"


def _at_read_back(line: Line, sender: str, row: dict[str, Any], seen: dict[str, Any]) -> str:
    if "filed" in seen:
        return "affirm"
    if row["does"] == "correct":
        return _after_correction(line, sender, row)
    return row["does"] if row["does"] in ("deny", "repeat") and seen.get("ask") in READ_BACK else "something else"


def _after_correction(line: Line, sender: str, row: dict[str, Any]) -> str:
    """A correction counts when, once confirmed, the file holds the new value."""
    filed = customs(line.say(sender, "对，没错", COUNTY)).get("filed")
    if not filed or not line.web:
        return "correct, not filed"
    on_file = line.on_file(COUNTY, filed["number"])
    right = all(matches(want, _at(on_file, name)) for name, want in row["becomes"].items())
    return "correct" if right else "something else"


def _at(on_file: dict[str, Any], name: str) -> Any:
    section, key = name.split(".")
    return (on_file.get(section) or {}).get(key)
