"""Which of the eight emergencies the words tell of, if any: the classifier beside the cues of `understanding/category.py`."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.trained import Classifier

TOLD = "apply_"
NO_STORY = "none"


def story_told(intent: str) -> str | None:
    """The category an intent's examples tell of, `none` for no emergency; None where it may be any (a plain plea, danger)."""
    if intent.startswith(TOLD):
        return intent.removeprefix(TOLD)
    return None if intent in ("apply", "no_danger") or intent.startswith("crisis_") else NO_STORY


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class StoryJudge(Classifier):
    """Sets `story`, {category or none: probability}, which the understander weighs with its cues."""

    def label(self, intent: str) -> str | None:
        return story_told(intent)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                message.set("story", dict(self.rank(message.get(TEXT))))
        return messages
