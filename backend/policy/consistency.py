"""What JSON Schema cannot see: dates that overlap, bands that do not meet, names nobody defines."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from backend.policy import formula
from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.packs import Pack, Packs
from backend.policy.parameters import Document, Fact, leaves
from backend.policy.template import holes
from backend.policy.yaml_lines import PackError, Path_, Source

PLACE = ("place.name", "place.short", "place.prefecture")
_FORMULA_KEYS = {"when", "is", "if", "low", "high", "computed", "remaining", "working_days", "hours"}


def check_pack(source: Source, documents: Mapping[str, Document], facts: Mapping[str, Fact]) -> None:
    """One file by itself; raises PackError."""
    for path, reference in _references(source.data):
        if reference["document"] not in documents:
            raise source.refuse(path, f"cites a document that documents.yaml does not know: {reference['document']}")
    for leaf, row in source.data.get("parameters", {}).items():
        path = ("parameters", leaf)
        if f"{source.path.stem}.{leaf}" in facts:
            raise source.refuse(path, "is already the name of a fact")
        _check_dates(source, path, row)
        for value in [row["value"]] if "value" in row else [dated["value"] for dated in row["values"]]:
            _check_value(source, path, row["unit"], value)
    for path, text in formulas(source.data.get("rule") or {}, ("rule",)):
        try:
            formula.parse(str(text))
        except formula.FormulaError as error:
            raise source.refuse(path, str(error)) from error


def check_layers(packs: Packs) -> None:
    """Every name that a rule or a sentence reads must mean something in every county that uses it; raises PackError."""
    for place in all_jurisdictions():
        keys = set(packs.keys(place.slug))
        for layer in packs.chain(place.slug):
            for pack in packs.layers.get(layer, {}).values():
                _check_names(packs, place.slug, pack, keys)


def formulas(node: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    """Every formula inside a rule with the path it stands on (`level` and `department` name things, they compute nothing)."""
    if isinstance(node, Mapping):
        for key, inner in node.items():
            named = key == "is" and {"level", "department"} & set(map(str, path))
            if (key in _FORMULA_KEYS or path[-1] == "let") and not isinstance(inner, dict | list) and not named:
                yield (*path, key), inner
            else:
                yield from formulas(inner, (*path, key))
    elif isinstance(node, list):
        for i, inner in enumerate(node):
            yield from formulas(inner, (*path, i))


def _check_names(packs: Packs, slug: str, pack: Pack, keys: set[str]) -> None:
    rule = pack.rule or {}
    whole = packs.rule(slug, pack.name, date.max) or {}
    own = {
        *whole.get("let", {}),
        *(step["name"] for step in whole.get("steps", [])),
        *rule.get("let", {}),
        "value",
        *PLACE,
    }
    known = own | set(packs.facts) | keys
    sentences = [*_sentences(rule), *_sentences(pack.guide)]
    texts = [str(text) for _, text in formulas(rule, ("rule",))] + [hole for text in sentences for hole in holes(text)]
    for text in texts:
        for name in formula.names(text):
            if not any(name == k or name.startswith(f"{k}.") for k in known):
                path = pack.where.split("/")
                raise PackError(_where(path), _line_of(pack, text), text, f"nobody defines {name}")


def _where(parts: list[str]) -> Path:
    return Path(__file__).parent / "packs" / parts[0] / parts[1]


def _line_of(pack: Pack, text: str) -> int:
    path = _where(pack.where.split("/"))
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((n for n, line in enumerate(lines, 1) if text in line), 1)


def _sentences(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, inner in node.items():
            if key in {"says", "otherwise"} and isinstance(inner, str):
                yield inner
            else:
                yield from _sentences(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _sentences(inner)


def _references(node: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Mapping[str, Any]]]:
    if isinstance(node, Mapping):
        for key, inner in node.items():
            if key == "reference":
                yield (*path, key), inner
            else:
                yield from _references(inner, (*path, key))
    elif isinstance(node, list):
        for i, inner in enumerate(node):
            yield from _references(inner, (*path, i))


def _check_dates(source: Source, path: Path_, row: Mapping[str, Any]) -> None:
    """Values stand in the order of their dates; one that ends must end before the next begins."""
    rows = row.get("values", [])
    for i, dated in enumerate(rows):
        if dated.get("until") and dated["until"] < dated["from"]:
            raise source.refuse((*path, "values", i), f"ends {dated['until']}, before it begins")
    for i, (dated, following) in enumerate(zip(rows, rows[1:], strict=False)):
        if following["from"] <= (dated.get("until") or dated["from"]):
            raise source.refuse((*path, "values", i + 1), f"overlaps the value before it, from {following['from']}")


def _check_value(source: Source, path: Path_, unit: str, value: Any) -> None:
    if unit == "bands":
        _check_bands(source, path, value)
    elif unit.startswith("yuan") or unit in {
        "percent",
        "times",
        "months",
        "days",
        "hours",
        "working_days",
        "count",
        "age",
        "years",
    }:
        numbers = [v for p, v in leaves(value) if v is not None]
        if any(isinstance(v, bool) or not isinstance(v, int | float) or v < 0 for v in numbers):
            raise source.refuse(path, f"a value in {unit} must be a number, not below nought")
    for low, high in _low_high(value):
        if high is not None and low > high:
            raise source.refuse(path, f"low {low} is above high {high}")


def _low_high(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        if "low" in value and value["low"] is not None:
            yield value["low"], value.get("high")
        for inner in value.values():
            yield from _low_high(inner)


def _check_bands(source: Source, path: Path_, bands: Any) -> None:
    """Each band begins where the one before it ends, and the edge belongs to exactly one of the two."""
    for before, after in zip(bands, bands[1:], strict=False):
        meets = ("up_to" in before and before["up_to"] == after.get("above")) or (
            "below" in before and before["below"] == after.get("from")
        )
        if not meets:
            raise source.refuse(path, f"the bands {before['is']} and {after['is']} do not meet")
