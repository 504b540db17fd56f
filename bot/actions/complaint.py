"""Takes a complaint or a tip-off in one or two turns, in confidence: it goes to the auditor, not to those complained of."""

from __future__ import annotations

from actions.office import Office, letter
from actions.phrases import phrase
from actions.state import Talk
from actions.turn import Reply, Turn

ENOUGH_TO_GO_ON = 10
"""A first sentence this long already says whom and what it is about."""
_CUSTOM = {"intent": "complaint"}


def begin(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    """A caller wants to complain: the first words are kept, and one question asks for the rest."""
    talk.flow, talk.asking = "complaint", None
    kind = "tip_off" if turn.intent == "tip_off" else "complaint"
    talk.errand = {"kind": kind, "text": turn.text}
    return [Reply(phrase("complaint", "ask"), dict(_CUSTOM))]


def go_on(office: Office, conversation: str, talk: Talk, turn: Turn) -> list[Reply]:
    """The second turn: filed with what was said, whatever it was."""
    text = f"{talk.errand.get('text', '')}。{turn.text}".strip("。")
    body = {
        "jurisdiction": talk.jurisdiction,
        "channel": talk.channel,
        "conversation_id": conversation,
        "kind": talk.errand.get("kind", "complaint"),
        "text": text[:2000],
    }
    phone = next((item["value"] for item in turn.heard if item["entity"].endswith(".phone")), talk.phone)
    key = f"{conversation}:complaint:{talk.seq}"
    body = {**body, "phone": phone} if phone else body
    sent = office.post(letter("complaint", conversation, key, "/complaints", body), now=True)
    talk.flow, talk.errand = None, {}
    return [Reply(_taken(sent.answer if sent.state == "delivered" else None), dict(_CUSTOM))]


def _taken(answer: dict | None) -> str:
    if answer and answer.get("number"):
        return phrase("complaint", "taken", number=answer["number"])
    return phrase("complaint", "taken_later")
