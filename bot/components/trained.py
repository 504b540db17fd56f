"""What our trained components share with Rasa's graph: made, trained, kept and loaded in the same way."""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import linear

_FILE = "model.joblib"


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

    def fit(self, training_data: TrainingData) -> Any:
        raise NotImplementedError

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
        told = [(example.get(TEXT), self.label(example.get(INTENT))) for example in training_data.intent_examples]
        texts = [text for text, label in told if text and label]
        labels = [label for text, label in told if text and label]
        return linear.fit(texts, labels, self._config["longest"], self._config["strength"])

    def rank(self, text: str) -> list[tuple[str, float]]:
        return linear.ranking(self._model, text) if self._model else []
