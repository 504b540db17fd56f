"""A photo that comes in pieces over a bad network: each piece is kept, the next begins where the last ended."""

from datetime import datetime

from bson import Binary, ObjectId
from mongoengine import NotUniqueError

from backend.domain.errors import Conflict, InvalidFields, NotFound
from backend.services import attachments, own_cases
from backend.services.residents import actor_of
from backend.storage.documents import Attached
from backend.storage.once import once
from backend.storage.resident_documents import PartialUpload, Resident, UploadPiece

LARGEST_PIECE = 512 * 1024


def begin(
    resident: Resident, case_id: str, kind: str, size: int, key: str, digest: str, now: datetime
) -> PartialUpload:
    """Room for a photo of `size` bytes on the resident's own case. Raises NotFound, InvalidFields, KeyReused."""
    own_cases.own(resident, case_id)
    if kind not in attachments.KINDS:
        raise InvalidFields(fields={"kind": "请选择这是什么材料。"})
    if size > attachments.LARGEST_BYTES:
        raise InvalidFields(fields={"size": "照片太大了，请压缩到10兆以内。"})
    upload: PartialUpload = once(PartialUpload, f"{resident.id}:{key}", digest, lambda: PartialUpload(
        resident=str(resident.id), application=case_id, kind=kind, size=size, created_at=now
    ))  # fmt: skip
    return upload


def get(resident: Resident, upload_id: str) -> PartialUpload:
    """An upload of this resident. Raises NotFound."""
    found: PartialUpload | None = (
        PartialUpload.objects(id=ObjectId(upload_id)).first() if ObjectId.is_valid(upload_id) else None
    )
    if found is None or found.resident != str(resident.id):
        raise NotFound()
    return found


def add_piece(
    resident: Resident, upload_id: str, offset: int, content: bytes, now: datetime
) -> tuple[PartialUpload, Attached | None]:
    """Keep a piece; the last one makes the photo an attachment. A piece sent again is harmless.

    Raises Conflict when a piece is missing before it, InvalidFields when it does not fit or the whole is no picture.
    """
    upload = get(resident, upload_id)
    if upload.attachment:
        return upload, attached_of(resident, upload)
    if offset > upload.received:
        raise Conflict(f"前面还缺一段，请从第{upload.received}个字节接着传。")
    if not content or len(content) > LARGEST_PIECE or offset + len(content) > upload.size:
        raise InvalidFields(fields={"content": "这一段的大小不对。"})
    if offset == upload.received:
        _keep(upload, offset, content)
    return upload, _finish(resident, upload, now) if upload.received == upload.size else None


def attached_of(resident: Resident, upload: PartialUpload) -> Attached | None:
    """The attachment it has become, if it has and still stands."""
    case = own_cases.own(resident, upload.application)
    return next((paper for paper in case.attachments if paper.id == upload.attachment), None)


def _keep(upload: PartialUpload, offset: int, content: bytes) -> None:
    try:
        UploadPiece(id=f"{upload.id}:{offset}", upload=str(upload.id), offset=offset, content=Binary(content)).save(
            force_insert=True
        )
    except NotUniqueError:
        upload.reload()
        return
    PartialUpload.objects(id=upload.id, received=offset).update_one(set__received=offset + len(content))
    upload.reload()


def _finish(resident: Resident, upload: PartialUpload, now: datetime) -> Attached:
    """Two finishing at once: the one that takes the upload attaches, so that the photo is there once."""
    if not PartialUpload.objects(id=upload.id, attachment=None).update_one(set__attachment="taken"):
        raise Conflict("这张照片正在收，请稍等。")
    pieces = UploadPiece.objects(upload=str(upload.id)).order_by("offset")
    try:
        added = attachments.attach(
            upload.application, upload.kind, b"".join(piece.content for piece in pieces), actor_of(resident), now
        )
    except Exception:
        _forget(upload)
        raise
    PartialUpload.objects(id=upload.id).update_one(set__attachment=added.id)
    UploadPiece.objects(upload=str(upload.id)).delete()
    return added


def _forget(upload: PartialUpload) -> None:
    UploadPiece.objects(upload=str(upload.id)).delete()
    PartialUpload.objects(id=upload.id).delete()
