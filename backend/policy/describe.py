"""What a scheme asks and says in one county: for editors, for the console's pages, and for other programs."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from backend.domain.decisions import decide
from backend.policy import formula
from backend.policy.consistency import formulas
from backend.policy.packs import SCHEMES, Packs
from backend.policy.parameters import Fact
from backend.policy.template import holes

USES = {
    "conditions": "eligible",
    "steps": "steps",
    "amount": "amount",
    "months": "amount",
    "level": "level",
    "department": "department",
    "due": "due_on",
}
TYPES = {
    "money": "number",
    "number": "number",
    "whole": "integer",
    "flag": "boolean",
    "choice": "string",
    "choices": "array",
    "date": "string",
    "text": "string",
}
ANSWER = {
    "eligible": "true 符合，false 不符合，null 还缺 missing 里的事实或这一天没有规定",
    "amount.low": "这项规定最少给多少（元）",
    "amount.high": "这项规定（这一级）最多给多少（元），null 表示文件没有写上限",
    "amount.computed": "按公式算出的金额；规定只给范围的，是申请金额（在范围内时），超出范围为 null，由上一级定",
    "amount.remaining": "封顶之下、发这一笔之前还能发多少（元）",
    "level": "由哪一级决定：mutual_aid_society 村互助社、township 乡镇（街道）、bureau 县级部门、district 区级、leading_group 领导小组（联席会议）、prefecture 市（地区）民政局",
    "months": "按月发的，发几个月（low 到 high）；amount 是每月的数，除非步骤另有说明",
    "assumed": "没有说、按 if_absent 算的事实",
    "missing": "还缺的事实",
}


def schemes(packs: Packs, jurisdiction: str, on: date) -> list[dict[str, Any]]:
    """Every scheme of a county: title, and whether any layer has a rule in force on this day."""
    return [
        {
            "scheme": scheme,
            "title": packs.title(jurisdiction, scheme),
            "in_force": packs.rule(jurisdiction, scheme, on) is not None,
        }
        for scheme in SCHEMES
    ]


def scheme(packs: Packs, jurisdiction: str, name: str, on: date) -> dict[str, Any]:
    """The facts a decision asks, every parameter with its value and article, and what the answer's fields mean."""
    rule = packs.rule(jurisdiction, name, on) or {}
    return {
        "jurisdiction": jurisdiction,
        "scheme": name,
        "title": packs.title(jurisdiction, name),
        "on": on.isoformat(),
        "pack_version": packs.version(jurisdiction),
        "in_force": bool(rule),
        "facts": facts(packs, rule, _asked_first(packs, jurisdiction, name, on)),
        "parameters": parameters(packs, jurisdiction, on, _keys(packs, jurisdiction, name, rule)),
        "conditions": [
            {"name": row["name"], "says": row["says"], "citation": packs.cite(row, row["says"]).as_json()}
            for row in rule.get("conditions", [])
        ],
        "levels": [row["is"] for row in rule.get("level", [])],
        "rule": rule,
        "answer": ANSWER,
    }


def parameters(
    packs: Packs, jurisdiction: str, on: date, keys: Iterator[str] | list[str] | tuple[str, ...]
) -> list[dict[str, Any]]:
    """Parameters with every dated value, the one in force first among equals, and where they come from."""
    rows = []
    for key in keys:
        series = next(packs.series(jurisdiction, key), None)
        if series is None:
            continue
        now = next((found for one in packs.series(jurisdiction, key) if (found := one.at(on))), None)
        rows.append(
            {
                "key": key,
                "says": series.says,
                "unit": series.unit,
                "value": now.value if now else None,
                "since": now.since.isoformat() if now else None,
                "values": [
                    {"from": d.since.isoformat(), "until": d.until.isoformat() if d.until else None, "value": d.value}
                    for d in series.values
                ],
                "source": "operator" if series.citation.operator else "document",
                "layer": series.layer,
                "citation": series.citation.as_json(),
            }
        )
    return rows


def facts(packs: Packs, rule: Mapping[str, Any], asked_first: frozenset[str]) -> list[dict[str, Any]]:
    """Every fact the rule can read, with type, unit, the words for each choice, and what it is for."""
    uses: dict[str, dict[str, None]] = {}
    for part, use in USES.items():
        for text in _texts(rule.get(part, []), part):
            for name in _facts_in(packs, rule, text):
                uses.setdefault(name, {}).setdefault(use)
    return [_fact(packs.facts[name], sorted(use), name in asked_first) for name, use in uses.items()]


def _asked_first(packs: Packs, jurisdiction: str, name: str, on: date) -> frozenset[str]:
    """The facts without which eligibility cannot be judged in the usual case; others are asked when an answer calls for them."""
    return frozenset(
        fact for condition in decide(packs, jurisdiction, name, on, {}).conditions for fact in condition.missing
    )


def _fact(fact: Fact, used_for: list[str], needed: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": fact.name,
        "description": fact.says,
        "type": TYPES[fact.kind],
        "unit": fact.unit or ("元" if fact.kind == "money" else None),
        "needed": needed,
        "used_for": used_for,
    }
    if fact.choices:
        row["enum"] = list(fact.choices)
        row["enum_says"] = dict(fact.choices)
    if fact.least:
        row["minimum"] = fact.least
    if fact.if_absent is not None:
        row["if_absent"] = fact.if_absent
    if fact.also:
        row["taken_from_if_absent"] = fact.also
    return row


def _texts(node: Any, part: str = "rule") -> Iterator[str]:
    for _, text in formulas(node, (part,)):
        yield str(text)


def _facts_in(packs: Packs, rule: Mapping[str, Any], text: str, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The facts behind a formula, through `let` and the steps it stands on."""
    steps = {step["name"]: str(step["is"]) for step in rule.get("steps", [])}
    for name in formula.names(text):
        if name in seen:
            continue
        if name in packs.facts:
            yield name
        elif inner := rule.get("let", {}).get(name) or steps.get(name):
            yield from _facts_in(packs, rule, str(inner), seen | {name})


def _keys(packs: Packs, jurisdiction: str, scheme_name: str, rule: Mapping[str, Any]) -> tuple[str, ...]:
    """The scheme's own parameters, then those of other packs that its rule reads."""
    own = dict.fromkeys(packs.keys(jurisdiction, scheme_name))
    everything = set(packs.keys(jurisdiction))
    sentences = [row["says"] for part in USES for row in rule.get(part, []) if "says" in row]
    texts = [*_texts(rule), *(hole for sentence in sentences for hole in holes(sentence))]
    for text in texts:
        for name in formula.names(text):
            key = ".".join(name.split(".")[:2])
            if key in everything:
                own.setdefault(key)
    own.setdefault(f"materials.{scheme_name}")
    return tuple(own)
