"""Answers kept by their key: an act repeated is answered, not done again."""

from datetime import datetime

from mongoengine import NotUniqueError

from backend.domain.errors import KeyReused
from backend.storage.resident_documents import KeptAnswer


def kept(key: str, digest: str) -> str | None:
    """What this key was answered with. Raises KeyReused when it then asked for something else."""
    before = KeptAnswer.objects(id=key).first()
    if before and before.digest != digest:
        raise KeyReused()
    return str(before.answer) if before else None


def keep(key: str, digest: str, answer: str, now: datetime) -> None:
    """The answer this key will always have."""
    try:
        KeptAnswer(id=key, digest=digest, answer=answer, at=now).save(force_insert=True)
    except NotUniqueError:
        return
