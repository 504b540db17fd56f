"""The one table: every figure, ours beside the baseline's when both were played."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROWS = [
    ("intent F1 (first turns, macro)", "intent_f1", "share"),
    ("first turn right, topic included", "first_turn_right", "share"),
    ("mid-conversation acts right", "acts_right", "share"),
    ("entity F1 (opening turns)", "entity_f1", "share"),
    ("field accuracy, whole conversations", "field_accuracy", "share"),
    ("must stay empty, and did", "kept_empty", "share"),
    ("questions per filed case, median", "questions_median", "count"),
    ("repeated questions", "repeated_questions", "count"),
    ("repeat-question rate", "repeat_rate", "share"),
    ("filed", "filed", "share"),
    ("filed without help", "filed_without_help", "share"),
    ("questions in the middle answered", "asides_answered", "share"),
    ("danger recall", "recall", "share"),
    ("danger precision", "precision", "share"),
    ("danger kind right", "kind_right", "share"),
    ("false alarms in whole calls", "false_alarms", "count"),
    ("reply p50, ms", "turn_p50_ms", "count"),
    ("reply p95, ms", "turn_p95_ms", "count"),
    ("processor time a turn, bot and actions, ms", "processor_ms", "count"),
    ("bot memory, MB", "bot_mb", "count"),
    ("action server memory, MB", "actions_mb", "count"),
]


def _cell(value: Any, kind: str) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if kind == "share" else f"{value:g}" if value == int(value) else f"{value:.1f}"


def markdown(columns: dict[str, dict[str, Any]]) -> str:
    """A table with one column per contestant, then the field breakdown. `columns` maps a title to flat figures."""
    head = ["| |" + "|".join(f" {title} " for title in columns) + "|", "|---|" + "---|" * len(columns)]
    body = [
        f"| {says} | " + " | ".join(_cell(figures.get(key), kind) for figures in columns.values()) + " |"
        for says, key, kind in ROWS
        if any(figures.get(key) is not None for figures in columns.values())
    ]
    return "\n".join(head + body + _fields(columns)) + "\n"


def _fields(columns: dict[str, dict[str, Any]]) -> list[str]:
    names = sorted({name for figures in columns.values() for name in figures.get("fields", {})})
    return [
        f"| · {name} | " + " | ".join(_cell(f.get("fields", {}).get(name), "share") for f in columns.values()) + " |"
        for name in names
    ]


def write(folder: Path, columns: dict[str, dict[str, Any]], failures: list[str]) -> None:
    """Writes report.json and report.md, the failures below the table."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(json.dumps(columns, ensure_ascii=False, indent=1), encoding="utf-8")
    listed = "".join(f"- {line}\n" for line in failures)
    (folder / "report.md").write_text(f"{markdown(columns)}\n## What went wrong\n\n{listed}", encoding="utf-8")
