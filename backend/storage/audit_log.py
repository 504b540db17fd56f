"""The audit chains outside a case: one chain a stream, appended to and never changed."""

from collections.abc import Callable, Iterator

from mongoengine import NotUniqueError

from backend.domain.errors import Conflict
from backend.storage.documents import AuditEvent

_TRIES = 20


def append(stream: str, make: Callable[[int, str | None], AuditEvent]) -> AuditEvent:
    """Add the event that `make(seq, hash before)` gives; another's event in between makes it anew. Raises Conflict."""
    for _ in range(_TRIES):
        last = AuditEvent.objects(stream=stream).order_by("-seq").only("seq", "hash").first()
        try:
            return make(last.seq + 1 if last else 1, last.hash if last else None).save(force_insert=True)
        except NotUniqueError:
            continue
    raise Conflict()


def streams() -> list[str]:
    """Every chain there is."""
    return sorted(AuditEvent.objects.distinct("stream"))


def chain(stream: str) -> Iterator[AuditEvent]:
    """One chain, from its first event."""
    yield from AuditEvent.objects(stream=stream).order_by("seq")


def of_stream(stream: str, limit: int = 200) -> list[AuditEvent]:
    """The newest events of a chain first."""
    return list(AuditEvent.objects(stream=stream).order_by("-seq").limit(limit))


def of_actors(actors: list[str], limit: int = 100) -> list[AuditEvent]:
    """What these people did last, outside the cases' own chains."""
    return list(AuditEvent.objects(actor__in=actors).order_by("-at").limit(limit))
