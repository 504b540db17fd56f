"""Questions about the rules, answered from the county's packs with the article."""

from datetime import date
from functools import cache

from backend.policy.guide import Answer, answer
from backend.policy.jurisdictions import by_slug
from backend.policy.loader import load_packs
from backend.policy.packs import Packs


@cache
def packs() -> Packs:
    """The packs as they were when this process started."""
    return load_packs()


def answer_topic(jurisdiction: str, topic: str, on: date) -> Answer:
    """An answer short enough to be said aloud. Raises UnknownJurisdiction, NotFound for a topic nobody knows."""
    by_slug(jurisdiction)
    return answer(packs(), jurisdiction, topic, on)
