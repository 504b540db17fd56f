"""The audit chain: each event carries the hash of the one before, so that nothing can be changed or cut out unseen."""

import hashlib
import json
from collections.abc import Iterable, Mapping

FIRST = "0" * 64


def link_hash(previous: str, content: Mapping[str, object]) -> str:
    """The hash of an event's content (JSON values) chained to the hash before it."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()


def first_broken(events: Iterable[tuple[int, str, str, Mapping[str, object]]]) -> int | None:
    """Of (seq, previous, hash, content) in order: the first seq that does not follow, or None when the chain holds."""
    expected_seq, expected_previous = 1, FIRST
    for seq, previous, own, content in events:
        if seq != expected_seq or previous != expected_previous or own != link_hash(previous, content):
            return expected_seq
        expected_seq, expected_previous = seq + 1, own
    return None
