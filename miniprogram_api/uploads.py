"""Photos, in pieces that survive a broken network."""

from flask import g, request
from marshmallow import Schema, fields, validate

from backend.adapters.clock import utc_now
from backend.services import uploads
from backend.services.attachments import KINDS, LARGEST_BYTES
from miniprogram_api import shown
from miniprogram_api.doors import KeyHeader, blueprint, digest, resident_required
from miniprogram_api.schemas import AttachmentSchema

blp = blueprint("uploads", "照片：一段一段地传，断了接着传")


class UploadSchema(Schema):
    """What is to come."""

    kind = fields.String(required=True, validate=validate.OneOf(list(KINDS)), metadata={"example": "id_card"})
    size = fields.Integer(
        required=True, strict=True, validate=validate.Range(1, LARGEST_BYTES), metadata={"example": 184320}
    )


class ReceiptSchema(Schema):
    """How many bytes are here; the attachment once all are."""

    id = fields.String()
    received = fields.Integer()
    attachment = fields.Nested(AttachmentSchema, allow_none=True)


class OffsetQuery(Schema):
    """Where this piece begins."""

    offset = fields.Integer(required=True, validate=validate.Range(0, LARGEST_BYTES))


@blp.post("/applications/<string:case_id>/uploads")
@resident_required
@blp.arguments(UploadSchema)
@blp.arguments(KeyHeader, location="headers")
@blp.response(201, ReceiptSchema)
def begin(body, headers, case_id):
    """Begin a photo."""
    return _receipt(
        uploads.begin(g.resident, case_id, body["kind"], body["size"], headers["key"], digest(body), utc_now())
    )


@blp.get("/uploads/<string:upload_id>")
@resident_required
@blp.response(200, ReceiptSchema)
def read(upload_id):
    """How much of it is here."""
    return _receipt(uploads.get(g.resident, upload_id))


@blp.put("/uploads/<string:upload_id>")
@resident_required
@blp.doc(
    requestBody={
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
)
@blp.arguments(OffsetQuery, location="query")
@blp.response(200, ReceiptSchema)
def add_piece(query, upload_id):
    """The next piece, as bare bytes, at most 512 KiB."""
    upload, _ = uploads.add_piece(g.resident, upload_id, query["offset"], request.get_data(), utc_now())
    return _receipt(uploads.get(g.resident, str(upload.id)))


def _receipt(upload):
    done = uploads.attached_of(g.resident, upload) if upload.attachment else None
    return {"id": str(upload.id), "received": upload.received, "attachment": shown.attachment(done) if done else None}
