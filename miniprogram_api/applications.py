"""A resident's applications: begin, write, hand in, take back, claim."""

from flask import g
from marshmallow import Schema, fields, validate

from backend.adapters.clock import utc_now
from backend.api.schemas import CursorQuery, YesNo, jurisdiction, short_text
from backend.domain.intake_fields import FIELDS
from backend.errors import refuse
from backend.services import attachments, own_cases
from backend.storage.residents import cases_of
from miniprogram_api import shown
from miniprogram_api.doors import KeyHeader, blueprint, digest, limit_tries, page_of, paged, resident_required
from miniprogram_api.limits import CLAIMS, ONE_NUMBER
from miniprogram_api.schemas import CaseCardSchema, DraftSchema, ValueField, talk

blp = blueprint("applications", "申请：开始、填写、交上来、接着说过的办")


class BeginSchema(Schema):
    """What to start from."""

    jurisdiction = jurisdiction(required=True)
    for_other = YesNo(load_default=False, metadata={"description": "帮别人申请（帮办代办）"})
    resident_agrees = YesNo(load_default=False, metadata={"description": "问过本人，本人同意"})
    copy_from = fields.String(allow_none=True, validate=validate.Regexp(r"[0-9a-f]{24}\Z"))
    anyway = YesNo(load_default=False, metadata={"description": "看过已有的那一份，仍要再申请"})


class EditSchema(Schema):
    """One answer: what stood there when it was typed, and what it is now."""

    was = ValueField(load_default=None)
    now = ValueField(required=True)


class EditsSchema(Schema):
    """Edits by dotted field name."""

    edits = fields.Dict(
        required=True, keys=fields.String(validate=validate.OneOf(list(FIELDS), error="没有这一项。")), values=fields.Nested(EditSchema),
        validate=validate.Length(1, len(FIELDS)), metadata={"example": {"applicant.name": {"was": None, "now": "陈明亮"}}},
    )  # fmt: skip


class ClashSchema(Schema):
    """An answer that was changed elsewhere meanwhile."""

    field = fields.String()
    theirs = fields.Raw(allow_none=True)
    yours = fields.Raw(allow_none=True)


class ConflictSchema(Schema):
    """409: `conflicts` for edits that clash, `open` for the application that is already under way."""

    code = fields.Integer()
    status = fields.String()
    message = fields.String()
    conflicts = fields.List(fields.Nested(ClashSchema))
    open = fields.Nested(CaseCardSchema)


class SubmissionSchema(Schema):
    """The word that goes with it."""

    true_words = YesNo(required=True, validate=validate.Equal(True, error="请先点“我说的都是真的”。"))


class SubmittedSchema(Schema):
    """What to ask with later."""

    number = fields.String(metadata={"example": "BS20261123000017"})
    query_code = fields.String(metadata={"example": "48213076"})
    says = fields.String()


class ClaimSchema(Schema):
    """Number and query code; or the resident's own talk with the bot; or the id of a case that was told from their verified phone."""

    number = short_text(30, metadata={"example": "BS20261123000017"})
    query_code = short_text(20, metadata={"example": "48213076"})
    id = fields.String(validate=validate.Regexp(r"[0-9a-f]{24}\Z"))
    conversation = talk()


@blp.errorhandler(own_cases.EditsClash)
def edits_clash(error):
    """The clashes beside the usual shape."""
    answer, code, headers = refuse(error)
    body = answer.get_json()
    body["conflicts"] = [{"field": field, "theirs": theirs, "yours": yours} for field, theirs, yours in error.clashes]
    return body, code, headers


@blp.errorhandler(own_cases.OpenCaseFirst)
def open_case_first(error):
    """The open case beside the usual shape."""
    answer, code, headers = refuse(error)
    return answer.get_json() | {"open": CaseCardSchema().dump(shown.card(error.case, g.resident))}, code, headers


@blp.get("/applications")
@resident_required
@blp.etag
@blp.arguments(CursorQuery, location="query")
@blp.response(200, paged(CaseCardSchema, "Cases"))
def list_own(query):
    """The resident's applications, the last begun first."""
    found = cases_of(str(g.resident.id), query.get("cursor"), query["limit"] + 1)
    page = page_of(found, query["limit"], lambda case: str(case.id))
    return page | {"items": [shown.card(case, g.resident) for case in page["items"]]}


@blp.post("/applications")
@resident_required
@blp.arguments(BeginSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(201, DraftSchema)
@blp.alt_response(409, schema=ConflictSchema)
def begin(body, headers):
    """Begin one; when one is under way already, 409 shows it and where it stands."""
    channel = "miniprogram" if g.session.device == "微信" else "h5"
    beginning = own_cases.Beginning(channel=channel, **body)
    return shown.draft(own_cases.begin(g.resident, beginning, headers["key"], digest(body), utc_now()), g.resident)


@blp.get("/applications/<string:case_id>")
@resident_required
@blp.response(200, DraftSchema)
def read(case_id):
    """An application with its form."""
    return shown.draft(own_cases.own(g.resident, case_id), g.resident)


@blp.patch("/applications/<string:case_id>")
@resident_required
@blp.arguments(EditsSchema)
@blp.response(200, DraftSchema)
@blp.alt_response(409, schema=ConflictSchema)
def write(body, case_id):
    """Write answers, one or many; different fields from two phones never clash."""
    return shown.draft(own_cases.write(g.resident, case_id, body["edits"], utc_now()), g.resident)


@blp.post("/applications/<string:case_id>/submission")
@resident_required
@blp.arguments(SubmissionSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(201, SubmittedSchema)
def submit(body, headers, case_id):
    """Hand it in, once."""
    case = own_cases.submit(g.session.resident, case_id, headers["key"], digest(body), utc_now())
    return {"number": case.number, "query_code": case.query_code, "says": "您的申请已经交上来了，工作人员会尽快看。"}


@blp.delete("/applications/<string:case_id>/attachments/<string:attachment_id>")
@resident_required
@blp.response(204)
def detach(case_id, attachment_id):
    """Take a photo off again, before it is handed in."""
    case = own_cases.own(g.resident, case_id)
    attachments.detach(str(case.id), attachment_id, g.actor, utc_now())


@blp.get("/claims")
@resident_required
@blp.response(200, paged(CaseCardSchema, "Claimable"))
def claimable():
    """What was told from the resident's verified phone and waits to be gone on with."""
    return {"items": [shown.card(case, g.resident) for case in own_cases.claimable(g.resident)], "next": None}


@blp.post("/claims")
@resident_required
@blp.arguments(ClaimSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(201, DraftSchema)
def claim(body, headers):
    """Go on with what the bot heard; of a talk that is not done, with what was told so far. Claiming again is harmless."""
    limit_tries("claims", *CLAIMS)
    if body.get("number"):
        limit_tries("number", *ONE_NUMBER, about=body["number"].strip().upper())
    case = own_cases.claim(
        g.resident,
        utc_now(),
        number=body.get("number", ""),
        query_code=body.get("query_code", ""),
        case_id=body.get("id", ""),
        talk=body.get("conversation", ""),
    )
    return shown.draft(case, g.resident)
