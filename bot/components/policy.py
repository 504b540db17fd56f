"""The dialogue policy: every turn goes to the action server once; if that stays silent, the bot itself speaks."""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData, confidence_scores_for
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

LISTEN = "action_listen"
RENEW = "action_session_start"
TURN = "action_turn"
TURNS_IN_A_SESSION = 6


def next_action(tracker: DialogueStateTracker, turns_in_a_session: int = TURNS_IN_A_SESSION) -> str:
    """The name of the next action, from what happened since the caller last spoke.

    A turn that set no `state` never reached the action server: Rasa would then say nothing at all. A new session every
    few turns keeps what Rasa loads and sends to the action server the same size however long the caller talks.
    """
    since = _since_the_caller_spoke(tracker)
    done = [event.action_name for event in since if hasattr(event, "action_name")]
    if TURN not in done:
        return TURN
    if not any(isinstance(event, SlotSet) and event.key == "state" for event in since):
        said = any(isinstance(event, BotUttered) for event in since)
        return LISTEN if said else _own_words(tracker)
    return RENEW if _turns(tracker) >= turns_in_a_session else LISTEN


def _since_the_caller_spoke(tracker: DialogueStateTracker) -> list[Event]:
    since: list[Event] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        since.append(event)
    return since


def _own_words(tracker: DialogueStateTracker) -> str:
    danger = (tracker.latest_message.parse_data or {}).get("danger") if tracker.latest_message else None
    return f"utter_alone_{danger['kind']}" if danger else "utter_alone"


def _turns(tracker: DialogueStateTracker) -> int:
    return sum(isinstance(event, UserUttered) for event in tracker.events)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class EveryTurn(Policy):
    """Rasa's side of the dialogue. What to say is decided over the typed state in the action server."""

    @staticmethod
    def supported_data() -> SupportedData:
        return SupportedData.ML_AND_RULE_DATA

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 6, "turns_in_a_session": TURNS_IN_A_SESSION}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        featurizer: Any = None,
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context, featurizer)

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **_: Any) -> Resource:
        return self._resource

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, rule_only_data: dict[str, Any] | None = None, **_: Any
    ) -> PolicyPrediction:
        action = next_action(tracker, self.config["turns_in_a_session"])
        return self._prediction(confidence_scores_for(action, 1.0, domain))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> EveryTurn:
        return cls({**cls.get_default_config(), **config}, model_storage, resource, execution_context)
