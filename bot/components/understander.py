"""Puts the understander into Rasa's pipeline: a message in, entities with dotted field names out.

It runs at NLU time and still knows what was asked: the default recipe hands `process` the tracker when it asks for it,
and the tracker carries our state. In the action server the same work would hide from `rasa test` and from the tracker.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.state import Talk
from understanding import Context, Heard, Hearing, Named, listen

log = logging.getLogger(__name__)

_ANOTHERS = ("emergency.", "filer.relation")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def context_of(
    metadata: Mapping[str, Any], talk: Talk, home: str, story: Mapping[str, float], people: tuple[Named, ...]
) -> Context:
    """Where the conversation stands: the door's metadata first, then what the bot remembers. `story` and `people`: what the
    classifiers hear."""
    now = datetime.now(SHANGHAI)
    started = bool(talk.seq)
    return Context(
        jurisdiction=metadata.get("jurisdiction") or (talk.jurisdiction if started else home),
        today=now.date(),
        now=now,
        asked=talk.asking,
        known=known(talk),
        read_back=talk.draft.read_back or talk.draft.is_filed,
        caller_phone=metadata.get("phone") or talk.phone,
        story=story,
        people=people,
    )


def known(talk: Talk) -> dict[str, Any]:
    """What was told. Once it is filed the emergency, and whose it is, are left out: what happened next may be another's."""
    told = {name: told.value for name, told in talk.draft.told.items()}
    return {name: value for name, value in told.items() if not (talk.draft.is_filed and name.startswith(_ANOTHERS))}


def heard_in(text: str, context: Context) -> Hearing:
    """What was heard. A sentence that breaks a reader is logged and heard as nothing: the caller is asked, not dropped."""
    try:
        return listen(text, context)
    except Exception:
        log.exception("a sentence could not be read")
        return Hearing()


def entity(heard: Heard) -> dict[str, Any]:
    """One heard field as a Rasa entity; `said` stays beside the value because the value is normalised."""
    return {
        "entity": heard.field,
        "value": heard.value,
        "start": heard.start,
        "end": heard.end,
        "confidence_entity": heard.confidence,
        "said": heard.said,
        "low": heard.low,
        "high": heard.high,
        "correction": heard.correction,
    }


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Understander(GraphComponent, EntityExtractorMixin):
    """Adds `entities` and, beside them, `notices` and `signals` to each message."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._home = config["home_county"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"home_county": "boshan"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Understander:
        return cls(config)

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            if text:
                self._understand(message, text, tracker)
        return messages

    def _context(self, message: Message, tracker: DialogueStateTracker | None) -> Context:
        talk = Talk.from_json(tracker.get_slot("state") if tracker else None)
        metadata, story, people = (message.get(key) for key in ("metadata", "story", "people"))
        return context_of(metadata or {}, talk, self._home, story or {}, people or ())

    def _understand(self, message: Message, text: str, tracker: DialogueStateTracker | None) -> None:
        hearing = heard_in(text, self._context(message, tracker))
        found = self.add_extractor_name([entity(item) for item in hearing.heard])
        message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        message.set("notices", [asdict(notice) for notice in hearing.notices], add_to_output=True)
        message.set("signals", asdict(hearing.signals), add_to_output=True)
