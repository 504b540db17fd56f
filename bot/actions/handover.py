"""Hands the caller to a person, with everything said so far; outside office hours a call-back."""

from __future__ import annotations

from actions import danger
from actions.next_question import Question
from actions.office import Office, letter
from actions.phrases import phrase
from actions.state import Talk
from actions.turn import Reply


def hand_over(office: Office, conversation: str, talk: Talk, reason: str) -> list[Reply]:
    """reason: asked or key_0. The web says whether somebody is there now; the open question stays open meanwhile."""
    body = {
        "jurisdiction": talk.jurisdiction,
        "channel": talk.channel,
        "conversation_id": conversation,
        "reason": reason,
    }
    body = {**body, "phone": talk.reach} if talk.can_be_reached else body
    key = f"{conversation}:handoff:{talk.draft.key}"
    sent = office.post(letter("handoff", conversation, key, "/handoffs", body), now=True)
    talk.handed_over, talk.flow = True, None
    answer = sent.answer if sent.state == "delivered" else None
    return _closed(talk) if answer and not answer.get("open_now") else _called(answer)


def _called(answer: dict | None) -> list[Reply]:
    return [Reply(phrase("handoff", "open" if answer else "noted"), {"handoff": True})]


def _closed(talk: Talk) -> list[Reply]:
    """Nobody is there: a call-back is promised, and the number for it asked when none is known. A call is not asked
    anything while it is put through: the centre knows its line, and where it leads at night."""
    if talk.can_be_reached or talk.channel == "hotline" or talk.draft.is_settled("applicant.phone"):
        return [Reply(phrase("handoff", "closed"), {"handoff": True})]
    talk.is_apply = True
    asked = danger.ask(talk, Question("applicant.phone", phrase("handoff", "closed_no_phone")))
    return [Reply(asked.text, {"handoff": True, **asked.custom})]
