"""Small shapes that several views of the residents' door share."""

from marshmallow import Schema, fields, validate

from backend.domain import talks
from backend.domain.intake_fields import FIELDS

_FOR_NOW = {"document": "文件没有写明", "section": "先按这个办，准数问民政部门"}
NUMBER = r"[A-Za-z]{2}\d{14}\Z"


class IdPath(Schema):
    """An id in a path."""

    case_id = fields.String(validate=validate.Regexp(r"[0-9a-f]{24}\Z"))


class ValueField(fields.Field):
    """One answer: text, a number, true or false, or a list of codes; what it may be is the form's to say."""

    def __init__(self, **kwargs) -> None:
        about = {"description": "文字、整数、是或否、选项列表；null 表示清空", "example": "陈明亮"}
        super().__init__(metadata=about | kwargs.pop("metadata", {}), allow_none=True, **kwargs)

    def _deserialize(self, value, attr, data, **kwargs):
        listed = isinstance(value, list) and len(value) <= 20 and all(isinstance(item, str) for item in value)
        if not (listed or isinstance(value, str | int | bool)):
            raise self.make_error("validator_failed")
        return value


class CitationSchema(Schema):
    """The article it comes from."""

    document = fields.String(metadata={"example": "博政办字〔2021〕27号"})
    section = fields.String(metadata={"example": "二(二)2"})
    says = fields.String(allow_none=True)


def talk(**kwargs) -> fields.String:
    """A talk with the bot, by the name the chat gave it."""
    named = validate.Regexp(talks.NAMED, error="没有这次对话。")
    return fields.String(validate=named, metadata={"example": "mp-6b071aaecd57ceb9718264aa-1f2e3d4c"}, **kwargs)


def cited(one) -> dict[str, str | None]:
    """A citation of the packs as a screen shows it; what no paper says and the office set for now is called so, in plain words."""
    if one.operator:
        return _FOR_NOW | {"says": one.says}
    return {"document": one.document, "section": one.section, "says": one.says}


def unlike(citations) -> list[dict[str, str | None]]:
    """The same, each article once."""
    shown = [cited(one) for one in citations if one]
    return list({(one["document"], one["section"]): one for one in shown}.values())


class AttachmentSchema(Schema):
    """A photo on file."""

    id = fields.String()
    kind = fields.String(metadata={"example": "id_card"})
    kind_name = fields.String(metadata={"example": "身份证"})
    size = fields.Integer()
    uploaded_at = fields.AwareDateTime()


class WantedSchema(Schema):
    """A paper that helps, and why."""

    kind = fields.String()
    name = fields.String()
    why = fields.String()
    required = fields.Boolean()


class DraftSchema(Schema):
    """An application as its resident writes it. `answers` is flat, by dotted name; what nobody answered is absent."""

    id = fields.String(metadata={"example": "665f0c9a1b2c3d4e5f607182"})
    number = fields.String(allow_none=True)
    jurisdiction = fields.String(metadata={"example": "boshan"})
    state = fields.String(metadata={"example": "draft"})
    version = fields.Integer()
    origin = fields.String(validate=validate.OneOf(["resident", "bot"]))
    assisted = fields.Boolean()
    answers = fields.Dict(
        keys=fields.String(validate=validate.OneOf(list(FIELDS))),
        values=fields.Raw(),
        metadata={"example": {"applicant.name": "陈明亮"}},
    )
    heard = fields.Dict(keys=fields.String(), values=fields.String(), metadata={"description": "跟小助手说的原话"})
    missing = fields.List(fields.String(), metadata={"example": ["household.size"]})
    attachments = fields.List(fields.Nested(AttachmentSchema))
    wanted = fields.List(fields.Nested(WantedSchema))


class CaseCardSchema(Schema):
    """A case in a list."""

    id = fields.String()
    number = fields.String(allow_none=True, metadata={"example": "BS20261123000017"})
    state = fields.String()
    says = fields.String(metadata={"example": "交上来了，等工作人员看"})
    title = fields.String(metadata={"example": "突发重病"})
    draft = fields.Boolean(metadata={"description": "还没交上来，可以接着填"})
    unfinished = fields.Boolean()
    updated_at = fields.AwareDateTime()
    for_whom = fields.String(allow_none=True)


class StepSchema(Schema):
    """One line of the way of a case."""

    at = fields.AwareDateTime(allow_none=True)
    says = fields.String()
    by = fields.String(allow_none=True)
    done = fields.Boolean()


class ProgressSchema(Schema):
    """Where a case stands: what comes next, who has it, by when (a day, by working days)."""

    id = fields.String(allow_none=True)
    number = fields.String(allow_none=True, metadata={"example": "BS20261123000017"})
    query_code = fields.String(allow_none=True)
    state = fields.String()
    says = fields.String()
    next_step = fields.String(allow_none=True)
    who = fields.String(allow_none=True)
    due_on = fields.String(allow_none=True, metadata={"example": "2026-12-21"})
    steps = fields.List(fields.Nested(StepSchema))
    supplement = fields.String(allow_none=True)
    can = fields.List(fields.String())
    rating = fields.Integer(allow_none=True)


class NumberedSchema(Schema):
    """What an act is answered with: a sentence, and a number to ask with."""

    number = fields.String(allow_none=True)
    says = fields.String()
