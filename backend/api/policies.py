"""The rules themselves: what each county's packs say, and what they make of given facts. Nothing is saved here."""

from datetime import date
from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from backend.adapters.clock import beijing_day, utc_now
from backend.api.auth import staff_required
from backend.api.schemas import jurisdiction as county
from backend.domain.decision_json import decision_json
from backend.domain.decisions import LEVELS, decide
from backend.domain.errors import NotFound
from backend.policy import describe
from backend.policy.jurisdictions import all_jurisdictions
from backend.policy.loader import load_packs
from backend.policy.packs import SCHEMES

blp = Blueprint("policies", __name__, url_prefix="/api/staff/v1", description="各县（市、区）的政策")


_DAYS = validate.Range(date(2000, 1, 1), date(2099, 12, 31), error="日期要在 2000 年到 2099 年之间。")


def _day() -> fields.Date:
    return fields.Date(
        load_default=lambda: beijing_day(utc_now()),
        validate=_DAYS,
        metadata={"description": "按哪一天的规定，缺省是今天"},
    )


class OnQuery(Schema):
    """The day whose rules are wanted."""

    on = _day()


class DecisionQuery(Schema):
    """A case in facts: nested by their dotted names, or dotted; money in whole yuan."""

    jurisdiction = county(required=True)
    scheme = fields.String(required=True, validate=validate.OneOf(SCHEMES))
    on = _day()
    facts = fields.Dict(
        keys=fields.String(),
        load_default=dict,
        metadata={"description": "事实的名称、单位见 GET policies/{jurisdiction}/{scheme}"},
    )


class PolicyAmountSchema(Schema):
    """Yuan."""

    low = fields.Raw(allow_none=True, metadata={"description": describe.ANSWER["amount.low"]})
    high = fields.Raw(allow_none=True, metadata={"description": describe.ANSWER["amount.high"]})
    computed = fields.Raw(allow_none=True, metadata={"description": describe.ANSWER["amount.computed"]})
    remaining = fields.Raw(allow_none=True, metadata={"description": describe.ANSWER["amount.remaining"]})


class PolicyCitationSchema(Schema):
    """Where it comes from."""

    document = fields.String()
    section = fields.String()
    says = fields.String()


class PolicyStepSchema(Schema):
    """One line of the reasoning."""

    name = fields.String()
    says = fields.String()
    value = fields.Raw(allow_none=True)
    citation = fields.Nested(PolicyCitationSchema, allow_none=True)


class PolicyConditionSchema(Schema):
    """One condition, judged or waiting for facts."""

    name = fields.String()
    holds = fields.Boolean(allow_none=True)
    says = fields.String()
    missing = fields.List(fields.String())
    citation = fields.Nested(PolicyCitationSchema)


class PolicyMonthsSchema(Schema):
    """For how many months."""

    low = fields.Integer(allow_none=True)
    high = fields.Integer(allow_none=True)


class DecisionSchema(Schema):
    """What the rules say."""

    jurisdiction = fields.String()
    scheme = fields.String()
    on = fields.String()
    pack_version = fields.String()
    eligible = fields.Boolean(allow_none=True, metadata={"description": describe.ANSWER["eligible"]})
    conditions = fields.List(fields.Nested(PolicyConditionSchema))
    amount = fields.Nested(PolicyAmountSchema)
    months = fields.Nested(PolicyMonthsSchema, allow_none=True)
    level = fields.String(
        allow_none=True, validate=validate.OneOf(LEVELS), metadata={"description": describe.ANSWER["level"]}
    )
    department = fields.String(allow_none=True)
    due_on = fields.String(allow_none=True)
    due_settled = fields.Boolean(
        allow_none=True, metadata={"description": "false：那一年的节假日还没公布，日期可能再变"}
    )
    documents = fields.List(fields.String())
    steps = fields.List(fields.Nested(PolicyStepSchema))
    finds = fields.Dict()
    missing = fields.List(fields.String(), metadata={"description": describe.ANSWER["missing"]})
    assumed = fields.List(fields.String(), metadata={"description": describe.ANSWER["assumed"]})
    ignored = fields.List(fields.String(), metadata={"description": "规定里用不到的事实"})


class PolicyPlaceSchema(Schema):
    """A county and its schemes."""

    jurisdiction = fields.String()
    name = fields.String()
    pack_version = fields.String()
    schemes = fields.List(fields.Dict())


class PolicySchemeSchema(Schema):
    """A scheme in one county: the facts to give, the parameters with their articles, the meaning of the answer."""

    jurisdiction = fields.String()
    scheme = fields.String()
    title = fields.String()
    on = fields.String()
    pack_version = fields.String()
    in_force = fields.Boolean()
    facts = fields.List(fields.Dict())
    parameters = fields.List(fields.Dict())
    conditions = fields.List(fields.Dict())
    levels = fields.List(fields.String())
    rule = fields.Dict(metadata={"description": "规则本身：条件、步骤、金额、级别、期限的公式，和文件夹里写的一样"})
    answer = fields.Dict()


@blp.route("/policies")
@staff_required()
@blp.arguments(OnQuery, location="query")
@blp.response(200, PolicyPlaceSchema(many=True))
def list_policies(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Every county with its schemes."""
    packs = load_packs()
    return [
        {
            "jurisdiction": place.slug,
            "name": place.name,
            "pack_version": packs.version(place.slug),
            "schemes": describe.schemes(packs, place.slug, query["on"]),
        }
        for place in all_jurisdictions()
    ]


@blp.route("/policies/<jurisdiction>/<scheme>")
@staff_required()
@blp.arguments(OnQuery, location="query")
@blp.response(200, PolicySchemeSchema)
def show_policy(query: dict[str, date], jurisdiction: str, scheme: str) -> dict[str, Any]:
    """One scheme of one county: facts, parameters, conditions."""
    if scheme not in SCHEMES:
        raise NotFound()
    return describe.scheme(load_packs(), jurisdiction, scheme, query["on"])


@blp.route("/decisions", methods=["POST"])
@staff_required()
@blp.arguments(DecisionQuery)
@blp.response(200, DecisionSchema)
def try_decision(query: dict[str, Any]) -> dict[str, Any]:
    """What the rules make of these facts; saves nothing."""
    return decision_json(decide(load_packs(), **query))
