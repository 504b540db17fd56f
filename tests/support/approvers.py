"""Approving from a process of its own, for tests of what happens when several heads approve at once."""

from multiprocessing.synchronize import Barrier

from backend.domain.errors import DomainError
from backend.domain.people import Actor
from backend.policy.loader import load_packs
from backend.services import approval
from backend.storage import connect
from tests.support.factories import NOW

_WAIT_SECONDS = 90
_gate: list[Barrier] = []


def arrive(gate: Barrier, url: str, keys: str) -> None:
    """Get ready: connected, and the packs read."""
    connect(url, keys)
    load_packs()
    _gate[:] = [gate]


def approve_all(head: str, numbers: list[str], fen: int) -> list[str]:
    """Try to approve every case, all processes beginning at the same moment; gives the numbers that went through."""
    actor = Actor(head, head, "bureau_head", "qingliu")
    _gate[0].wait(_WAIT_SECONDS)
    done = []
    for number in numbers:
        try:
            approval.approve(number, fen, actor, NOW)
        except DomainError:
            continue
        done.append(number)
    return done
