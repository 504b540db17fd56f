"""Questions about the rules, answered from the county's packs with the article."""

from datetime import date

from backend.domain.errors import NotFound
from backend.policy.guide import Answer, answer
from backend.policy.loader import load_packs
from backend.policy.packs import TOPICS


def answer_topic(jurisdiction: str, topic: str, on: date) -> Answer:
    """An answer short enough to be said aloud. Raises UnknownJurisdiction, NotFound for a topic nobody knows."""
    if topic not in TOPICS:
        raise NotFound("没有这个话题。")
    return answer(load_packs(), jurisdiction, topic, on)
