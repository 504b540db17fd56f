"""Demo work that is no case: a caller who wants a person, and a complaint for the auditor."""

from datetime import datetime, timedelta

from backend.services import listening


def put_work_beside(slug: str, now: datetime) -> None:
    """Once for a county; the keys make a repeat harmless."""
    told_at = now - timedelta(minutes=25)
    wish = {
        "jurisdiction": slug, "channel": "hotline", "conversation": f"demo-{slug}-wish", "phone": "19900001234",
        "reason": "（演示）想问低保复核的事，机器人答不上来，要找人说。",
    }  # fmt: skip
    listening.ask_for_person(wish, f"demo:{slug}:wish", "", told_at)
    complaint = {
        "jurisdiction": slug, "channel": "hotline", "conversation": f"demo-{slug}-complaint", "phone": "19900005678",
        "text": "（演示）去窗口问了三次，每次说的材料都不一样，白跑了三趟。",
    }  # fmt: skip
    listening.take_complaint(complaint, "complaint", f"demo:{slug}:complaint", "", told_at)
