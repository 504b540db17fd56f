"""Referral slips and bank batches as JSON: what lies beside a case."""

from io import BytesIO

from flask import g, send_file
from flask_smorest import Blueprint
from flask_smorest.fields import Upload
from marshmallow import Schema

from backend.adapters.clock import utc_now
from backend.api import casework_schemas as schemas
from backend.api import casework_shown
from backend.api.auth import staff_required
from backend.api.staff import CaseSchema, case_json
from backend.domain.people import CASE_READERS, CASEWORKERS
from backend.services import disbursement, referral

blp = Blueprint("referrals", __name__, url_prefix="/api/staff/v1", description="转办与发放")
_READERS = tuple(sorted(CASE_READERS))
_CASEWORKERS = tuple(sorted(CASEWORKERS))
_LIAISON = ("department_liaison",)
_PAYERS = (*_CASEWORKERS, "finance")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ResultFileSchema(Schema):
    """The bank's result table."""

    file = Upload(required=True)


@blp.post("/applications/<string:number>/referrals")
@staff_required(*_CASEWORKERS)
@blp.arguments(schemas.ReferralSchema)
@blp.response(201, CaseSchema)
def refer(body, number):
    """Send a part of the case to another department."""
    return case_json(referral.refer(number, body["department"], body["asks"], g.actor, utc_now()))


@blp.get("/referrals")
@staff_required(*_READERS)
@blp.response(200, schemas.SlipSchema(many=True))
def open_slips():
    """Slips that wait for a department."""
    return [{"case": case.number} | casework_shown.slip_of(slip) for case, slip in referral.open_slips(g.actor)]


@blp.post("/referrals/<string:slip>/acceptance")
@staff_required(*_LIAISON)
@blp.response(200, schemas.SlipSchema)
def accept(slip):
    """The department takes it over."""
    return _slip(referral.accept(slip, g.actor, utc_now()), slip)


@blp.post("/referrals/<string:slip>/refusal")
@staff_required(*_LIAISON)
@blp.arguments(schemas.RightDepartmentSchema)
@blp.response(200, schemas.SlipSchema)
def refuse(body, slip):
    """Not theirs; they name whose it is."""
    return _slip(referral.refuse(slip, body["right_department"], body["reason"], g.actor, utc_now()), slip)


@blp.post("/referrals/<string:slip>/answer")
@staff_required(*_LIAISON)
@blp.arguments(schemas.SaysSchema)
@blp.response(200, schemas.SlipSchema)
def answer(body, slip):
    """What the department did."""
    return _slip(referral.answer(slip, body["says"], g.actor, utc_now()), slip)


@blp.get("/batches")
@staff_required(*_PAYERS)
@blp.response(200, schemas.BatchSchema(many=True))
def batches():
    """The county's bank batches."""
    return disbursement.batches(g.actor)


@blp.post("/batches")
@staff_required(*_PAYERS)
@blp.response(201, schemas.BatchSchema)
def make_batch():
    """Gather every due payment that has an account."""
    return disbursement.make_batch(g.actor, utc_now())


@blp.get("/batches/<string:number>/file")
@staff_required(*_PAYERS)
def export(number):
    """The file for the bank (XLSX)."""
    content = disbursement.export(number, g.actor, utc_now())
    return send_file(BytesIO(content), mimetype=_XLSX, as_attachment=True, download_name=f"{number}.xlsx")


@blp.post("/batches/<string:number>/results")
@staff_required(*_PAYERS)
@blp.arguments(ResultFileSchema, location="files")
@blp.response(200, schemas.BatchSchema)
def read_back(files, number):
    """Read the bank's result back."""
    return disbursement.read_back(number, files["file"].read(), g.actor, utc_now())


def _slip(case, number):
    slip = next(slip for slip in case.slips if slip.number == number)
    return {"case": case.number} | casework_shown.slip_of(slip)
