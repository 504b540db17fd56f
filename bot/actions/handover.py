"""Hands the caller to a person, with everything said so far; outside office hours a call-back."""

from __future__ import annotations

from actions.office import Office, letter
from actions.phrases import phrase
from actions.state import Talk
from actions.turn import Reply


def hand_over(office: Office, conversation: str, talk: Talk, reason: str) -> list[Reply]:
    """reason: asked, key_0, not_understood. The web says whether somebody is there now."""
    body = {
        "jurisdiction": talk.jurisdiction,
        "channel": talk.channel,
        "conversation_id": conversation,
        "reason": reason,
    }
    phone = talk.phone or talk.draft.value("applicant.phone") or talk.draft.value("filer.phone")
    key = f"{conversation}:handoff:{talk.draft.key}"
    body = {**body, "phone": phone} if phone else body
    sent = office.post(letter("handoff", conversation, key, "/handoffs", body), now=True)
    talk.handed_over, talk.flow, talk.asking = True, None, None
    return [Reply(_words(sent.answer if sent.state == "delivered" else None), {"handoff": True})]


def _words(answer: dict | None) -> str:
    if answer is None:
        return phrase("handoff", "noted")
    return phrase("handoff", "open" if answer.get("open_now") else "closed")
