"""The resident's rights: what they agreed to, who looked, a copy of everything, erasure."""

from flask import g
from marshmallow import Schema, fields, validate

from backend.adapters.clock import utc_now
from backend.api.auth import public
from backend.api.schemas import CursorQuery, YesNo, short_text
from backend.policy import privacy as notices
from backend.services import own_copy, privacy, profile
from backend.storage.places import Place, place_in
from backend.storage.residents import consents_of
from miniprogram_api.doors import KeyHeader, blueprint, page_of, paged, resident_required

blp = blueprint("privacy", "隐私：同意、谁看过、拿走、删掉")


class PurposeSchema(Schema):
    """One purpose."""

    purpose = fields.String(metadata={"example": "service"})
    title = fields.String()
    says = fields.String()
    required = fields.Boolean()
    withdrawn = fields.String(metadata={"description": "不再同意以后会怎样"})


class NoticeTextSchema(Schema):
    """The privacy notice as it now reads."""

    version = fields.String(metadata={"example": "2026-11"})
    says = fields.List(fields.String())
    purposes = fields.List(fields.Nested(PurposeSchema))


class AnsweredPurposeSchema(PurposeSchema):
    """One purpose, and the resident's last word on it."""

    granted = fields.Boolean()
    granted_at = fields.AwareDateTime(allow_none=True)


class AnsweredNoticeSchema(NoticeTextSchema):
    """The notice with the resident's own word on each purpose."""

    purposes = fields.List(fields.Nested(AnsweredPurposeSchema))


class ConsentSchema(Schema):
    """A word for or against one purpose, in the version that was read."""

    purpose = fields.String(required=True, validate=validate.OneOf([one.purpose for one in notices.notice().purposes]))
    version = short_text(20, required=True, metadata={"example": "2026-11"})
    granted = YesNo(required=True)


class ConsentEventSchema(Schema):
    """A word that was given."""

    purpose = fields.String()
    title = fields.String()
    version = fields.String()
    granted = fields.Boolean()
    at = fields.AwareDateTime()


class AccessSchema(Schema):
    """Somebody looked at a case of the resident, or changed it: by role, never by name."""

    at = fields.AwareDateTime()
    role = fields.String(metadata={"example": "乡镇（街道）经办人"})
    says = fields.String(metadata={"example": "看了您的申请"})
    number = fields.String()


class SureSchema(Schema):
    """Meant."""

    sure = YesNo(required=True, validate=validate.Equal(True, error="请先点“是的，都删掉”。"))


class ErasedSchema(Schema):
    """What was erased and what the law keeps."""

    says = fields.String()
    kept = fields.List(fields.String())


class ExportSchema(Schema):
    """Everything; dates are ISO 8601, money whole yuan."""

    about = fields.String()
    readable = fields.String(
        metadata={"description": "同样的内容，写给人看的一篇文字", "example": "e救助：我的资料\n【我】\n姓名：陈明亮"}
    )
    made_at = fields.String()
    person = fields.Raw()
    household = fields.Raw()
    consents = fields.List(fields.Raw())
    applications = fields.List(fields.Raw())
    messages = fields.List(fields.Raw())
    who_looked = fields.List(fields.Raw())


@blp.get("/privacy/notice")
@public
@blp.response(200, NoticeTextSchema)
def read_notice():
    """The notice, for everybody."""
    return notices.notice()


@blp.get("/privacy/purposes")
@resident_required
@blp.response(200, AnsweredNoticeSchema)
def purposes():
    """The notice with the resident's own word on each purpose."""
    notice, given = notices.notice(), {}
    for one in consents_of(str(g.resident.id)):
        given.setdefault(one.purpose, one)
    return {
        "version": notice.version,
        "says": notice.says,
        "purposes": [_purpose(one, given.get(one.purpose)) for one in notice.purposes],
    }


@blp.get("/privacy/consents")
@resident_required
@blp.etag
@blp.arguments(CursorQuery, location="query")
@blp.response(200, paged(ConsentEventSchema, "Consents"))
def history(query):
    """Everything ever agreed to or withdrawn, newest first."""
    found = consents_of(str(g.resident.id), place_in(query.get("cursor")), query["limit"] + 1)
    page = page_of(found, query["limit"], lambda one: str(Place(one.at, str(one.id))))
    return page | {"items": [_given(one) for one in page["items"]]}


@blp.post("/privacy/consents")
@resident_required
@blp.arguments(ConsentSchema)
@blp.response(201, ConsentEventSchema)
def consent(body):
    """Agree, or no longer agree, to one purpose."""
    return _given(profile.consent(g.resident, body["purpose"], body["version"], body["granted"], utc_now()))


@blp.get("/privacy/access-log")
@resident_required
@blp.arguments(CursorQuery, location="query")
@blp.response(200, paged(AccessSchema, "AccessLog"))
def access_log(query):
    """Who looked at the resident's cases, newest first."""
    found = privacy.accesses_from(g.resident, place_in(query.get("cursor")), query["limit"] + 1)
    page = page_of(found, query["limit"], lambda one: str(one[0]))
    return page | {"items": [entry for _, entry in page["items"]]}


@blp.get("/privacy/export")
@resident_required
@blp.response(200, ExportSchema)
def export():
    """Everything the house has of the resident, readable by people and programs."""
    return own_copy.export(g.resident, g.actor, utc_now())


@blp.post("/privacy/erasure")
@resident_required
@blp.arguments(SureSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(200, ErasedSchema)
def erase(body, headers):
    """Erase the account and what the law does not keep; 409 while a case is under way."""
    return privacy.erase(g.resident, g.actor, utc_now())


def _purpose(purpose, given):
    granted = bool(given and given.granted and given.version == notices.notice().version)
    said = {
        "purpose": purpose.purpose,
        "title": purpose.title,
        "says": purpose.says,
        "required": purpose.required,
        "withdrawn": purpose.withdrawn,
    }
    return said | {"granted": granted, "granted_at": given.at if granted else None}


def _given(one):
    titles = {purpose.purpose: purpose.title for purpose in notices.notice().purposes}
    return {
        "purpose": one.purpose,
        "title": titles.get(one.purpose, one.purpose),
        "version": one.version,
        "granted": one.granted,
        "at": one.at,
    }
