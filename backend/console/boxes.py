"""The boxes of a form that does something to a case: what each asks, and how what was written is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from werkzeug.datastructures import MultiDict

from backend.domain.errors import InvalidFields
from backend.domain.money import FEN_IN_A_YUAN
from backend.domain.people import Actor
from backend.policy import describe
from backend.policy.loader import load_packs
from backend.storage.documents import Application

FACT = "fact:"
MEMBER_ROWS = 8
_KINDS = {"number": "number", "integer": "whole", "boolean": "flag", "string": "text", "array": "choices"}

type Values = dict[str, Any]


@dataclass(frozen=True)
class Box:
    """One question: `kind` is text, long, yuan (read as fen), number, whole, day, choice, choices, flag, names or members."""

    name: str
    label: str
    kind: str = "text"
    required: bool = True
    choices: Mapping[str, str] | None = None
    hint: str = ""
    suggest: Sequence[str] = ()
    start: Any = None


@dataclass(frozen=True)
class Form:
    """A step's boxes and what takes them; `whole_page` for those that need room, `rules` where the county's rules stand beside it."""

    boxes: Callable[[Application, datetime], Sequence[Box]]
    run: Callable[[Application, Values, Actor, datetime], Application]
    whole_page: bool = False
    rules: bool = False


WHY = Box("reason", "原因", "long", hint="写清楚、写得让人听得懂；当事人会看到")


def plain(*boxes: Box) -> Callable[[Application, datetime], Sequence[Box]]:
    return lambda case, now: boxes


def read_boxes(boxes: Sequence[Box], form: MultiDict[str, str]) -> dict[str, Any]:
    """What was written, by box; an empty box that need not be filled is absent. Raises InvalidFields naming every wrong one."""
    found, wrong = {}, {}
    for box in boxes:
        try:
            value = _read(box, form)
        except (ValueError, InvalidOperation):
            wrong[box.name] = f"“{box.label}”填得不对，请看一看。"
            continue
        if value in (None, "", [], ()):
            if box.required:
                wrong[box.name] = f"请填“{box.label}”。"
        else:
            found[box.name] = value
    if wrong:
        raise InvalidFields(fields=wrong)
    return found


def facts_in(values: Mapping[str, Any]) -> dict[str, Any]:
    """The facts among what was written, by their dotted names."""
    return {name.removeprefix(FACT): value for name, value in values.items() if name.startswith(FACT)}


def fact_boxes(
    jurisdiction: str, scheme: str, on: date, known: Mapping[str, Any], *, intake: bool = False
) -> list[Box]:
    """What this county's rule on the scheme asks beyond the form (`intake`: the form's own facts too)."""
    rows = describe.scheme(load_packs(), jurisdiction, scheme, on)["facts"]
    sections = ("emergency.", "household.size", "household.monthly_income", "household.status", "costs.", "need.")
    return [
        _fact_box(row, known)
        for row in rows
        if (intake or not row["name"].startswith(sections))
        and (intake or not row["name"].startswith(("aid.", "requested_amount")))
    ]


def _fact_box(row: Mapping[str, Any], known: Mapping[str, Any]) -> Box:
    kind = "choice" if row.get("enum_says") and row["type"] == "string" else _KINDS[row["type"]]
    if kind == "text" and row["name"].endswith(("_on", ".day")):
        kind = "day"
    hint = "，".join(part for part in (row.get("unit") or "", "影响符不符合条件" if row["needed"] else "") if part)
    return Box(
        f"{FACT}{row['name']}", row["description"], kind, False, row.get("enum_says"), hint, known.get(row["name"])
    )


def _read(box: Box, form: MultiDict[str, str]) -> Any:
    if box.kind == "choices":
        return [code for code in form.getlist(box.name) if code in (box.choices or {})]
    if box.kind == "members":
        return _members(form)
    text = form.get(box.name, "").strip()
    if not text:
        return None
    return _READERS[box.kind](box, text)


def _members(form: MultiDict[str, str]) -> list[dict[str, str]]:
    rows = zip(form.getlist("member_name"), form.getlist("member_relation"), form.getlist("member_id"), strict=False)
    return [
        {"name": name.strip(), "relation": relation.strip(), "id_number": number.strip()}
        for name, relation, number in rows
        if name.strip()
    ]


def _fen(_: Box, text: str) -> int:
    fen = Decimal(text.replace(",", "").removesuffix("元")) * FEN_IN_A_YUAN
    if fen != fen.to_integral_value() or fen < 0:
        raise ValueError
    return int(fen)


def _number(_: Box, text: str) -> int | float:
    number = Decimal(text.replace(",", ""))
    if not number.is_finite():
        raise ValueError
    return int(number) if number == number.to_integral_value() else float(number)


def _choice(box: Box, text: str) -> str:
    if text not in (box.choices or {}):
        raise ValueError
    return text


_READERS = {
    "text": lambda _, text: text[:200], "long": lambda _, text: text[:2000], "yuan": _fen, "number": _number,
    "whole": lambda _, text: int(text), "day": lambda _, text: date.fromisoformat(text), "choice": _choice,
    "flag": lambda _, text: text == "yes", "names": lambda _, text: tuple(part for part in text.replace("，", "、").split("、") if part.strip()),
}  # fmt: skip
