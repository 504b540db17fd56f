"""What the caller wants, by characters."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.trained import Classifier

SHOWN = 5


def wanted(intent: str) -> str | None:
    """What the caller of these examples wants: every story is a call for help; what teaches only another model says nothing."""
    if intent.startswith("apply_"):
        return "apply"
    return None if intent in ("no_story", "no_danger") else intent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class CharacterIntents(Classifier):
    """Sets `intent` and the head of its ranking."""

    def label(self, intent: str) -> str | None:
        return wanted(intent)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        ranked: list[dict[str, Any]] = [
            {"name": name, "confidence": score} for name, score in self.rank(message.get(TEXT))[:SHOWN]
        ]
        message.set(INTENT, ranked[0] if ranked else {"name": None, "confidence": 0.0}, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranked, add_to_output=True)
