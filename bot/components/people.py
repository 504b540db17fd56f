"""Finds people's names by where they stand: a conditional random field over characters, taught by `nlu_data/people.yml`.

The readers of `understanding/name_leads.py` need words that lead up to a name (我叫…, 姓名…). Here one is found in
passing as well: 我家楼上那个租户，徐德才，一个人在这收废品. Whose name it is, the understander says.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, ENTITY_ATTRIBUTE_END, ENTITY_ATTRIBUTE_START, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn_crfsuite import CRF

from components.invented_names import another_like
from components.trained import PEOPLE, Trained
from understanding import Named
from understanding.name_features import features
from understanding.text import Text, read

Span = tuple[int, int]
Marked = tuple[str, list[Span]]
NAMELESS = ("crisis_", "faq_", "no_danger", "complaint", "off_topic")
"""Intents whose examples name nobody, or so seldom that it does no harm."""
OUTSIDE, BEGINS, WITHIN = "O", "B", "I"


def marked(example: Message) -> Marked:
    """A training example with the spans of the names in it."""
    spans = [(entity[ENTITY_ATTRIBUTE_START], entity[ENTITY_ATTRIBUTE_END]) for entity in example.get(ENTITIES) or ()]
    return example.get(TEXT), sorted(spans)


def fit(examples: Iterable[Message], refills: int, nameless: int) -> CRF:
    """Examples that name somebody are taught `refills` times more with other names in them, so that their places are learnt
    and not the persons; of examples that name nobody `nameless` are drawn besides those written for this model."""
    rng = random.Random(42)
    by_intent = [(example.get(INTENT) or "", marked(example)) for example in examples]
    without = [told for intent, told in by_intent if intent.startswith(NAMELESS)]
    told = [told for intent, told in by_intent if intent == PEOPLE]
    told += [_refilled(text, spans, rng) for text, spans in told if spans for _ in range(refills)]
    told += rng.sample(without, min(nameless, len(without)))
    taught = [(text, spans) for text, spans in ((read(words), spans) for words, spans in told) if text.norm]
    model = CRF(c1=0.3, c2=0.1, max_iterations=100, min_freq=2, all_possible_transitions=True)
    return model.fit([features(text.norm) for text, _ in taught], [_labels(text, spans) for text, spans in taught])


def _refilled(words: str, spans: list[Span], rng: random.Random) -> Marked:
    made, moved, done = "", [], 0
    others = {words[start:end]: another_like(words[start:end], rng) for start, end in spans}
    for start, end in spans:
        made += words[done:start]
        name = others[words[start:end]]
        moved.append((len(made), len(made) + len(name)))
        made, done = made + name, end
    return made + words[done:], moved


def _labels(text: Text, spans: list[Span]) -> list[str]:
    labels = [OUTSIDE] * len(text.norm)
    for start, end in spans:
        inside = [i for i, at in enumerate(text.at) if start <= at < end]
        for i in inside:
            labels[i] = BEGINS if i == inside[0] else WITHIN
    return labels


def find(model: CRF, words: str) -> tuple[Named, ...]:
    """Every name in the words; its probability is that of its least sure character."""
    text = read(words)
    if not text.norm:
        return ()
    odds = model.predict_marginals_single(features(text.norm))
    labels = [max(here, key=here.__getitem__) for here in odds]
    found = []
    for start in (i for i, label in enumerate(labels) if label == BEGINS):
        end = next((i for i in range(start + 1, len(labels)) if labels[i] != WITHIN), len(labels))
        found.append(Named(*text.origin(start, end), min(odds[i][labels[i]] for i in range(start, end))))
    return tuple(found)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PeopleFinder(Trained):
    """Sets `people`, where somebody is named, which the understander weighs with its own readers."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"refills": 3, "nameless": 3000}

    def fit(self, training_data: TrainingData) -> CRF:
        return fit(training_data.nlu_examples, **self._config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                message.set("people", find(self._model, message.get(TEXT)) if self._model else ())
        return messages
