"""Signing in and out: WeChat, or a phone and a code."""

from datetime import timedelta

from flask import g
from flask_smorest import abort
from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.adapters.clock import utc_now
from backend.api.auth import public, settings
from backend.api.schemas import short_text
from backend.domain.masking import mask_phone
from backend.services import residents
from backend.storage.residents import sessions_of
from miniprogram_api import neighbours
from miniprogram_api.doors import blueprint, limit_tries, paged, resident_required

blp = blueprint("sessions", "登录：微信，或手机号和验证码")
_MOST_CODES_AN_ADDRESS = 60
_MOST_SIGN_INS = 300


class PhoneSchema(Schema):
    """A phone to send a code to."""

    phone = short_text(20, required=True, metadata={"example": "13800138000"})


class CodeSentSchema(Schema):
    """What to wait for; a demo shows the code, for its SMS go nowhere."""

    says = fields.String()
    wait_seconds = fields.Integer()
    demo_code = fields.String()


class SignInSchema(Schema):
    """Either a WeChat login code, or a phone with the code that was sent to it."""

    code = short_text(200, metadata={"description": "wx.login 得到的 code", "example": "0a1b2c"})
    phone = short_text(20, metadata={"example": "13800138000"})
    sms_code = fields.String(
        validate=validate.Regexp(r"\d{6}\Z", error="验证码是6位数字。"), metadata={"example": "482130"}
    )
    device = short_text(40, load_default="手机", metadata={"example": "微信"})

    @validates_schema
    def one_way(self, body, **_):
        """One of the two ways, whole."""
        if bool(body.get("code")) == bool(body.get("phone") and body.get("sms_code")):
            raise ValidationError("请用微信登录，或填手机号和验证码。", "code")


class SessionSchema(Schema):
    """A session; the token is shown this once."""

    token = fields.String()
    expires_at = fields.AwareDateTime(metadata={"description": "每次使用都会往后延"})
    phone = fields.String(allow_none=True, metadata={"example": "138****8000"})
    new_here = fields.Boolean()


class DeviceSchema(Schema):
    """A phone that is signed in."""

    id = fields.String()
    device = fields.String()
    last_seen_at = fields.AwareDateTime()
    current = fields.Boolean()


@blp.post("/sms-codes")
@public
@blp.arguments(PhoneSchema)
@blp.response(202, CodeSentSchema)
def send_code(body):
    """Send a code to a phone."""
    limit_tries("sms", _MOST_CODES_AN_ADDRESS, timedelta(hours=1))
    code = residents.send_code(body["phone"], neighbours.sms(), utc_now())
    answer = {"says": "验证码已经发到您的手机，5分钟内有效。", "wait_seconds": 60}
    return answer | ({"demo_code": code} if settings().demo else {})


@blp.post("/sessions")
@public
@blp.arguments(SignInSchema)
@blp.response(201, SessionSchema)
def sign_in(body):
    """Sign in."""
    limit_tries("sign_in", _MOST_SIGN_INS, timedelta(minutes=10))
    if body.get("code"):
        made = residents.sign_in_by_wechat(body["code"], neighbours.wechat_login(), body["device"], utc_now())
    else:
        made = residents.sign_in_by_phone(body["phone"], body["sms_code"], body["device"], utc_now())
    phone = made.resident.phone
    return {
        "token": made.token,
        "expires_at": made.expires_at,
        "phone": mask_phone(phone) if phone else None,
        "new_here": made.new_here,
    }


@blp.get("/sessions")
@resident_required
@blp.response(200, paged(DeviceSchema, "Devices"))
def devices():
    """Every phone that is signed in."""
    items = [
        {
            "id": residents.short_id(one),
            "device": one.device,
            "last_seen_at": one.seen_at,
            "current": one.id == g.session.id,
        }
        for one in sessions_of(str(g.resident.id))
    ]
    return {"items": items, "next": None}


@blp.delete("/sessions/<string:which>")
@resident_required
@blp.response(204)
def sign_out(which):
    """Sign out `current`, `all`, or one of the others by its id."""
    if len(which) > 16:
        abort(404)
    residents.sign_out(g.resident, g.session, which)
