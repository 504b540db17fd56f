"""Public notices and objections, complaints, word of somebody in need. All may be said without a name."""

from flask import g, request
from marshmallow import Schema, fields, validate

from backend.adapters.clock import utc_now
from backend.api.auth import guarded_by, public
from backend.api.schemas import CursorQuery, jurisdiction, short_text
from backend.services import notices, voices
from miniprogram_api import doors, neighbours
from miniprogram_api.doors import KeyHeader, blueprint, digest, limit_tries, page_of, paged
from miniprogram_api.limits import VOICES
from miniprogram_api.schemas import NumberedSchema

blp = blueprint("voices", "公示、不同意见、投诉、随手报")
_SHORTEST = 4


def _maybe_resident():
    g.resident = None
    return doors.resident_rule() if request.headers.get("Authorization") else None


def anyone(view):
    """Somebody signed in, or nobody we know."""
    return guarded_by(_maybe_resident, None)(view)


def _story(**kwargs) -> fields.String:
    field = short_text(2000, **kwargs)
    field.validators.append(validate.Length(min=_SHORTEST, error=f"请多说几句，至少{_SHORTEST}个字。"))
    return field


class NoticesQuery(CursorQuery):
    """Which county's."""

    jurisdiction = jurisdiction(required=True)


class NoticeSchema(Schema):
    """A public notice; the name is starred, ID number and house are not in it."""

    id = fields.String()
    number = fields.String()
    name = fields.String(metadata={"example": "陈*亮"})
    scheme = fields.String()
    place = fields.String()
    says = fields.String()
    ends_on = fields.String(allow_none=True)


class ObjectionSchema(Schema):
    """What somebody thinks is not right."""

    says = _story(required=True)
    phone = short_text(20, allow_none=True)


class ComplaintSchema(Schema):
    """What was done badly; for the auditor's eyes only."""

    jurisdiction = jurisdiction(required=True)
    text = _story(required=True)
    about = short_text(30, allow_none=True, metadata={"description": "申请编号"})
    phone = short_text(20, allow_none=True)


class TipSchema(Schema):
    """Somebody in need."""

    jurisdiction = jurisdiction(required=True)
    text = _story(required=True)
    person = short_text(50, allow_none=True)
    township = short_text(50, allow_none=True)
    village = short_text(50, allow_none=True)
    phone = short_text(20, allow_none=True)


@blp.get("/public-notices")
@public
@blp.etag
@blp.arguments(NoticesQuery, location="query")
@blp.response(200, paged(NoticeSchema, "Notices"))
def hanging(query):
    """What hangs on the county's board today, newest first."""
    found = [_notice(one) for one in notices.published(query["jurisdiction"], utc_now())]
    seen = [one["id"] for one in found]
    start = seen.index(query["cursor"]) + 1 if query.get("cursor") in seen else 0
    return page_of(found[start : start + query["limit"] + 1], query["limit"], lambda one: one["id"])


@blp.post("/public-notices/<string:notice_id>/objections")
@anyone
@blp.arguments(ObjectionSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(201, NumberedSchema)
def object_to(body, headers, notice_id):
    """Object to a notice: it comes down, and the case is looked at again."""
    limit_tries("voices", *VOICES)
    voices.check_words(g.resident, neighbours.content_check(), {"says": body["says"]})
    number = voices.object_to(notice_id, body["says"], body.get("phone"), _key(headers), digest(body), utc_now())
    return {"number": number, "says": "您的意见收到了，我们会去核实。"}


@blp.post("/complaints")
@anyone
@blp.arguments(ComplaintSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(201, NumberedSchema)
def complain(body, headers):
    """Complain."""
    limit_tries("voices", *VOICES)
    voices.check_words(g.resident, neighbours.content_check(), {"text": body["text"]})
    task = voices.complain(
        body["jurisdiction"], body["text"], body.get("about"), body.get("phone"), _key(headers), digest(body), utc_now()
    )
    return {"number": task.number, "says": "您的投诉收到了，由专门监督的人来看，办事的人看不到。"}


@blp.post("/tips")
@anyone
@blp.arguments(TipSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(201, NumberedSchema)
def tip(body, headers):
    """Tell of somebody in need."""
    limit_tries("voices", *VOICES)
    words = {"text": body["text"], "person": body.get("person")}
    voices.check_words(g.resident, neighbours.content_check(), words)
    task = voices.report_need(body, body["jurisdiction"], body.get("phone"), _key(headers), digest(body), utc_now())
    return {"number": task.number, "says": "谢谢您，我们会上门去看。"}


def _notice(one):
    said = {name: getattr(one, name) for name in ("id", "name", "scheme", "place", "says")}
    return said | {"number": one.id, "ends_on": one.until}


def _key(headers) -> str:
    """A key of nobody's is told apart by where it comes from."""
    return f"{g.resident.id if g.resident else request.remote_addr}:{headers['key']}"
