"""After every turn the web gets the conversation as it stands, so that nothing told is lost with this machine."""

from __future__ import annotations

from actions.filing import urgency
from actions.office import Office, letter, stamp
from actions.record import form, provenance
from actions.state import Talk
from actions.turn import Reply, Turn


def keep(office: Office, conversation: str, talk: Talk, turn: Turn, replies: list[Reply]) -> None:
    """Writes the turn's words and the newest snapshot to the outbox in one commit; returns before it is sent."""
    turns = [(turn.at, "caller", turn.text)] if turn.text and not turn.event else []
    turns += [(None, "bot", reply.text) for reply in replies if reply.text]
    numbered = []
    for at, who, text in turns:
        talk.seq += 1
        numbered.append((talk.seq, stamp(at), who, text[:2000]))
    snapshot = letter(
        "snapshot", conversation, conversation, f"/conversations/{conversation}", _body(talk, turn), "PUT"
    )
    office.outbox.put_turns(snapshot, numbered)


def _body(talk: Talk, turn: Turn) -> dict[str, object]:
    draft = talk.draft
    body = {
        "jurisdiction": talk.jurisdiction,
        "channel": talk.channel,
        "draft": draft.key,
        "form": form(draft),
        "provenance": provenance(draft),
        "skipped": draft.skipped,
        "urgency": urgency(talk),
        "state": "closed" if talk.closed else "live",
        "last_heard_at": stamp(turn.at),
    }
    more = {"caller_phone": talk.phone, "continues": draft.continues}
    return {**body, **{name: value for name, value in more.items() if value}}
