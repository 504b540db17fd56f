"""Makes docs/policy.md: each row of policy-facts with the parameters that carry it and the cases that try it.

`python -m tools.policy_table` writes it; `--check` only says whether it is up to date.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.loader import HERE, read_packs
from backend.policy.packs import Packs
from backend.policy.parameters import Series
from tests.policy.casebook import Case, all_cases, decision_of, touched

ROWS = Path(__file__).with_name("policy_rows.yaml")
PAGE = Path(__file__).parents[1] / "docs" / "policy.md"
SHOWN = 3
_SLUGS = {place.slug for place in all_jurisdictions()}
_LAYERS = {"anhui": "安徽省 (anhui, under yuan and tunxi)", "general": "Every county (general)"}
HEAD = """# The rules: which parameter carries what, and which cases try it

Made by `python -m tools.policy_table` from the packs, the cases and `tools/policy_rows.yaml`; do not edit by hand.
Names of cases are those in `tests/policy/cases/`. “Operator” marks a number that no document gives: a labelled demo value.

How it works: a county's pack lies in `backend/policy/packs/<code>_<slug>/`, over its province's and over `general`. A changed file
counts from the next request on (`make policy-check` tries it first). A value that changes gets a dated list:
`values: [{from: 2020-12-17, value: 1000}, {from: 2027-01-01, value: 1500}]`. A rule is a list of named formulas; what nobody has
told stays unknown and is asked for: `known(fact)` asks whether it was told, `band(amount, bands)` names the band an amount lies in,
`unsaid()` marks what a document leaves open; `from: <scheme>` stands on another rule and replaces parts of it. The facts a rule may
ask are in `backend/policy/facts.yaml`, the documents in `documents.yaml`, the shape of a pack in `pack.schema.json`. Undated documents are taken to hold from 2021-01-01; the document's title says that it is undated.
"""


def main() -> int:
    """0 when the page is written or, with --check, up to date."""
    text = page()
    if "--check" in sys.argv:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


def page() -> str:
    """The whole page."""
    packs = read_packs(HERE / "packs")
    tried = _tried(packs)
    judged = _judged(packs)
    parts = [HEAD, _counts(packs)]
    for group in yaml.safe_load(ROWS.read_text(encoding="utf-8")):
        parts += [
            f"\n## {_name(group['county'])}\n",
            "| fact | parameter | value today | from | cases |",
            "|---|---|---|---|---|",
        ]
        for row in group["rows"]:
            parts += _lines(packs, group["county"], row, tried, judged)
    return "\n".join(parts) + "\n"


def carried() -> set[str]:
    """Every parameter key that some row names."""
    groups = yaml.safe_load(ROWS.read_text(encoding="utf-8"))
    return {key for group in groups for row in group["rows"] for key in row.get("keys", [])}


def _lines(
    packs: Packs, county: str, row: dict[str, Any], tried: dict[Any, list[str]], judged: dict[str, list[str]]
) -> Iterator[str]:
    fact = row["fact"]
    if "left_out" in row:
        yield f"| {fact} | — | left out | {row['left_out']} | — |"
    for key in row.get("keys", []):
        series = _series(packs, county, key)
        source = (
            f"operator: {series.citation.section}"
            if series.citation.operator
            else f"{series.citation.document} {series.citation.section}"
        )
        yield f"| {fact} | `{key}` | {_short(series)} | {source} | {_some(tried[(series.layer, key)])} |"
        fact = "″"
    for name in row.get("rule", []):
        yield f"| {fact} | condition `{name}` | — | see the pack | {_some(judged[f'{county}:{name}'])} |"
        fact = "″"


def _series(packs: Packs, county: str, key: str) -> Series:
    """The county's nearest say about a key; for a layer its own. Raises LookupError for a key that is gone."""
    if county in _SLUGS:
        return next(packs.series(county, key))
    name, _, leaf = key.partition(".")
    return packs.layers[county][name].series[leaf]


def _tried(packs: Packs) -> dict[Any, list[str]]:
    found: dict[Any, list[str]] = defaultdict(list)
    for case in all_cases():
        for pair in touched(packs, case):
            found[pair].append(_case(case))
    return found


def _judged(packs: Packs) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for case in all_cases():
        if not case.is_value:
            for condition in decision_of(packs, case).conditions:
                for layer in packs.chain(case.jurisdiction):
                    found[f"{layer}:{case.scheme}.{condition.name}"].append(_case(case))
    return found


def _case(case: Case) -> str:
    return f"{case.file}: {case.name}" if case.name else f"{case.file}: {case.key}"


def _some(names: list[str]) -> str:
    more = f" … ({len(names)})" if len(names) > SHOWN else ""
    return "；".join(names[:SHOWN]) + more if names else "**none**"


def _short(series: Series) -> str:
    parameter = series.at(date.max)
    text = (
        json.dumps(parameter.value if parameter else None, ensure_ascii=False, default=str)
        .replace('"', "")
        .replace("|", "/")
    )
    return f"{text} {series.unit}" if len(text) <= 70 else f"{text[:67]}… {series.unit}"


def _counts(packs: Packs) -> str:
    decisions = sum(not case.is_value for case in all_cases())
    series = [s for held in packs.layers.values() for pack in held.values() for s in pack.series.values()]
    operator = sum(s.citation.operator for s in series)
    return f"\n{len(series)} parameters ({operator} set by the operator), {decisions} decision cases, {len(all_cases()) - decisions} value cases.\n"


def _name(county: str) -> str:
    return _LAYERS.get(county) or next(
        f"{place.name} ({place.slug})" for place in all_jurisdictions() if place.slug == county
    )


if __name__ == "__main__":
    raise SystemExit(main())
