"""The bot, from within the program: one message in, its answers out."""

import secrets

from flask import g
from marshmallow import Schema, fields

from backend.api.schemas import jurisdiction, short_text
from backend.domain import talks
from miniprogram_api import neighbours
from miniprogram_api.doors import blueprint, resident_required
from miniprogram_api.schemas import talk

blp = blueprint("chat", "跟小助手说说")


class SaidSchema(Schema):
    """What the resident says; `conversation` is null for a new one."""

    text = short_text(1000, required=True, metadata={"example": "我家房子着火了，没地方住"})
    conversation = talk(allow_none=True, load_default=None)
    jurisdiction = jurisdiction(required=True)


class ReplySchema(Schema):
    """One answer; `custom` says what a screen needs."""

    text = fields.String()
    custom = fields.Dict(
        keys=fields.String(), values=fields.Raw(), metadata={"example": {"ask": "household.size", "input": "number"}}
    )


class RepliesSchema(Schema):
    """The answers, in their order."""

    conversation = fields.String()
    replies = fields.List(fields.Nested(ReplySchema))


@blp.post("/chat/messages")
@resident_required
@blp.arguments(SaidSchema)
@blp.response(200, RepliesSchema)
def say(body):
    """Say something to the bot. 503 with a sentence for the person when it does not answer."""
    conversation = body["conversation"]
    if talks.resident_of(conversation) != str(g.resident.id):
        conversation = talks.name_for(str(g.resident.id), secrets.token_hex(4))
    about = {"jurisdiction": body["jurisdiction"], "channel": "miniprogram" if g.session.device == "微信" else "h5"}
    if g.resident.phone:
        about["phone"] = g.resident.phone
    replies = neighbours.bot().say(conversation, body["text"], about)
    return {
        "conversation": conversation,
        "replies": [{"text": one.get("text", ""), "custom": one.get("custom") or {}} for one in replies],
    }
