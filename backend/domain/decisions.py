"""What the rules say about a case: pure, so that the same facts, day and pack version give the same decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backend.domain.amounts import NO_AMOUNT, Amount, Months, amount_of, months_of
from backend.domain.deadlines import Due, due_of
from backend.domain.eligibility import Condition, conditions_of, eligible
from backend.domain.fact_sheet import FactSheet
from backend.domain.judgement import Judgement
from backend.domain.routing import Routed, department_of, level_of
from backend.domain.steps import Step, steps_of
from backend.policy.packs import Packs
from backend.policy.parameters import Citation

LEVELS = ("mutual_aid_society", "township", "bureau", "district", "leading_group", "prefecture")
_AS_TOLD = Citation("经办系统的约定", "没有登记的按没有算", operator=True)


@dataclass(frozen=True)
class Decision:
    """A proposal for a person to decide on. `eligible` is None while a condition hangs on `missing` facts.

    `assumed` are facts nobody told and for which the registry's stated value was taken (earlier payments: none).
    `parameters` are the keys of every number that was read.
    """

    jurisdiction: str
    scheme: str
    on: date
    pack_version: str
    eligible: bool | None
    conditions: tuple[Condition, ...]
    amount: Amount
    months: Months | None
    level: str | None
    department: str | None
    due: Due | None
    documents: tuple[str, ...]
    steps: tuple[Step, ...]
    finds: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()


def decide(packs: Packs, jurisdiction: str, scheme: str, on: date, facts: Mapping[str, Any]) -> Decision:
    """What this county's rules make of these facts on this day.

    `facts` is JSON, nested or dotted, money in whole yuan; amounts in the answer are fen.
    Raises UnknownJurisdiction, InvalidFields (a fact of the wrong kind).
    """
    sheet = FactSheet(facts, packs.facts)
    rule = packs.rule(jurisdiction, scheme, on)
    if rule is None:
        return _not_in_force(packs, jurisdiction, scheme, on, sheet)
    case = Judgement(packs, jurisdiction, on, sheet.values, rule.get("let", {}))
    conditions = conditions_of(case, rule["conditions"])
    verdict = eligible(conditions)
    given = _given(case, rule) if verdict is not False else _Given()
    department, (due, due_step) = department_of(case, rule["department"]), due_of(case, rule["due"])
    documents, documents_step = _documents(case, scheme)
    ending = _present(given.level.step, department.step, due_step, documents_step, _assumed(case))
    return Decision(
        jurisdiction, scheme, on, packs.version(jurisdiction), verdict, conditions, given.amount, given.months,
        given.level.name, department.name, due, documents, (*(c.as_step() for c in conditions), *given.steps, *ending),
        given.finds, tuple(case.missing), tuple(case.assumed), tuple(sheet.ignored), tuple(case.read),
    )  # fmt: skip


def due_by(packs: Packs, jurisdiction: str, scheme: str, on: date, facts: Mapping[str, Any]) -> Due | None:
    """The day of `decide(…).due` alone, which is asked for whenever a case changes. Raises as `decide` does."""
    sheet = FactSheet(facts, packs.facts)
    rule = packs.rule(jurisdiction, scheme, on)
    if rule is None:
        return None
    return due_of(Judgement(packs, jurisdiction, on, sheet.values, rule.get("let", {})), rule["due"])[0]


@dataclass(frozen=True)
class _Given:
    """What a rule gives those it does not turn away."""

    steps: tuple[Step, ...] = ()
    finds: Mapping[str, Any] = field(default_factory=dict)
    amount: Amount = NO_AMOUNT
    months: Months | None = None
    level: Routed = field(default_factory=Routed)


def _given(case: Judgement, rule: Mapping[str, Any]) -> _Given:
    steps, finds = steps_of(case, rule.get("steps", []))
    amount, months = amount_of(case, rule.get("amount", [])), months_of(case, rule.get("months", []))
    return _Given(steps, finds, amount, months, level_of(case, rule["level"]))


def _documents(case: Judgement, scheme: str) -> tuple[tuple[str, ...], Step | None]:
    papers = case.try_value(f"materials.{scheme}")
    if papers is None:
        return (), None
    citation = case.read[f"materials.{scheme}"].citation
    return tuple(papers), Step("documents", f"要带的材料：{'、'.join(papers)}。", citation, None)


def _assumed(case: Judgement) -> Step | None:
    """Payments and deductions nobody told are counted as none, and the decision says so (`if_absent` in facts.yaml)."""
    counted = [case.packs.facts[name] for name in case.assumed if case.packs.facts[name].kind in {"money", "whole"}]
    if not counted:
        return None
    says = "、".join(f"“{fact.says}”按 {fact.if_absent} 算" for fact in counted)
    return Step("assumed", f"没有填的：{says}；实际有的请补上再算。", _AS_TOLD, None)


def _present(*steps: Step | None) -> list[Step]:
    return [step for step in steps if step is not None]


def _not_in_force(packs: Packs, jurisdiction: str, scheme: str, on: date, sheet: FactSheet) -> Decision:
    title = packs.title(jurisdiction, scheme)
    says = f"{on.isoformat()} 这一天，这里还没有施行中的“{title}”规定，不能按后来的规定算。"
    step = Step("not_in_force", says, None, None)
    return Decision(
        jurisdiction, scheme, on, packs.version(jurisdiction), None, (), NO_AMOUNT, None, None, None, None, (), (step,),
        ignored=tuple(sheet.ignored),
    )  # fmt: skip
