"""A case under way: progress, supplement, withdrawal, rating, its photos; and the anonymous look-up."""

from flask import Response, g
from marshmallow import Schema, fields, validate

from backend.adapters.clock import utc_now
from backend.api.auth import public
from backend.api.schemas import short_text
from backend.services import attachments, own_cases, progress, voices
from miniprogram_api import neighbours, shown
from miniprogram_api.doors import KeyHeader, blueprint, digest, limit_tries, resident_required
from miniprogram_api.limits import LOOKUPS, ONE_NUMBER
from miniprogram_api.schemas import ProgressSchema

blp = blueprint("cases", "办理进度：下一步、在谁手里、最晚哪天")


class ReasonSchema(Schema):
    """Why."""

    reason = short_text(500, required=True, metadata={"example": "本人不再申请"})


class SupplementSchema(Schema):
    """A word with the papers."""

    says = short_text(2000, load_default="")


class RatingSchema(Schema):
    """How it was."""

    stars = fields.Integer(required=True, strict=True, validate=validate.Range(1, 5))
    says = short_text(1000, load_default="")


class LookupSchema(Schema):
    """Number and query code."""

    number = short_text(30, required=True, metadata={"example": "BS20261123000017"})
    query_code = short_text(20, required=True, metadata={"example": "48213076"})


@blp.get("/applications/<string:case_id>/progress")
@resident_required
@blp.response(200, ProgressSchema)
def read(case_id):
    """Where it stands."""
    return shown.own_standing(own_cases.standing(g.session.resident, case_id))


@blp.post("/applications/<string:case_id>/supplement")
@resident_required
@blp.arguments(SupplementSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(200, ProgressSchema)
def supplement(body, headers, case_id):
    """What was missing is there now."""
    case = own_cases.supplement(g.resident, case_id, body["says"], headers["key"], digest(body), utc_now())
    return shown.own_standing(case)


@blp.post("/applications/<string:case_id>/withdrawal")
@resident_required
@blp.arguments(ReasonSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(200, ProgressSchema)
def withdraw(body, headers, case_id):
    """Take it back."""
    case = own_cases.withdraw(g.resident, case_id, body["reason"], headers["key"], digest(body), utc_now())
    return shown.own_standing(case)


@blp.post("/applications/<string:case_id>/rating")
@resident_required
@blp.arguments(RatingSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(200, ProgressSchema)
def rate(body, headers, case_id):
    """How it was, after closing."""
    voices.check_words(g.resident, neighbours.content_check(), {"says": body["says"]})
    case = own_cases.rate(g.resident, case_id, body["stars"], body["says"], headers["key"], digest(body), utc_now())
    return shown.own_standing(case)


@blp.get("/applications/<string:case_id>/attachments/<string:attachment_id>")
@resident_required
@blp.response(200, {"type": "string", "format": "binary"}, content_type="image/jpeg")
def photo(case_id, attachment_id):
    """A photo of the resident's own case."""
    content, content_type = attachments.content_of(own_cases.own(g.resident, case_id), attachment_id)
    return Response(
        content,
        mimetype=content_type,
        headers={"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"},
    )


@blp.post("/lookups")
@public
@blp.arguments(LookupSchema)
@blp.response(200, ProgressSchema)
def look_up(body):
    """Where a case stands, for anyone with number and query code; nothing about the person. A wrong pair takes as long as a right one."""
    number = body["number"].strip().upper()
    limit_tries("lookups", *LOOKUPS)
    limit_tries("number", *ONE_NUMBER, about=number)
    return shown.standing(progress.by_query_code(number, body["query_code"].strip()))
