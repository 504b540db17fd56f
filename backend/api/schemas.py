"""The JSON of a form, made from the one registry of fields, and the small shapes that several doors share."""

from marshmallow import EXCLUDE, Schema, fields, validate

from backend.domain.intake_fields import FIELDS, IntakeField, by_section
from backend.policy.jurisdictions import all_jurisdictions

CHANNELS = ("miniprogram", "h5", "hotline", "web_chat", "wechat_oa", "window", "assisted", "lead")
SKIP_REASONS = ("refused", "unknown", "unreadable")
_WRONG_TYPE = {"invalid": "格式不对，请检查。", "required": "这一项要填。", "null": "这一项不能是空的。"}


class YesNo(fields.Boolean):
    """true or false and nothing that looks like it."""

    truthy = {True}
    falsy = {False}

    def _deserialize(self, value, attr, data, **kwargs):
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Day(fields.Date):
    """A day that is checked and then handed on as the ISO text it came as."""

    def _serialize(self, value, attr, obj, **kwargs):
        return value

    def _deserialize(self, value, attr, data, **kwargs):
        return super()._deserialize(value, attr, data, **kwargs).isoformat()


def short_text(longest: int = 100, **kwargs) -> fields.String:
    """A string of bounded length with no control characters."""
    rules = [
        validate.Length(max=longest),
        validate.Regexp(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*\Z", error="有不能用的字符。"),
    ]
    return fields.String(validate=rules, error_messages=_WRONG_TYPE, **kwargs)


def jurisdiction(**kwargs) -> fields.String:
    """A county's slug."""
    slugs = [county.slug for county in all_jurisdictions()]
    return fields.String(
        validate=validate.OneOf(slugs, error="这里不受理这个县（市、区）的申请。"),
        metadata={"example": slugs[0]},
        **kwargs,
    )


def _door_field(field: IntakeField) -> fields.Field:
    """A field as JSON. Whether a value can be right is the registry's to say; here only its type."""
    about = {"metadata": {"description": field.label}, "allow_none": True, "error_messages": _WRONG_TYPE}
    match field.kind:
        case "money":
            return fields.Integer(strict=True, **about | {"metadata": {"description": f"{field.label}，整数元"}})
        case "count":
            return fields.Integer(strict=True, **about)
        case "yes_no":
            return YesNo(**about)
        case "choices":
            one = fields.String(validate=validate.OneOf(list(field.choices or {})))
            return fields.List(one, validate=validate.Length(max=len(field.choices or {})), **about)
        case "choice":
            return fields.String(validate=validate.OneOf(list(field.choices or {})), **about)
        case "date":
            return Day(**about)
        case _:
            return fields.String(validate=validate.Length(max=2000), **about)


def _section(section: str, of_section: list[IntakeField]) -> type[Schema]:
    return Schema.from_dict(
        {field.name.split(".")[1]: _door_field(field) for field in of_section}, name=f"Form_{section}"
    )


FormSchema: type[Schema] = Schema.from_dict(
    {section: fields.Nested(_section(section, of_section)) for section, _, of_section in by_section()}, name="Form"
)
FormSchema.__doc__ = "The intake form, nested by the dotted names; what nobody answered is absent."


class ProvenanceSchema(Schema):
    """Where an answer comes from."""

    source = fields.String(validate=validate.OneOf(["bot", "resident", "caseworker", "feed"]))
    said = short_text(2000, allow_none=True, metadata={"description": "原话"})
    confidence = fields.Float(allow_none=True, validate=validate.Range(0, 1))
    confirmed = YesNo(metadata={"description": "当事人复述时确认过"})
    low = fields.Integer(strict=True, allow_none=True, metadata={"description": "口述金额的下限，元"})
    high = fields.Integer(strict=True, allow_none=True, metadata={"description": "口述金额的上限，元"})


_FIELD_NAME = validate.OneOf(list(FIELDS), error="没有这一项。")


def by_field(value: fields.Field) -> fields.Dict:
    """A mapping from dotted field names."""
    return fields.Dict(keys=fields.String(validate=_FIELD_NAME), values=value)


class IdempotencyHeaders(Schema):
    """The key that makes a repeat harmless."""

    class Meta:
        unknown = EXCLUDE

    idempotency_key = fields.String(
        data_key="Idempotency-Key",
        validate=validate.Length(1, 200),
        metadata={"description": "同一个键和同样的内容，得到同样的回答"},
    )


class CursorQuery(Schema):
    """One page of a list."""

    cursor = fields.String(validate=validate.Length(max=200))
    limit = fields.Integer(load_default=20, validate=validate.Range(1, 100))
