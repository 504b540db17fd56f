"""The one way a caseworker's service changes a case: opened in the actor's region, saved once, its money then posted."""

from collections.abc import Callable

from backend.domain.people import HOUSE, Actor
from backend.services import ledger, review
from backend.storage import cases
from backend.storage.documents import Application


def change(number: str, actor: Actor, operation: Callable[[Application], None]) -> Application:
    """Load, change and save, again when somebody else was quicker. Raises NotFound outside the region, Conflict, what `operation` raises."""
    return _post(cases.change(lambda: load(number, actor), operation))


def save_as_read(case: Application) -> Application:
    """Save exactly the version that was read, for a decision that must stand on it. Raises Conflict."""
    cases.save(case)
    return _post(case)


def load(number: str, actor: Actor) -> Application:
    """The case, for one whose region it lies in; the house itself sees all. Raises NotFound."""
    return cases.by_number(number) if actor.role == HOUSE.role else review.open_case(number, actor)


def _post(case: Application) -> Application:
    if case.unposted:
        ledger.post(case)
    return case
