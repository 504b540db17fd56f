"""What the house told the resident, and how it may reach them."""

from flask import g
from marshmallow import Schema, fields, validate

from backend.adapters.clock import utc_now
from backend.api.auth import public, settings
from backend.api.schemas import CursorQuery, YesNo
from backend.domain.errors import InvalidFields, NotFound
from backend.services import subscriptions
from backend.storage.places import Place, place_in
from backend.storage.residents import mark_read, messages_of
from miniprogram_api.doors import KeyHeader, blueprint, digest, page_of, paged, resident_required

blp = blueprint("messages", "消息和订阅")


class MessageSchema(Schema):
    """One message."""

    id = fields.String()
    at = fields.AwareDateTime()
    title = fields.String(metadata={"example": "办理进展"})
    says = fields.String()
    number = fields.String(allow_none=True)
    case_id = fields.String(allow_none=True)
    read = fields.Function(lambda one: one.read_at is not None, metadata={"type": "boolean"})


class TemplateSchema(Schema):
    """A WeChat template a resident can allow one message of."""

    template_id = fields.String()
    event = fields.String()
    title = fields.String()


class GrantsSchema(Schema):
    """What WeChat's question was answered with, by template id."""

    accepted = fields.Dict(
        required=True,
        keys=fields.String(validate=validate.Length(1, 64)),
        values=YesNo(),
        validate=validate.Length(1, 3),
    )


class CountsSchema(Schema):
    """How many messages are allowed now, by template id."""

    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), metadata={"example": {"tmpl-1": 1}})


class SubscriptionSchema(CountsSchema):
    """Whether the resident agreed to messages at all, and how many WeChat may still carry."""

    agreed = fields.Boolean()


@blp.get("/messages")
@resident_required
@blp.etag
@blp.arguments(CursorQuery, location="query")
@blp.response(200, paged(MessageSchema, "Messages"))
def list_messages(query):
    """Messages, newest first."""
    found = messages_of(str(g.resident.id), place_in(query.get("cursor")), query["limit"] + 1)
    return page_of(found, query["limit"], lambda one: str(Place(one.at, one.id)))


@blp.post("/messages/<string:message_id>/read")
@resident_required
@blp.response(204)
def read(message_id):
    """It was read."""
    if not mark_read(str(g.resident.id), message_id, utc_now()):
        raise NotFound()


@blp.get("/subscriptions/templates")
@public
@blp.etag
@blp.response(200, paged(TemplateSchema, "Templates"))
def templates():
    """The templates this county has in its WeChat account."""
    return {"items": subscriptions.templates_of(settings().wechat_templates), "next": None}


@blp.get("/subscriptions")
@resident_required
@blp.response(200, SubscriptionSchema)
def subscription():
    """What was agreed to and allowed so far: a screen asks again only when something is lacking."""
    return subscriptions.standing(g.resident, settings().wechat_templates)


@blp.post("/subscriptions")
@resident_required
@blp.arguments(GrantsSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(201, CountsSchema)
def subscribe(body, headers):
    """Count one message allowed for each template that was accepted; the same key counts once."""
    known = {one["template_id"] for one in subscriptions.templates_of(settings().wechat_templates)}
    if unknown := set(body["accepted"]) - known:
        raise InvalidFields(fields={"accepted": f"没有这个模板：{'、'.join(sorted(unknown))[:80]}"})
    accepted = [template for template, yes in body["accepted"].items() if yes]
    return {"counts": subscriptions.allow(g.resident, accepted, headers["key"], digest(body), utc_now())}
