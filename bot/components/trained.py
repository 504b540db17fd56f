"""What our two trained components share with Rasa's graph: made, trained, kept and loaded in the same way."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.pipeline import Pipeline

from components import linear


class Trained(GraphComponent):
    """A graph component around one linear model. Subclasses say what label an intent stands for."""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Pipeline | None = None
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"longest": 2, "strength": 20.0}

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
            return cls(config, model_storage, resource, linear.fetch(folder))

    def label(self, intent: str) -> str | None:
        """What an intent stands for here; None leaves its examples out of the training."""
        return intent

    def train(self, training_data: TrainingData) -> Resource:
        told = [(example.get(TEXT), self.label(example.get(INTENT))) for example in training_data.intent_examples]
        texts = [text for text, label in told if text and label]
        labels = [label for text, label in told if text and label]
        self._model = linear.fit(texts, labels, self._config["longest"], self._config["strength"])
        with self._storage.write_to(self._resource) as folder:
            linear.keep(self._model, folder)
        return self._resource

    def rank(self, text: str) -> list[tuple[str, float]]:
        return linear.ranking(self._model, text) if self._model else []
