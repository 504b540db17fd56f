"""Audit outside a case's own chain, and the proof that no chain was touched."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from backend.domain import audit
from backend.domain.people import Actor
from backend.services.case_file import event_content
from backend.storage import audit_log, cases
from backend.storage.documents import AuditEvent, Event


def record(
    stream: str,
    actor: Actor,
    action: str,
    now: datetime,
    *,
    changes: Mapping[str, object] | None = None,
    note: str | None = None,
) -> None:
    """Append one event to a stream: `staff:<username>` for what somebody did, `seen:<number>` for who looked at a case."""

    def make(seq: int, previous: str | None) -> AuditEvent:
        event = AuditEvent(
            stream=stream, seq=seq, at=now, actor=actor.id, actor_name=actor.name, role=actor.role, action=action,
            changes=dict(changes or {}), note=note, previous=previous or audit.FIRST,
        )  # fmt: skip
        event.hash = audit.link_hash(event.previous, event_content(event))
        return event

    audit_log.append(stream, make)


def verify() -> list[str]:
    """Every chain that does not hold, named with the first event that does not follow; empty when all do."""
    broken = [_finding(f"application {case.number or case.id}", case.events) for case in cases.all_cases()]
    broken += [_finding(f"stream {stream}", audit_log.chain(stream)) for stream in audit_log.streams()]
    return [finding for finding in broken if finding]


def _finding(name: str, events: Iterable[Event | AuditEvent]) -> str | None:
    seq = audit.first_broken((event.seq, event.previous, event.hash, event_content(event)) for event in events)
    return f"{name}: event {seq}" if seq else None
