"""Danger by rules and by a trained classifier together, on the very turn, before any question.

The classifier has a model of its own: as four more intents among forty it would share its certainty with thirty-six
that do not matter, and miss a fifth of what it finds alone (docs/bot.md, "Danger").
"""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.state import Talk
from components.trained import Trained
from understanding import Danger, danger, danger_is_not_now

log = logging.getLogger(__name__)

CRISIS = "crisis_"
SAFE = "none"


def judge(text: str, ruled: Danger | None, ranked: list[tuple[str, float]], sure: float) -> Danger | None:
    """The rule's word counts. Without one the classifier's does, when all dangers together reach `sure` (0…1)
    and the sentence does not speak of what is past, reported, denied or a figure of speech."""
    if ruled:
        return ruled
    kinds = [(name, score) for name, score in ranked if name != SAFE]
    together = sum(score for _, score in kinds)
    if not kinds or together < sure or danger_is_not_now(text):
        return None
    return Danger(kinds[0][0], text, round(together, 3))


def by_rule(text: str, asked: str | None) -> Danger | None:
    """The rules' word; when they break, the classifier still stands watch."""
    try:
        return danger(text, asked)
    except Exception:
        log.exception("the danger rules could not read a sentence")
        return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DangerJudge(Trained):
    """Sets `danger` ({kind, words, confidence}) on messages that need help this minute."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**Trained.get_default_config(), "sure": 0.6, "sure_against_an_answer": 0.85}

    def label(self, intent: str) -> str | None:
        """Questions about rules are left out: a thousand of them would outweigh the few sentences that are nearly danger."""
        if intent.startswith("faq_"):
            return None
        return intent.removeprefix(CRISIS) if intent.startswith(CRISIS) else SAFE

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        asked = Talk.from_json(tracker.get_slot("state") if tracker else None).asking
        for message in messages:
            text = message.get(TEXT)
            if text:
                found = judge(text, by_rule(text, asked), self.rank(text), self._bar(message, asked))
                message.set("danger", asdict(found) if found else None, add_to_output=True)
        return messages

    def _bar(self, message: Message, asked: str | None) -> float:
        """Short answers to our own question (a name, who lives at home) are unlike anything the model was taught."""
        is_answer = asked not in (None, "emergency.narrative") and bool(message.get(ENTITIES))
        return self._config["sure_against_an_answer" if is_answer else "sure"]
