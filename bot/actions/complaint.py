"""Takes a complaint or a tip-off, in confidence: it goes to the auditor, not to those complained of."""

from __future__ import annotations

from actions.office import Office, letter
from actions.phrases import phrase
from actions.state import Talk
from actions.turn import Reply, Turn

_CUSTOM = {"intent": "complaint"}
_ENDS = ("thanks", "goodbye", "deny", "affirm")
LONGEST_END = 6
MOST_ADDITIONS = 3


def begin(talk: Talk, turn: Turn) -> list[Reply]:
    """A caller wants to complain: the first words are kept, and one question asks for the rest."""
    talk.flow, talk.flow_turns = "complaint", 0
    kind = "tip_off" if turn.intent == "tip_off" else "complaint"
    talk.errand = {"kind": kind, "text": turn.text}
    return [Reply(phrase("complaint", "ask"), dict(_CUSTOM))]


def is_taken(talk: Talk) -> bool:
    """Whether it is with the auditor already, and only additions are waited for."""
    return "number" in talk.errand


def go_on(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    """The second turn files it, whatever it says; what follows is added to it until the caller has no more."""
    if is_taken(talk):
        return _add(office, conversation, talk, turn)
    sent = _send(office, conversation, talk, turn, f"{talk.errand.get('text', '')}。{turn.text}".strip("。"))
    number = str((sent or {}).get("number") or "")
    said = phrase("complaint", "taken", number=number) if number else phrase("complaint", "taken_later")
    if talk.is_apply and not talk.draft.is_filed:
        talk.flow = None
        return [Reply(said, dict(_CUSTOM))]
    talk.errand = {"kind": talk.errand.get("kind"), "number": number}
    return [Reply(said + phrase("complaint", "more"), dict(_CUSTOM))]


def _add(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    talk.flow_turns += 1
    if turn.signals.get("deny") or turn.intent in _ENDS and len(turn.text) <= LONGEST_END:
        talk.flow = None
        return [Reply(phrase("complaint", "ended"), dict(_CUSTOM))]
    _send(office, conversation, talk, turn, phrase("complaint", "addition", number=talk.errand["number"]) + turn.text)
    if talk.flow_turns >= MOST_ADDITIONS:
        talk.flow = None
    return [Reply(phrase("complaint", "added"), dict(_CUSTOM))]


def _send(office: Office, conversation: str, talk: Talk, turn: Turn, text: str) -> dict | None:
    """The web's answer, or None while it is away and the letter waits."""
    body = {
        "jurisdiction": talk.jurisdiction,
        "channel": talk.channel,
        "conversation_id": conversation,
        "kind": talk.errand.get("kind", "complaint"),
        "text": text[:2000],
    }
    phone = next((item["value"] for item in turn.heard if item["entity"].endswith(".phone")), talk.phone)
    body = {**body, "phone": phone} if phone else body
    sent = office.post(
        letter("complaint", conversation, f"{conversation}:complaint:{talk.seq}", "/complaints", body), now=True
    )
    return sent.answer if sent.state == "delivered" else None
