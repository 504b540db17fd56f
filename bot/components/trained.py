"""What our trained components share with Rasa's graph: made, trained, kept and loaded in the same way."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import linear

_FILE = "model.joblib"
PEOPLE = "people"
"""The intent of sentences written for the names in them. They tell of danger, emergencies and anything else without saying so,
and teach no classifier."""


class Trained(GraphComponent):
    """A graph component around one model of ours. Subclasses say how it is fitted."""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Any | None = None
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Trained:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Trained:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / _FILE))

    @abstractmethod
    def fit(self, training_data: TrainingData) -> Any:
        """The model, taught by these examples."""

    def train(self, training_data: TrainingData) -> Resource:
        self._model = self.fit(training_data)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / _FILE, compress=3)
        return self._resource


class Classifier(Trained):
    """One linear model over whole turns. Subclasses say what label an intent stands for."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"longest": 2, "strength": 20.0}

    def label(self, intent: str) -> str | None:
        """What an intent stands for here; None leaves its examples out of the training."""
        return intent

    def fit(self, training_data: TrainingData) -> Any:
        texts, labels = taught(training_data.intent_examples, self.label)
        return linear.fit(texts, labels, self._config["longest"], self._config["strength"])

    def rank(self, text: str) -> list[tuple[str, float]]:
        return linear.ranking(self._model, text) if self._model else []


def taught(examples: Iterable[Message], label: Callable[[str], str | None]) -> tuple[list[str], list[str]]:
    """The texts a classifier learns from, and beside each what its intent stands for."""
    of_all = ((example.get(TEXT), example.get(INTENT)) for example in examples)
    told = [(text, label(intent)) for text, intent in of_all if text and intent != PEOPLE]
    return [text for text, name in told if name], [name for _, name in told if name]
