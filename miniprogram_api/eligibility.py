"""Which schemes may fit a few answers, why, with what amount and what else would be looked at. Nothing is kept."""

from marshmallow import Schema, fields, validate

from backend.adapters.clock import beijing_day, utc_now
from backend.api.auth import public
from backend.api.schemas import FormSchema, jurisdiction
from backend.domain.money import yuan_from_fen
from backend.policy.guide import fits
from backend.policy.loader import load_packs
from miniprogram_api.doors import blueprint, paged
from miniprogram_api.schemas import CitationSchema, unlike

blp = blueprint("eligibility", "够不够条件")
# The steps of every decision that say nothing of an amount.
_ENDING = frozenset({"level", "department", "due_on", "documents", "assumed"})


class CheckSchema(Schema):
    """A few answers; nobody's name, and nothing is kept."""

    jurisdiction = jurisdiction(required=True)
    emergency = fields.Nested(type(FormSchema().fields["emergency"].schema)(only=("category",)), load_default=dict)
    household = fields.Nested(type(FormSchema().fields["household"].schema), load_default=dict)
    costs = fields.Nested(type(FormSchema().fields["costs"].schema), load_default=dict)


class EligibleSchema(Schema):
    """A scheme that fits, or may fit, and why."""

    scheme = fields.String()
    name = fields.String()
    fits = fields.String(validate=validate.OneOf(["yes", "maybe", "no"]))
    why = fields.String()
    amount = fields.String(allow_none=True, metadata={"example": "这一类急难的救助标准是 1000 元到 5000 元"})
    looks_at = fields.List(fields.String(), metadata={"example": ["家庭财产符不符合规定"]})
    citations = fields.List(fields.Nested(CitationSchema))


@blp.post("/eligibility-checks")
@public
@blp.arguments(CheckSchema)
@blp.response(200, paged(EligibleSchema, "Eligibles"))
def check(body):
    """Which schemes fit these answers, why, and with what amount. Nothing is stored."""
    county = body.pop("jurisdiction")
    found = fits(
        load_packs(),
        county,
        beijing_day(utc_now()),
        {section: {k: v for k, v in answers.items() if v is not None} for section, answers in body.items()},
    )
    return {"items": [eligible(county, decision) for decision in found], "next": None}


def eligible(county: str, decision):
    """A decision as a resident reads it."""
    held = [condition for condition in decision.conditions if condition.holds] or list(decision.conditions)
    money = _money(decision)
    return {
        "scheme": decision.scheme, "name": load_packs().title(county, decision.scheme), "fits": "yes" if decision.eligible else "maybe",
        "why": "；".join(condition.says.rstrip("。") for condition in held[:3]) + "。",
        "amount": "；".join(step.says.rstrip("。") for step in money) or _figure(decision.amount), "looks_at": _looks_at(decision),
        "citations": unlike(one.citation for one in (*held, *money)),
    }  # fmt: skip


def _money(decision) -> list:
    """What the rule says of the amount, in its own words: the last two steps, which the others lead up to."""
    conditions = {condition.name for condition in decision.conditions}
    worked_out = [step for step in decision.steps if step.name not in conditions | _ENDING and step.value is not None]
    return worked_out[-2:]


def _looks_at(decision) -> list[str]:
    facts = load_packs().facts
    return [facts[name].says for name in decision.missing if name in facts and name != "requested_amount"]


def _figure(amount) -> str | None:
    high = amount.computed if amount.computed is not None else amount.high
    if high is None:
        return f"最少 {yuan_from_fen(amount.low):,} 元" if amount.low else None
    if amount.low and amount.low != high:
        return f"{yuan_from_fen(amount.low):,} 元到 {yuan_from_fen(high):,} 元"
    return f"{yuan_from_fen(high):,} 元" if amount.computed is not None else f"最多 {yuan_from_fen(high):,} 元"
