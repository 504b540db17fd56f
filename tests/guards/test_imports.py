"""Imports go one way: doors → services → {domain, policy, storage, adapters}; the bot knows nothing of the house but its addresses."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_INNER = {
    "backend/domain": {"flask", "mongoengine", "pymongo", "backend.services", "backend.storage", "backend.api", "backend.console", "miniprogram_api"},
    "backend/policy": {"flask", "mongoengine", "pymongo", "backend.services", "backend.storage", "backend.api", "backend.console", "miniprogram_api"},
    "backend/storage": {"flask", "backend.services", "backend.api", "backend.console", "miniprogram_api"},
    "backend/adapters": {"backend.services", "backend.storage", "backend.api", "backend.console", "miniprogram_api"},
    "backend/services": {"flask", "backend.api", "backend.console", "miniprogram_api"},
    "bot": {"backend", "miniprogram_api", "mongoengine"},
}  # fmt: skip


def test_imports_go_one_way():
    wrong = [
        f"{file.relative_to(ROOT)}: {name}"
        for room, forbidden in _INNER.items()
        for file in _sources(room)
        for name in _imported(file)
        if any(name == bad or name.startswith(f"{bad}.") for bad in forbidden)
    ]
    assert wrong == []


def _sources(room: str) -> Iterator[Path]:
    for file in (ROOT / room).rglob("*.py"):
        if ".venv" not in file.parts and "evaluation" not in file.parts:
            yield file


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
