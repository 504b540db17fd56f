"""Creating exactly once: the key a caller sent lies on what it created, beside a digest of what was asked."""

import hashlib
import json
from collections.abc import Callable

from mongoengine import Document, NotUniqueError

from backend.domain.errors import KeyReused


def digest_of(body: object) -> str:
    """The same for the same JSON, whatever the order of its keys."""
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def once[D: Document](kind: type[D], key: str | None, digest: str, create: Callable[[], D]) -> D:
    """What this key created before, or what `create` makes now; raises KeyReused when the same key asked for something else.

    `create` returns an unsaved document.
    """
    if key is None:
        return create().save(force_insert=True)
    if before := kind.objects(creation_key=key).first():
        return _same(before, digest)
    made = create()
    made.creation_key, made.creation_digest = key, digest
    try:
        return made.save(force_insert=True)
    except NotUniqueError:
        return _same(kind.objects(creation_key=key).get(), digest)


def _same[D: Document](before: D, digest: str) -> D:
    if before.creation_digest != digest:
        raise KeyReused()
    return before
