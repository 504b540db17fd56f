"""Danger by rules and by a trained classifier together, on the very turn, before any question.

The classifier has a model of its own: as four more intents among forty it would share its certainty with thirty-six
that do not matter, and miss a fifth of what it finds alone (docs/bot.md, "Danger").
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.state import Talk
from components.stretches import stretches
from components.trained import Classifier
from understanding import Danger, danger, danger_is_not_now, danger_is_resolved, is_from_smoke

log = logging.getLogger(__name__)

CRISIS = "crisis_"
SAFE = "none"
Ranker = Callable[[str], list[tuple[str, float]]]
SURE_OF_THE_KIND = 0.5
LEAST_WORDS = 5
BRIEF = 7
"""Of fewer characters (我在, 就打我的) the classifier knows nothing; the rules know 救命 and 着火了."""
SHORT_AS_AN_ANSWER = 12
"""他就一个人, 她跟俩孩子 tell who lives there, and look to the classifier like the beginning of a fight."""


def danger_told(intent: str) -> str | None:
    """suicide, medical, fire, violence or none. Questions about rules are left out: they would outweigh what is nearly danger."""
    if intent.startswith("faq_"):
        return None
    return intent.removeprefix(CRISIS) if intent.startswith(CRISIS) else SAFE


@dataclass(frozen=True)
class Bars:
    """From which probability of danger (all kinds together, 0…1) an alarm is raised.

    backing: beside a rule's word. alone: by the classifier alone, unless the sentence by the rules speaks of what is past,
    reported, denied or a figure of speech. certain: whatever the rules say of the sentence, unless it tells of days gone by
    with everybody well.
    """

    backing: float = 0.25
    alone: float = 0.55
    certain: float = 0.95


AGAINST_AN_ANSWER = Bars(backing=0.35, alone=0.85, certain=0.98)
"""Short answers to our own question (a name, who lives at home) are unlike anything the model was taught."""
ONLY_BY_RULE = Bars(backing=0.35, alone=2.0, certain=2.0)
"""有危险，还在吐 answers whether the danger already reported goes on, 他就一个人 how many they are, 她不用手机，打我的
whom to ring: none is a new kind of danger unless plain words say so."""

IN_A_LONG_STORY = Bars(alone=0.93, certain=2.0)
"""One part of a long turn lacks what stands before it (去年, 他说): only what is plain counts, and never against the rules."""


def judge(text: str, ruled: Danger | None, ranked: list[tuple[str, float]], bars: Bars) -> Danger | None:
    """Rule and classifier together: neither alone hears 卡在谁手里 right, nor 身上凉凉的掐她也不动."""
    found = _judged(text, ruled, ranked, bars)
    return replace(found, kind="medical") if found and found.kind == "fire" and is_from_smoke(text) else found


def _judged(text: str, ruled: Danger | None, ranked: list[tuple[str, float]], bars: Bars) -> Danger | None:
    kinds = [(name, score) for name, score in ranked if name != SAFE]
    together = sum(score for _, score in kinds)
    if ruled and (together >= bars.backing or not ranked):
        return replace(ruled, kind=kinds[0][0]) if kinds and kinds[0][1] >= SURE_OF_THE_KIND else ruled
    if len(text.strip()) < LEAST_WORDS or danger_is_resolved(text):
        return None
    if together >= bars.certain or (together >= bars.alone and not danger_is_not_now(text)):
        return Danger(kinds[0][0], text, round(together, 3))
    return None


def bars_for(text: str, asked: str | None, something_heard: bool, reported: str | None = None) -> Bars:
    """Stricter for what answers a question of ours than for what the caller says unasked; `reported`: the danger on file."""
    length = len(text.strip())
    answers_of_a_kind = str(asked).startswith("household.") or str(asked).endswith(".phone")
    if (answers_of_a_kind and length <= SHORT_AS_AN_ANSWER) or (reported and asked == "emergency.in_danger"):
        return ONLY_BY_RULE
    is_brief = something_heard or asked == "confirm" or length <= BRIEF
    is_answer = asked not in (None, "emergency.narrative") and is_brief
    return AGAINST_AN_ANSWER if is_answer else Bars()


def find_danger(
    text: str, rank: Ranker, asked: str | None, something_heard: bool, reported: str | None = None
) -> Danger | None:
    """The danger in a turn: in the whole of it, else, when it is long, in a part of it that leaves no doubt."""
    bars = bars_for(text, asked, something_heard, reported)
    found = judge(text, by_rule(text, asked), rank(text), bars)
    return found if found or bars is ONLY_BY_RULE or danger_is_resolved(text) else _in_a_part(text, rank)


def _in_a_part(text: str, rank: Ranker) -> Danger | None:
    heard = (judge(part, None, rank(part), IN_A_LONG_STORY) for part in stretches(text))
    return max((one for one in heard if one), key=lambda one: one.confidence, default=None)


def by_rule(text: str, asked: str | None) -> Danger | None:
    """The rules' word; when they break, the classifier still stands watch."""
    try:
        return danger(text, asked)
    except Exception:
        log.exception("the danger rules could not read a sentence")
        return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DangerJudge(Classifier):
    """Sets `danger` ({kind, words, confidence}) on messages that need help this minute."""

    def label(self, intent: str) -> str | None:
        return danger_told(intent)

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        talk = Talk.from_json(tracker.get_slot("state") if tracker else None)
        for message in messages:
            text = message.get(TEXT)
            if text:
                found = find_danger(text, self.rank, talk.asking, bool(message.get(ENTITIES)), talk.danger)
                message.set("danger", asdict(found) if found else None, add_to_output=True)
        return messages
