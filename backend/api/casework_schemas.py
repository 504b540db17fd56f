"""What the buttons of a case's way take; amounts in whole yuan."""

from marshmallow import Schema, fields, validate

from backend.api.schemas import YesNo, short_text
from backend.policy.packs import SCHEMES


def amount(**kwargs) -> fields.Integer:
    """Whole yuan, more than nothing."""
    says = {"invalid": "请填整数的元数。", "required": "请填金额。"}
    return fields.Integer(strict=True, validate=validate.Range(1, 100_000_000), error_messages=says, **kwargs)


class ReasonSchema(Schema):
    """Why; the person concerned may read it."""

    reason = short_text(1000, required=True)


class SchemeSchema(Schema):
    """Under which scheme."""

    scheme = fields.String(required=True, validate=validate.OneOf(SCHEMES))


class MemberSchema(Schema):
    """Somebody who lives there."""

    name = short_text(50, required=True)
    relation = short_text(20, load_default="")
    id_number = short_text(20, load_default=None, allow_none=True)


class VisitSchema(Schema):
    """The household visit and the means check; `facts` by the dotted names of the policies page."""

    visited_on = fields.Date(required=True)
    visitors = short_text(200, required=True)
    findings = short_text(2000, required=True)
    means_check = short_text(2000, required=True)
    members = fields.List(fields.Nested(MemberSchema), load_default=list, validate=validate.Length(max=50))
    facts = fields.Dict(keys=fields.String(), load_default=dict)


class AppraisalSchema(Schema):
    """The appraisal meeting."""

    held_on = fields.Date(required=True)
    attended = fields.Integer(strict=True, required=True, validate=validate.Range(1, 10_000))
    in_favour = fields.Integer(strict=True, required=True, validate=validate.Range(0, 10_000))
    says = short_text(1000, load_default="")


class ReviewSchema(Schema):
    """The reviewer's opinion."""

    opinion = fields.String(required=True, validate=validate.OneOf(["approve", "refuse"]))
    amount = amount(load_default=None, allow_none=True)
    says = short_text(1000, required=True)
    facts = fields.Dict(keys=fields.String(), load_default=dict)


class ConsultationSchema(Schema):
    """The joint consultation."""

    held_on = fields.Date(required=True)
    departments = fields.List(short_text(50), required=True, validate=validate.Length(1, 30))
    says = short_text(1000, required=True)


class ApprovalSchema(Schema):
    """The approval; outside the band only case by case, with a reason."""

    amount = amount(required=True)
    says = short_text(1000, load_default="")
    case_by_case = YesNo(load_default=False)


class AidFirstSchema(ReasonSchema):
    """Aid before the papers, in cash or goods."""

    amount = amount(required=True)
    goods = short_text(100, load_default=None, allow_none=True)


class LoanSchema(ReasonSchema):
    """An advance loan."""

    amount = amount(required=True)
    instalments = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 1000))


class AmountSchema(Schema):
    """How much."""

    amount = amount(required=True)


class SocietyPaymentSchema(AmountSchema):
    """What the village society paid, and when."""

    paid_on = fields.Date(required=True)


class SaysSchema(Schema):
    """In words."""

    says = short_text(1000, required=True)


class AccountSchema(Schema):
    """Where the money goes."""

    holder = short_text(50, required=True)
    bank = short_text(100, required=True)
    account = short_text(40, required=True, load_only=True)


class GoodsSchema(AmountSchema):
    """Goods in place of money."""

    goods = short_text(100, required=True)
    quantity = fields.Integer(strict=True, required=True, validate=validate.Range(1, 100_000))


class ReceiptSchema(Schema):
    """What proves a payment by hand."""

    receipt = short_text(100, required=True)


class ReturnVisitSchema(Schema):
    """How they do now."""

    visited_on = fields.Date(required=True)
    how = short_text(2000, required=True)
    stars = fields.Integer(strict=True, load_default=None, allow_none=True, validate=validate.Range(1, 5))
    says = short_text(1000, load_default="")


class TransferSchema(ReasonSchema):
    """To which township."""

    township = short_text(50, required=True)


class MergeSchema(ReasonSchema):
    """Into which case."""

    into = short_text(20, required=True)


class ReferralSchema(Schema):
    """What another department should do."""

    department = short_text(50, required=True)
    asks = short_text(1000, required=True)


class RightDepartmentSchema(ReasonSchema):
    """Whose it is."""

    right_department = short_text(50, required=True)


class SlipSchema(Schema):
    """A referral slip with its case."""

    case = fields.String()
    number = fields.String()
    department = fields.String()
    asks = fields.String()
    state = fields.String()
    due_on = fields.String()
    right_department = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    says = fields.String(allow_none=True)


class LedgerSchema(Schema):
    """The money of a case, in yuan."""

    lines = fields.List(fields.Raw())
    balance = fields.Raw()


class LikenessSchema(Schema):
    """Likely duplicates and recent aid."""

    duplicates = fields.List(fields.Raw())
    recent_aid = fields.List(fields.Raw())


class BatchSchema(Schema):
    """A bank batch."""

    number = fields.String()
    state = fields.String()
    total = fields.Function(lambda batch: batch.total / 100)
    made_at = fields.AwareDateTime()


class DecisionSchema(Schema):
    """What the rules say of an amount now, and who decides it."""

    level = fields.String()
    roles = fields.List(fields.String())
    outside = fields.String(allow_none=True)
    decision = fields.Raw()


class DecisionQuery(Schema):
    """For which amount; a query's values are text."""

    amount = fields.Integer(load_default=None, validate=validate.Range(1, 100_000_000))
