"""Who the resident is and who lives with them: told once, used in every application."""

from flask import g
from marshmallow import Schema, fields, validate

from backend.adapters.clock import utc_now
from backend.api.schemas import YesNo, short_text
from backend.domain.intake_fields import HOUSEHOLD_STATUSES, RELATIONS, yuan_from_fen
from backend.domain.masking import mask_id_number, mask_phone
from backend.services import profile, residents
from miniprogram_api import neighbours
from miniprogram_api.doors import blueprint, resident_required

blp = blueprint("profile", "我和家里的情况")


class PersonSchema(Schema):
    """What may be changed; a key that is absent stays, null takes it away."""

    name = short_text(50, allow_none=True, metadata={"example": "陈明亮"})
    id_number = short_text(18, allow_none=True, metadata={"example": "11010119900307002X"})
    township = short_text(50, allow_none=True, metadata={"example": "八陡镇"})
    village = short_text(50, allow_none=True)
    detail = short_text(200, allow_none=True)
    version = fields.Integer(required=True, strict=True, validate=validate.Range(0, 2**31 - 1))


class ProfileSchema(Schema):
    """The resident's own data; the ID number is never sent back whole."""

    name = fields.String(allow_none=True)
    phone = fields.String(allow_none=True, metadata={"example": "138****8000"})
    id_number = fields.String(allow_none=True, metadata={"example": "1101**********002X"})
    township = fields.String(allow_none=True)
    village = fields.String(allow_none=True)
    detail = fields.String(allow_none=True)
    verified = fields.Boolean()
    version = fields.Integer()


class WeChatPhoneSchema(Schema):
    """The one-time code of WeChat's phone button."""

    code = short_text(200, required=True)


class MemberSchema(Schema):
    """One who lives in the house; under fourteen only with a guardian's word (个人信息保护法第三十一条)."""

    name = short_text(50, required=True)
    relation = fields.String(required=True, validate=validate.OneOf(list(RELATIONS)))
    age = fields.Integer(strict=True, allow_none=True, validate=validate.Range(0, 130))
    condition = fields.List(
        fields.String(validate=validate.OneOf(["disabled", "ill", "student"])),
        load_default=list,
        validate=validate.Length(max=3),
    )
    income = fields.Integer(
        strict=True, allow_none=True, validate=validate.Range(0, 10_000_000), metadata={"description": "一个月多少元"}
    )
    guardian_consent = YesNo()


class CertificateSchema(Schema):
    """A hardship certificate of the household; its number only when the resident wants to keep it here."""

    kind = fields.String(required=True, validate=validate.OneOf(profile.CERTIFICATES), metadata={"example": "dibao"})
    number = short_text(40, allow_none=True, load_default=None)


class HouseholdSchema(Schema):
    """The household; income in whole yuan a month, null when unknown."""

    size = fields.Integer(strict=True, allow_none=True, metadata={"example": 3})
    monthly_income = fields.Integer(strict=True, allow_none=True, metadata={"example": 800})
    status = fields.List(
        fields.String(validate=validate.OneOf(list(HOUSEHOLD_STATUSES))), validate=validate.Length(max=5)
    )
    members = fields.List(fields.Nested(MemberSchema), validate=validate.Length(max=30))
    certificates = fields.List(fields.Nested(CertificateSchema), validate=validate.Length(max=10))
    version = fields.Integer(required=True, strict=True, validate=validate.Range(0, 2**31 - 1))


@blp.get("/profile")
@resident_required
@blp.response(200, ProfileSchema)
def show_person():
    """The resident's own data."""
    return _person(g.resident)


@blp.put("/profile")
@resident_required
@blp.arguments(PersonSchema)
@blp.response(200, ProfileSchema)
def save_person(body):
    """Change some of it."""
    version = body.pop("version")
    return _person(profile.save_person(g.resident, body, version, utc_now()))


@blp.post("/profile/phone")
@resident_required
@blp.arguments(WeChatPhoneSchema)
@blp.response(200, ProfileSchema)
def bind_phone(body):
    """Take over the phone WeChat vouches for."""
    return _person(residents.bind_wechat_phone(g.resident, body["code"], neighbours.wechat_login(), utc_now()))


@blp.post("/profile/real-name-check")
@resident_required
@blp.response(200, ProfileSchema)
def check_real_name():
    """Ask the register whether name and ID number belong together."""
    return _person(profile.check_real_name(g.resident, neighbours.real_names(), utc_now()))


@blp.get("/household")
@resident_required
@blp.response(200, HouseholdSchema)
def show_household():
    """Who lives in the house and what comes in."""
    return _household(g.resident)


@blp.put("/household")
@resident_required
@blp.arguments(HouseholdSchema)
@blp.response(200, HouseholdSchema)
def save_household(body):
    """Change the household."""
    version = body.pop("version")
    return _household(profile.save_household(g.resident, body, version, utc_now()))


def _person(resident):
    person = resident.person or {}
    number = person.get("id_number")
    known = {name: person.get(name) for name in ("name", "township", "village", "detail")}
    return known | {
        "id_number": mask_id_number(number) if number else None, "phone": mask_phone(resident.phone) if resident.phone else None,
        "verified": resident.verified_at is not None, "version": resident.person_version,
    }  # fmt: skip


def _household(resident):
    kept = resident.household or {}
    income = kept.get("monthly_income")
    return {
        "size": kept.get("size"), "monthly_income": None if income is None else yuan_from_fen(income), "status": kept.get("status", []),
        "members": kept.get("members", []), "certificates": kept.get("certificates", []), "version": resident.household_version,
    }  # fmt: skip
