"""Photos and papers of a case: taken only when they are what they say, made anew without what a camera hides in them, kept in GridFS."""

import io
import secrets
import warnings
from datetime import datetime

from PIL import Image, ImageOps, UnidentifiedImageError

from backend.domain.errors import DomainError, InvalidFields, NotFound, WrongState
from backend.domain.people import Actor
from backend.domain.workflow import ENDED
from backend.services import case_file
from backend.storage import cases
from backend.storage.documents import Application, Attached, StoredFile

KINDS = {
    "id_card": "身份证", "household_register": "户口本", "hospital_bill": "医院费用单", "diagnosis": "诊断证明",
    "loss_photo": "受损照片", "tuition_notice": "缴费通知", "income_proof": "收入证明", "other": "其他材料",
}  # fmt: skip
LARGEST_BYTES = 10 * 1024 * 1024
_LARGEST_PIXELS = 40_000_000
_LONGEST_SIDE = 2400
_MOST_ON_A_CASE = 30
_READABLE = ("JPEG", "PNG", "WEBP")


def attach(case_id: str, kind: str, content: bytes, actor: Actor, now: datetime) -> Attached:
    """Put a photo on the case; the same photo twice is one. Raises InvalidFields when it is no image or too large, WrongState, NotFound."""
    if kind not in KINDS:
        raise InvalidFields(fields={"kind": "请选择这是什么材料。"})
    clean = made_anew(content)
    file_id = _store(clean)
    added = Attached(
        id=secrets.token_hex(12),
        kind=kind,
        content_type="image/jpeg",
        size=len(clean),
        file_id=file_id,
        added_by=actor.id,
        added_at=now,
    )

    def add(case: Application) -> None:
        if case.state in ENDED:
            raise WrongState("这件申请已经结束，不能再加材料。")
        if len(case.attachments) >= _MOST_ON_A_CASE:
            raise InvalidFields(fields={"file": f"一件申请最多放{_MOST_ON_A_CASE}张材料。"})
        case.attachments.append(added)
        case_file.log(case, actor, "attached", now, changes={"kind": kind, "id": added.id})

    try:
        cases.change(lambda: cases.by_id(case_id), add)
    except DomainError:
        _forget(file_id)
        raise
    return added


def detach(case_id: str, attachment_id: str, actor: Actor, now: datetime) -> None:
    """Take a photo off a case that isn't handed in yet, its bytes too. Raises WrongState, NotFound."""
    gone: list[Attached] = []

    def remove(case: Application) -> None:
        if case.state not in ("draft", "unfinished", "supplement"):
            raise WrongState("申请已经交上去，材料不能再删。")
        gone[:] = [_find(case, attachment_id)]
        case.attachments = [paper for paper in case.attachments if paper.id != attachment_id]
        case_file.log(case, actor, "detached", now, changes={"id": attachment_id})

    cases.change(lambda: cases.by_id(case_id), remove)
    _forget(gone[0].file_id)


def content_of(case: Application, attachment_id: str) -> tuple[bytes, str]:
    """(bytes, content type). Raises NotFound."""
    paper = _find(case, attachment_id)
    stored = StoredFile.objects(id=paper.file_id).first()
    if stored is None:
        raise NotFound()
    return stored.content.read(), paper.content_type


def made_anew(content: bytes) -> bytes:
    """The picture as a fresh JPEG: upright, no larger than needed, without EXIF, place or maker. Raises InvalidFields."""
    if len(content) > LARGEST_BYTES:
        raise InvalidFields(fields={"file": "照片太大了，请压缩到10兆以内。"})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_READABLE) as picture:
                if picture.width * picture.height > _LARGEST_PIXELS:
                    raise InvalidFields(fields={"file": "照片尺寸太大了，请用手机重新拍一张。"})
                upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        raise InvalidFields(fields={"file": "这不是一张能打开的照片，请重新拍一张。"}) from error
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=85)
    return out.getvalue()


def _store(content: bytes) -> str:
    stored = StoredFile(content_type="image/jpeg")
    stored.content.put(content, content_type="image/jpeg")
    return str(stored.save().id)


def _forget(file_id: str) -> None:
    for stored in StoredFile.objects(id=file_id):
        stored.content.delete()
        stored.delete()


def _find(case: Application, attachment_id: str) -> Attached:
    papers: list[Attached] = [paper for paper in case.attachments if paper.id == attachment_id]
    if papers:
        return papers[0]
    raise NotFound("没有这份材料。")
