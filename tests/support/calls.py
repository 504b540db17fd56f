"""What the bot sends, with keyword defaults."""

from datetime import UTC, datetime


def told(**changes) -> dict:
    """A form as a caller told it; a section named replaces that section."""
    form = {
        "applicant": {"name": "周玉兰", "phone": "13954478899"},
        "address": {"township": "域城镇", "village": "叩家村"},
        "emergency": {
            "category": "accident",
            "narrative": "昨天摔了一跤起不来",
            "in_danger": False,
            "occurred_on": "2026-11-03",
        },
        "household": {"size": 1, "monthly_income": 230, "status": ["dibao"]},
    }
    return form | changes


def filing(conversation: str = "call-1", **changes) -> dict:
    """The body of a filing."""
    return {
        "jurisdiction": "boshan", "channel": "hotline", "conversation_id": conversation, "draft": 1, "form": told(),
        "provenance": {"applicant.name": {"source": "bot", "said": "大娘叫周玉兰", "confidence": 0.93}},
    } | changes  # fmt: skip


def snapshot(*, at: datetime | None = None, turns: list[tuple[str, str]] = (), first_seq: int = 1, **changes) -> dict:
    """The body of a snapshot; `turns` are (who, text) pairs."""
    heard_at = (at or datetime.now(UTC)).isoformat()
    return {
        "jurisdiction": "boshan", "channel": "hotline", "draft": 1, "form": told(), "provenance": {}, "skipped": {}, "state": "live",
        "last_heard_at": heard_at,
        "turns": [{"seq": seq, "at": heard_at, "who": who, "text": text} for seq, (who, text) in enumerate(turns, first_seq)],
    } | changes  # fmt: skip
