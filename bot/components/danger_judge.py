"""Danger by rules and by the trained classifier together, on the very turn, before any question."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.state import Talk
from understanding import Danger, danger

CRISIS = "crisis_"


def judge(by_rule: Danger | None, ranking: list[dict[str, Any]], sure: float) -> Danger | None:
    """The rule's word counts; without one, the classifier's when it is `sure` of one kind of danger (0…1)."""
    if by_rule:
        return by_rule
    best = ranking[0] if ranking else {"name": "", "confidence": 0.0}
    if best["name"].startswith(CRISIS) and best["confidence"] >= sure:
        return Danger(best["name"].removeprefix(CRISIS), "", float(best["confidence"]))
    return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DangerJudge(GraphComponent):
    """Sets `danger` ({kind, words, confidence}) on messages that need help this minute."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._sure = float(config["sure"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"sure": 0.7}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DangerJudge:
        return cls(config)

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        asked = Talk.from_json(tracker.get_slot("state") if tracker else None).asking
        for message in messages:
            text = message.get(TEXT)
            if text:
                found = judge(danger(text, asked), message.get(INTENT_RANKING_KEY) or [], self._sure)
                message.set("danger", asdict(found) if found else None, add_to_output=True)
        return messages
