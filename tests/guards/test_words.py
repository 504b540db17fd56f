"""What the house writes down, the console can say: no code reaches a caseworker's screen."""

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from backend.console import words
from backend.domain import workflow
from backend.storage.documents import Notice, Task

ROOT = Path(__file__).resolve().parents[2]


def test_every_action_on_record_has_words():
    unsaid = {action for action in _recorded() if words.happened(action) == action}
    assert unsaid == set()


def test_every_task_and_message_has_words():
    assert set(Task.kind.choices) <= set(words.TASKS)
    assert set(Notice.state.choices) <= set(words.OUTBOX)


def test_every_step_has_a_label_and_a_form():
    from backend.console import acts

    for step in workflow.STEPS.values():
        assert step.label
        if not step.plain:
            assert step.name in acts._FORMS, f"no form takes {step.name}"


def test_no_template_carries_a_script_or_a_style_of_its_own():
    """The content policy refuses both; printed papers are no pages."""
    folder = ROOT / "backend" / "console" / "templates"
    for file in folder.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "<script>" not in text
        assert " onclick=" not in text
        if "prints" not in file.parts:
            assert " style=" not in text, file
            assert "<style" not in text, file
        Environment(loader=FileSystemLoader(folder)).parse(text)


def _recorded() -> Iterator[str]:
    """The third argument of every `log(case, actor, "…")` and `record(stream, actor, "…")`."""
    for folder in ("backend/services", "miniprogram_api"):
        for file in (ROOT / folder).glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and len(node.args) > 2 and _called(node) in ("log", "record"):
                    action = node.args[2]
                    if isinstance(action, ast.Constant) and isinstance(action.value, str):
                        yield action.value


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
