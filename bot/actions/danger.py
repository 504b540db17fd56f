"""Danger on the very turn: the right number, someone told now, an alert that outlives a crash, and staying with the caller."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime

from actions import record
from actions.next_question import Question
from actions.office import SHANGHAI, Office, letter, stamp
from actions.phrases import phrase
from actions.state import SURE, Talk, Told
from actions.turn import Reply, Turn
from understanding import is_from_smoke, is_harmed, is_of_another, speaks_for_oneself

STAYS_FOR_TURNS = 8
_SAYS_SO_ON = (1, 4)
_EMERGENCY_OF = {
    "medical": "sudden_illness",
    "medical_from_smoke": "accident",
    "fire": "accident",
    "suicide": "despair",
}
SURER_THAN_THE_ALARM = 0.9


def raise_alarm(office: Office, conversation: str, talk: Talk, turn: Turn) -> Reply:
    """Says the emergency number first and posts the alert; said again, it stays with the caller without a second alert."""
    kind = str(turn.danger["kind"]) if turn.danger else "medical"
    spoken_to = _words_for(kind, talk, turn)
    is_new, says_more = talk.last_alert != kind, talk.danger_words != spoken_to
    if is_new:
        _post_alert(office, conversation, talk, turn, kind)
    talk.danger, talk.last_alert, talk.danger_turns, talk.is_apply = kind, kind, 0, True
    talk.danger_words, talk.waited = spoken_to, talk.waited and not is_new
    _put_on_file(talk, turn)
    return Reply(phrase("crisis" if is_new or says_more else "crisis_stay", spoken_to), {"crisis": kind})


def _words_for(kind: str, talk: Talk, turn: Turn) -> str:
    """Which words of phrases.yml fit: to the caller in danger, or to somebody who helps another. What was told before holds on."""
    before = talk.danger_words if talk.danger == kind else None
    if kind == "medical":
        return "medical_from_smoke" if is_from_smoke(turn.text) else before or kind
    if kind != "suicide" or not _is_another_in_despair(turn, before):
        return kind
    is_done = is_harmed(turn.text) or before == "suicide_done_by_another"
    return "suicide_done_by_another" if is_done else "suicide_of_another"


def _is_another_in_despair(turn: Turn, before: str | None) -> bool:
    """In doubt the caller is spoken to, unless it was another's life that they told of before."""
    told_of_another = before not in (None, "suicide")
    return is_of_another(turn.text) or (told_of_another and not speaks_for_oneself(turn.text))


def _put_on_file(talk: Talk, turn: Turn) -> None:
    """The cry for help is the story, and the answer to whether there is danger."""
    record.add_to_narrative(talk.draft, turn.text)
    words = str(turn.danger["words"]) if turn.danger else turn.text
    talk.draft.told["emergency.in_danger"] = Told(True, words, 0.9)
    talk.draft.skipped.pop("emergency.in_danger", None)
    if turn.danger and turn.danger["kind"] != "suicide" and not talk.draft.knows("emergency.occurred_on"):
        today = datetime.fromtimestamp(turn.at or time.time(), SHANGHAI).date()
        talk.draft.told["emergency.occurred_on"] = Told(today.isoformat(), words, 0.8)


def _post_alert(office: Office, conversation: str, talk: Talk, turn: Turn, kind: str) -> None:
    body = {
        "jurisdiction": talk.jurisdiction,
        "channel": talk.channel,
        "conversation_id": conversation,
        "kind": kind,
        "words": turn.text[:500],
        "at": stamp(turn.at),
    }
    body = {**body, "phone": talk.reach} if talk.can_be_reached else body
    office.post(letter("alert", conversation, f"{conversation}:alert:{kind}:{talk.seq}", "/alerts", body), urgent=True)


def name_what_happened(talk: Talk, turn: Turn) -> None:
    """The kind of danger says what kind of emergency this is, unless the caller's words say so more surely."""
    told, kind = talk.draft.told.get("emergency.category"), str(turn.danger["kind"]) if turn.danger else ""
    category = _EMERGENCY_OF.get(talk.danger_words or kind) or _EMERGENCY_OF.get(kind)
    if category and (told is None or told.confidence < SURER_THAN_THE_ALARM):
        talk.draft.told["emergency.category"] = Told(category, str(turn.danger["words"]), SURE)


def without_new_category(talk: Talk, turn: Turn) -> Turn:
    """What someone says in despair does not replace the emergency that brought them there."""
    if not talk.draft.knows("emergency.category"):
        return turn
    return replace(turn, heard=tuple(item for item in turn.heard if item["entity"] != "emergency.category"))


def ask(talk: Talk, question: Question) -> Reply:
    """Puts a question and remembers that it was put."""
    talk.asking = question.field
    if question.field != "confirm":
        talk.draft.asked[question.field] = talk.draft.asked.get(question.field, 0) + 1
    return Reply(question.text, question.custom)


def may_wait(talk: Talk) -> bool:
    return bool(talk.danger) and not talk.waited


def wait(talk: Talk) -> Reply:
    """Helpers know where to go and whom to ring: the caller's hands are left free, and a word when they are safe is welcome."""
    talk.asking, talk.waited = "emergency.in_danger", True
    return Reply(
        phrase("crisis_here", talk.danger_words or talk.danger),
        {"input": "choice", "options": ["人安全了", "还有危险"]},
    )


def stay(talk: Talk) -> list[Reply]:
    """The words that keep a caller in danger company while we go on; nothing once they are safe."""
    if not talk.danger:
        return []
    if talk.draft.value("emergency.in_danger") is False:
        talk.danger = None
        return [Reply(phrase("crisis_over"))]
    talk.danger_turns += 1
    if talk.danger_turns > STAYS_FOR_TURNS:
        talk.danger = None
        return []
    return [Reply(phrase("crisis_stay", talk.danger_words or talk.danger))] if talk.danger_turns in _SAYS_SO_ON else []
