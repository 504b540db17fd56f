"""The door of the 12349 bot and the call centre."""

from dataclasses import replace

from flask import g
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from backend.adapters.clock import beijing_day, utc_now
from backend.api.auth import service_required, settings
from backend.api.schemas import (
    CHANNELS,
    SKIP_REASONS,
    FormSchema,
    IdempotencyHeaders,
    ProvenanceSchema,
    by_field,
    jurisdiction,
    short_text,
)
from backend.domain.intake_fields import flatten
from backend.domain.triage import URGENCIES
from backend.services import case_file, filing, forms, listening, progress, refused_letters, regions
from backend.services.guidance import answer_topic
from backend.storage.once import digest_of

blp = Blueprint("intake", __name__, url_prefix="/api/intake/v1", description="12349 机器人和话务台")

_CONVERSATION = r"[\w.:@-]{1,120}"


class _HeardSchema(Schema):
    """What was heard of a form, and by whom."""

    jurisdiction = jurisdiction(required=True)
    channel = fields.String(required=True, validate=validate.OneOf(CHANNELS))
    draft = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 1000))
    form = fields.Nested(FormSchema, load_default=dict)
    provenance = by_field(fields.Nested(ProvenanceSchema))
    skipped = by_field(fields.String(validate=validate.OneOf(SKIP_REASONS)))
    urgency = fields.String(allow_none=True, validate=validate.OneOf(list(URGENCIES)))


class FilingSchema(_HeardSchema):
    """A pre-filled application."""

    conversation_id = fields.String(required=True, validate=validate.Regexp(rf"{_CONVERSATION}\Z"))
    provisional_number = short_text(30, allow_none=True)
    category_confidence = fields.Float(allow_none=True)


class FiledSchema(Schema):
    """What the caller is told."""

    number = fields.String(metadata={"example": "BS20261123000017"})
    query_code = fields.String(metadata={"example": "48213076"})
    state = fields.String()
    urgency = fields.String()
    missing = fields.List(fields.String())


class TurnSchema(Schema):
    """One thing said."""

    seq = fields.Integer(required=True, strict=True, validate=validate.Range(1, 100_000))
    at = fields.AwareDateTime(required=True)
    who = fields.String(required=True, validate=validate.OneOf(["caller", "bot"]))
    text = short_text(4000, required=True)


class SnapshotSchema(_HeardSchema):
    """A conversation as it stands after a turn."""

    caller_phone = short_text(20, allow_none=True)
    continues = short_text(40, allow_none=True, metadata={"description": "接着说的那件没登完的申请的编号"})
    state = fields.String(load_default="live", validate=validate.OneOf(["live", "closed"]))
    last_heard_at = fields.AwareDateTime(required=True)
    turns = fields.List(fields.Nested(TurnSchema), load_default=list, validate=validate.Length(max=500))


class NumberAndCodeSchema(Schema):
    """What one asks with later."""

    number = fields.String()
    query_code = fields.String()


class HeardUpToSchema(Schema):
    """What the house has of the conversation."""

    state = fields.String()
    heard_up_to = fields.Integer()
    operator_active = fields.Boolean()
    application = fields.Nested(NumberAndCodeSchema, allow_none=True)


class AlertSchema(Schema):
    """Danger to life."""

    jurisdiction = jurisdiction(required=True)
    channel = fields.String(validate=validate.OneOf(CHANNELS))
    conversation_id = fields.String(
        required=True, attribute="conversation", validate=validate.Regexp(rf"{_CONVERSATION}\Z")
    )
    kind = fields.String(required=True, validate=validate.OneOf(["suicide", "medical", "fire", "violence"]))
    words = short_text(4000, required=True)
    phone = short_text(20, allow_none=True)
    at = fields.AwareDateTime(allow_none=True)


class CreatedSchema(Schema):
    """What was made."""

    id = fields.String()


class WishSchema(Schema):
    """A caller wants a person."""

    jurisdiction = jurisdiction(required=True)
    channel = fields.String(validate=validate.OneOf(CHANNELS))
    conversation_id = fields.String(
        required=True, attribute="conversation", validate=validate.Regexp(rf"{_CONVERSATION}\Z")
    )
    reason = short_text(500, allow_none=True)
    phone = short_text(20, allow_none=True)


class WishAnswerSchema(Schema):
    """Whether somebody is there now."""

    open_now = fields.Boolean()
    says = fields.String()


class ComplaintSchema(Schema):
    """A complaint or tip-off, for the auditor only."""

    jurisdiction = jurisdiction(required=True)
    channel = fields.String(validate=validate.OneOf(CHANNELS))
    conversation_id = fields.String(
        required=True, attribute="conversation", validate=validate.Regexp(rf"{_CONVERSATION}\Z")
    )
    kind = fields.String(required=True, validate=validate.OneOf(["complaint", "tip_off"]))
    text = short_text(4000, required=True)
    phone = short_text(20, allow_none=True)


class RefusedLetterSchema(Schema):
    """What the bot sent and was refused for good; `told` is the body as it was."""

    conversation_id = fields.String(attribute="conversation", validate=validate.Regexp(rf"{_CONVERSATION}\Z"))
    kind = fields.String(required=True, validate=validate.OneOf(list(refused_letters.KINDS)))
    status = fields.Integer(required=True, strict=True, validate=validate.Range(400, 499))
    says = short_text(500, allow_none=True)
    told = fields.Dict(keys=fields.String(), required=True)


class NumberSchema(Schema):
    """A number to ask with later."""

    number = fields.String()


class LookupSchema(Schema):
    """Number and query code; or a provisional number; or a phone that the line has verified."""

    number = short_text(30)
    query_code = short_text(20)
    provisional_number = short_text(30)
    phone = short_text(20)


class StandingSchema(Schema):
    """Where a case stands, to be said aloud; the form only while it is unfinished."""

    number = fields.String()
    state = fields.String()
    says = fields.String()
    next_step = fields.String(allow_none=True)
    due_on = fields.String(allow_none=True)
    unfinished = fields.Boolean()
    form = fields.Raw()
    provenance = fields.Raw()
    conversation_id = fields.String(allow_none=True)


class TopicQuery(Schema):
    """A question about the rules of a county."""

    jurisdiction = jurisdiction(required=True)
    topic = short_text(40, required=True)


class CitationSchema(Schema):
    """The article an answer comes from."""

    document = fields.String()
    section = fields.String()
    says = fields.String(allow_none=True)


class TopicAnswerSchema(Schema):
    """An answer that can be said aloud."""

    topic = fields.String()
    says = fields.String()
    citations = fields.List(fields.Nested(CitationSchema))


class RegionQuery(Schema):
    """Which county's register."""

    jurisdiction = jurisdiction(required=True)


class TownshipSchema(Schema):
    """A township and its villages."""

    code = fields.String()
    name = fields.String()
    villages = fields.List(fields.String())


@blp.post("/applications")
@service_required
@blp.arguments(FilingSchema)
@blp.arguments(IdempotencyHeaders, location="headers")
@blp.response(201, FiledSchema)
def file(body, headers):
    """File what was told and read back."""
    conversation = body["conversation_id"]
    case = filing.file_application(
        _filing(body, conversation), g.actor, utc_now(), headers.get("idempotency_key"), digest_of(body)
    )
    listening.mark_filed(conversation, case, utc_now())
    return _filed(case)


@blp.put("/conversations/<string:conversation_id>")
@service_required
@blp.arguments(SnapshotSchema)
@blp.response(200, HeardUpToSchema)
def keep(body, conversation_id):
    """Keep a conversation as it stands, so that nothing told is lost."""
    snapshot = listening.Snapshot(**body)
    kept = listening.keep_snapshot(conversation_id, snapshot, utc_now())
    case = listening.case_of(kept)
    return {
        "state": kept.state,
        "heard_up_to": kept.turns[-1].seq if kept.turns else 0,
        "operator_active": kept.operator is not None,
        "application": _filed(case) if case else None,
    }


@blp.post("/alerts")
@service_required
@blp.arguments(AlertSchema)
@blp.arguments(IdempotencyHeaders, location="headers")
@blp.response(201, CreatedSchema)
def alert(body, headers):
    """Raise danger to life on top of the county's console."""
    digest = digest_of(body)
    body.pop("at", None)
    return listening.raise_alert(body, headers.get("idempotency_key"), digest, utc_now())


@blp.post("/handoffs")
@service_required
@blp.arguments(WishSchema)
@blp.arguments(IdempotencyHeaders, location="headers")
@blp.response(201, WishAnswerSchema)
def hand_over(body, headers):
    """Ask for a person: now in office hours, else a call-back."""
    _, open_now = listening.ask_for_person(body, headers.get("idempotency_key"), digest_of(body), utc_now())
    says = "工作人员马上接手，请不要挂断。" if open_now else "现在是下班时间，上班后我们给您打回去。"
    return {"open_now": open_now, "says": says}


@blp.post("/complaints")
@service_required
@blp.arguments(ComplaintSchema)
@blp.arguments(IdempotencyHeaders, location="headers")
@blp.response(201, NumberSchema)
def complain(body, headers):
    """Take a complaint or tip-off for the auditor."""
    digest = digest_of(body)
    return listening.take_complaint(body, body.pop("kind"), headers.get("idempotency_key"), digest, utc_now())


@blp.post("/refused-letters")
@service_required
@blp.arguments(RefusedLetterSchema)
@blp.arguments(IdempotencyHeaders, location="headers")
@blp.response(201, CreatedSchema)
def report_refused(body, headers):
    """Hand what the house would not take to a person."""
    key, digest = headers.get("idempotency_key"), digest_of(body)
    return refused_letters.take(body, settings().home_county, key, digest, utc_now())


@blp.post("/status-lookups")
@service_required
@blp.arguments(LookupSchema)
@blp.response(200, StandingSchema)
def look_up(body):
    """Where a case stands."""
    case = progress.find(**body)
    standing = progress.progress_of(case)
    answer = {
        "number": case.number, "state": case.state, "says": standing.says, "next_step": standing.next_step,
        "due_on": case.due_on, "unfinished": case.state == "unfinished", "conversation_id": case.conversation,
    }  # fmt: skip
    if case.state == "unfinished":
        answer |= {"form": forms.shown(case), "provenance": forms.provenance_of(case)}
    return answer


@blp.get("/answers")
@service_required
@blp.arguments(TopicQuery, location="query")
@blp.response(200, TopicAnswerSchema)
def answer(query):
    """Answer a question from the county's own rules, with the article."""
    return answer_topic(query["jurisdiction"], query["topic"], beijing_day(utc_now()))


@blp.get("/regions")
@service_required
@blp.arguments(RegionQuery, location="query")
@blp.response(200, TownshipSchema(many=True))
def register(query):
    """The county's townships and villages."""
    return list(regions.townships(query["jurisdiction"]))


def _filing(body, conversation: str) -> filing.Filing:
    heard = filing.Filing(
        jurisdiction=body["jurisdiction"], channel=body["channel"], answers=flatten(body["form"]),
        provenance=body.get("provenance", {}), skipped=body.get("skipped", {}), urgency=body.get("urgency"),
    )  # fmt: skip
    return replace(
        heard, conversation=conversation, draft=body["draft"], provisional_number=body.get("provisional_number")
    )


def _filed(case):
    return {
        "number": case.number, "query_code": case.query_code, "state": case.state, "urgency": case.urgency,
        "missing": case_file.missing_in(case),
    }  # fmt: skip
