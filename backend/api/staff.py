"""The caseworkers' JSON: every button of the console is an action here too."""

from flask import g
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from backend.adapters.clock import utc_now
from backend.api import auth
from backend.api.auth import public, staff_required
from backend.api.casework_shown import casework_of
from backend.api.schemas import FormSchema, jurisdiction, short_text
from backend.domain import workflow
from backend.domain.intake_fields import FIELDS, flatten
from backend.domain.people import CASE_READERS, FORM_WRITERS
from backend.domain.triage import URGENCIES
from backend.services import case_file, forms, listening, review, staff_access, worklist
from backend.storage import conversations

blp = Blueprint("staff", __name__, url_prefix="/api/staff/v1", description="经办人")

_READERS = tuple(sorted(CASE_READERS))
_WRITERS = tuple(sorted(FORM_WRITERS))


class SignInSchema(Schema):
    """A user name and a password."""

    username = short_text(80, required=True)
    password = fields.String(required=True, validate=validate.Length(max=200), load_only=True)


class TokenSchema(Schema):
    """A session token to send as `Authorization: Bearer`."""

    token = fields.String()
    name = fields.String()
    role = fields.String()
    jurisdiction = fields.String()


class WorklistQuery(Schema):
    """Which cases; a number of a page begins with 1."""

    state = fields.String(validate=validate.OneOf(list(workflow.STATES)))
    urgency = fields.String(validate=validate.OneOf(list(URGENCIES)))
    township = short_text(50)
    channel = short_text(20)
    mine = fields.Boolean()
    overdue = fields.Boolean()
    q = short_text(50, metadata={"description": "编号、姓名、电话或身份证号"})
    ended = fields.Boolean(load_default=False, metadata={"description": "也列出已经办结的"})
    page = fields.Integer(load_default=1, validate=validate.Range(1, 100_000))
    limit = fields.Integer(load_default=20, validate=validate.Range(1, 100))


class RowSchema(Schema):
    """One line of the worklist."""

    number = fields.String()
    applicant_name = fields.String(allow_none=True)
    township = fields.String(allow_none=True)
    village = fields.String(allow_none=True)
    category = fields.String(allow_none=True)
    scheme = fields.String()
    channel = fields.String()
    state = fields.String()
    urgency = fields.String()
    waiting_since = fields.AwareDateTime()
    due_on = fields.String(allow_none=True)
    assignee = fields.String(allow_none=True)


class PageSchema(Schema):
    """A page of the worklist."""

    items = fields.List(fields.Nested(RowSchema))
    total = fields.Integer()


class CaseSchema(FormSchema):
    """A case: the intake fields nested, and what is known about them."""

    number = fields.String()
    jurisdiction = fields.String()
    scheme = fields.String()
    channel = fields.String()
    state = fields.String()
    state_label = fields.String()
    urgency = fields.String()
    due_on = fields.String(allow_none=True)
    assignee = fields.String(allow_none=True)
    provenance = fields.Raw()
    skipped = fields.Raw()
    missing = fields.List(fields.String())
    steps = fields.List(fields.Raw())
    timeline = fields.List(fields.Raw())
    conversation = fields.List(fields.Raw())
    attachments = fields.List(fields.Raw())
    provisional_number = fields.String(allow_none=True)
    query_code = fields.String(allow_none=True)
    version = fields.Integer()
    casework = fields.Raw(metadata={"description": "办案记录：调查、审核、决定、资金、转办"})


class CorrectionSchema(Schema):
    """What the caseworker learned."""

    form = fields.Nested(FormSchema, required=True)
    reason = short_text(500, allow_none=True)


class ConfirmationSchema(Schema):
    """Which answers the caseworker vouches for."""

    fields_ = fields.List(
        fields.String(validate=validate.OneOf(list(FIELDS))),
        required=True,
        data_key="fields",
        validate=validate.Length(1, len(FIELDS)),
    )


class StepSchema(Schema):
    """A step of the case's way."""

    step = fields.String(required=True, validate=validate.OneOf(list(workflow.STEPS)))
    reason = short_text(1000, allow_none=True)


class UrgencySchema(Schema):
    """How soon somebody must look."""

    urgency = fields.String(required=True, validate=validate.OneOf(list(URGENCIES)))
    reason = short_text(500, required=True)


class AssigneeSchema(Schema):
    """Who works on it."""

    username = short_text(80, required=True)


class NoteSchema(Schema):
    """A line in the file."""

    text = short_text(1000, required=True)


class RevealSchema(Schema):
    """Which sensitive answer, and what for."""

    field = fields.String(
        required=True, validate=validate.OneOf([name for name, field in FIELDS.items() if field.sensitive])
    )
    reason = short_text(200, required=True)


class RevealedSchema(Schema):
    """The answer in full."""

    value = fields.String()


class OutcomeSchema(Schema):
    """What was done."""

    outcome = short_text(500, required=True)


class OpenAlertSchema(Schema):
    """A danger nobody has taken yet."""

    id = fields.String()
    jurisdiction = jurisdiction()
    kind = fields.String()
    words = fields.String()
    phone = fields.String(allow_none=True)
    conversation = fields.String()
    raised_at = fields.AwareDateTime()
    open = fields.Boolean()
    taken_by = fields.String(allow_none=True)
    outcome = fields.String(allow_none=True)


class TaskSchema(Schema):
    """Something to do beside the cases."""

    id = fields.String()
    kind = fields.String()
    reason = fields.String(allow_none=True)
    text = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    number = fields.String(allow_none=True)
    application = fields.String(allow_none=True)
    conversation = fields.String(allow_none=True)
    due_at = fields.AwareDateTime()
    open = fields.Boolean()
    outcome = fields.String(allow_none=True)


@blp.post("/sessions")
@public
@blp.arguments(SignInSchema)
@blp.response(201, TokenSchema)
def sign_in(body):
    """Sign in."""
    token, actor = staff_access.sign_in(body["username"], body["password"], utc_now())
    return {"token": token, "name": actor.name, "role": actor.role, "jurisdiction": actor.jurisdiction}


@blp.delete("/sessions")
@staff_required()
@blp.response(204)
def sign_out():
    """Sign out."""
    staff_access.sign_out(auth.bearer(), g.actor, utc_now())


@blp.get("/applications")
@staff_required(*_READERS)
@blp.arguments(WorklistQuery, location="query")
@blp.response(200, PageSchema)
def applications(query):
    """The cases of one's region: life first, then the longest wait."""
    return worklist.page(g.actor, worklist.Wanted(**query), utc_now())


@blp.get("/applications/<string:number>")
@staff_required(*_READERS)
@blp.response(200, CaseSchema)
def application(number):
    """One case, whole; that one looked is on record."""
    return case_json(review.look_at(number, g.actor, utc_now()))


@blp.patch("/applications/<string:number>/form")
@staff_required(*_WRITERS)
@blp.arguments(CorrectionSchema)
@blp.response(200, CaseSchema)
def correct(body, number):
    """Correct or fill in answers; the old value stays on file."""
    return case_json(review.correct_answers(number, flatten(body["form"]), g.actor, utc_now(), body.get("reason")))


@blp.post("/applications/<string:number>/confirmations")
@staff_required(*_WRITERS)
@blp.arguments(ConfirmationSchema)
@blp.response(200, CaseSchema)
def confirm(body, number):
    """Vouch for answers as they stand."""
    return case_json(review.confirm_answers(number, body["fields_"], g.actor, utc_now()))


@blp.post("/applications/<string:number>/steps")
@staff_required(*_READERS)
@blp.arguments(StepSchema)
@blp.response(200, CaseSchema)
def take_step(body, number):
    """Accept, ask for a supplement, decline, …"""
    return case_json(review.take_step(number, body["step"], g.actor, utc_now(), body.get("reason")))


@blp.put("/applications/<string:number>/urgency")
@staff_required(*_WRITERS)
@blp.arguments(UrgencySchema)
@blp.response(200, CaseSchema)
def set_urgency(body, number):
    """Say how urgent it really is."""
    return case_json(review.set_urgency(number, body["urgency"], g.actor, utc_now(), body["reason"]))


@blp.put("/applications/<string:number>/assignee")
@staff_required(*_WRITERS)
@blp.arguments(AssigneeSchema)
@blp.response(200, CaseSchema)
def assign(body, number):
    """Give the case to a colleague."""
    return case_json(review.assign(number, body["username"], g.actor, utc_now()))


@blp.post("/applications/<string:number>/notes")
@staff_required(*_READERS)
@blp.arguments(NoteSchema)
@blp.response(201, CaseSchema)
def note(body, number):
    """Write a line in the file that the resident does not see."""
    return case_json(review.add_note(number, body["text"], g.actor, utc_now()))


@blp.post("/applications/<string:number>/reveals")
@staff_required(*_WRITERS)
@blp.arguments(RevealSchema)
@blp.response(201, RevealedSchema)
def reveal(body, number):
    """See a sensitive answer in full; it is audited."""
    return {"value": review.reveal(number, body["field"], g.actor, utc_now(), body["reason"])}


@blp.get("/alerts")
@staff_required(*_READERS)
@blp.response(200, OpenAlertSchema(many=True))
def alerts():
    """Dangers nobody has taken yet."""
    return conversations.open_alerts(g.actor)


@blp.post("/alerts/<string:alert_id>/taken")
@staff_required(*_WRITERS)
@blp.arguments(OutcomeSchema)
@blp.response(200, OpenAlertSchema)
def take_alert(body, alert_id):
    """Take a danger in hand."""
    return listening.take_alert(alert_id, g.actor, utc_now(), body["outcome"])


@blp.get("/tasks")
@staff_required(*_READERS)
@blp.response(200, TaskSchema(many=True))
def tasks():
    """Call-backs and the like."""
    return conversations.open_tasks(g.actor)


@blp.post("/tasks/<string:task_id>/done")
@staff_required(*_READERS)
@blp.arguments(OutcomeSchema)
@blp.response(200, TaskSchema)
def finish_task(body, task_id):
    """Done, and what came of it."""
    return listening.finish_task(task_id, g.actor, utc_now(), body["outcome"])


def case_json(case):
    """A case as the staff door shows it."""
    masked = g.actor.role not in FORM_WRITERS
    heard = conversations.get(case.conversation) if case.conversation else None
    about = {
        name: getattr(case, name)
        for name in (
            "number",
            "jurisdiction",
            "scheme",
            "channel",
            "state",
            "urgency",
            "due_on",
            "assignee",
            "provisional_number",
            "version",
        )
    }
    return {
        **forms.shown(case, masked=masked),
        **about,
        "query_code": None if masked else case.query_code,
        "state_label": workflow.STATES[case.state],
        "provenance": forms.provenance_of(case, masked=masked),
        "skipped": case_file.skipped_in(case),
        "missing": case_file.missing_in(case),
        "steps": [
            {"step": step.name, "label": step.label, "needs_reason": step.needs_reason, "plain": step.plain}
            for step in workflow.open_steps(case.state, g.actor.role)
        ],
        "timeline": worklist.timeline(case),
        "casework": casework_of(case, g.actor),
        "conversation": forms.turns_of(heard, masked=masked) if heard else [],
        "attachments": [{"id": paper.id, "kind": paper.kind, "size": paper.size} for paper in case.attachments],
    }
