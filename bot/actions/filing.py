"""Files a draft: durable first, at once when the web answers, with a provisional number when it does not."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from actions.office import SHANGHAI, Office, letter
from actions.outbox import Letter
from actions.phrases import phrase
from actions.read_back import confirm_all, in_pairs
from actions.record import form, provenance
from actions.state import Draft, Talk
from actions.turn import Reply
from understanding import urgency as urgency_of


def filing_key(conversation: str, draft: Draft) -> str:
    return f"{conversation}:{draft.key}"


def provisional_number(key: str) -> str:
    """Z, month and day, six digits of the key's hash: the same filing always has the same number."""
    digits = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 1_000_000
    return f"Z{datetime.now(SHANGHAI):%m%d}{digits:06d}"


def file_draft(office: Office, conversation: str, talk: Talk) -> list[Reply]:
    """The caller said yes: everything counts as confirmed and goes to the web, once."""
    draft = talk.draft
    confirm_all(draft)
    key = filing_key(conversation, draft)
    body = application(conversation, talk, provisional_number(key))
    sent = office.post(letter("application", conversation, key, "/applications", body), now=True)
    talk.asking, draft.read_back = None, False
    return [_told(draft, sent, body["provisional_number"])]


def application(conversation: str, talk: Talk, provisional: str) -> dict[str, Any]:
    """The body of POST /applications."""
    draft = talk.draft
    category = draft.told.get("emergency.category")
    body = {
        "jurisdiction": talk.jurisdiction,
        "channel": talk.channel,
        "conversation_id": conversation,
        "draft": draft.key,
        "provisional_number": provisional,
        "form": form(draft),
        "provenance": provenance(draft),
        "skipped": draft.skipped,
        "urgency": urgency(talk),
    }
    return {**body, "category_confidence": round(category.confidence, 3)} if category else body


def urgency(talk: Talk) -> str:
    """What the bot heard; the web takes the more urgent of this and what the form says."""
    if talk.danger:
        return "critical"
    heard = urgency_of({name: told.value for name, told in talk.draft.told.items()})
    return "urgent" if talk.last_alert and heard == "normal" else heard


def _told(draft: Draft, sent: Letter, provisional: str) -> Reply:
    if sent.state == "delivered" and sent.answer:
        return tell_number(draft, sent.answer)
    draft.provisional = provisional
    custom = {"filed": {"number": provisional, "query_code": None, "provisional": True}}
    return Reply(phrase("filed_provisional", number=in_pairs(provisional)), custom)


def tell_number(draft: Draft, answer: dict[str, Any], sentence: str = "filed") -> Reply:
    """Keeps the case number in the draft and says it, in pairs."""
    draft.number, draft.query_code = answer["number"], answer.get("query_code")
    said = phrase(
        sentence, number=in_pairs(draft.number), query_code=" ".join(draft.query_code or ""), contact=_contact(draft)
    )
    return Reply(said, {"filed": {"number": draft.number, "query_code": draft.query_code}})


def _contact(draft: Draft) -> str:
    """How they will be found; nobody is promised a call who left no number."""
    if draft.knows("applicant.phone") or draft.knows("filer.phone"):
        return phrase("contact", "phone")
    is_placed = draft.knows("address.village") or draft.knows("address.detail")
    return phrase("contact", "place" if is_placed else "none")


def number_that_came_since(office: Office, conversation: str, talk: Talk) -> list[Reply]:
    """A provisional number was given and the web has answered meanwhile: the real one is told unasked."""
    draft = talk.draft
    if draft.number or not draft.provisional:
        return []
    sent = office.outbox.find(filing_key(conversation, draft))
    if not sent or sent.state != "delivered" or not sent.answer:
        return []
    return [tell_number(draft, sent.answer, "filed_at_last")]
