"""Answers a question about the rules from the web's guide, with the article it stands in; never from memory."""

from __future__ import annotations

import time
from typing import Any

from actions.office import Office
from actions.phrases import phrase
from actions.turn import Reply
from actions.web import WebRefused, WebUnavailable

FRESH_SECONDS = 300.0
SECONDS = 2.0
_kept: dict[tuple[str, str], tuple[float, dict[str, Any]]] = {}


def answer(office: Office, jurisdiction: str, topic: str) -> Reply:
    """What the guide says on a topic (a scheme, eligibility, materials, …); an honest word when it cannot be read."""
    found = _look_up(office, jurisdiction, topic)
    if found is None:
        return Reply(phrase("answer", "unavailable"), {"topic": topic, "citations": []})
    citations = found.get("citations") or []
    return Reply(found["says"] + _about(citations), {"topic": topic, "citations": citations})


def _about(citations: list[dict[str, Any]]) -> str:
    if not citations:
        return ""
    first = citations[0]
    return phrase("answer", "about", document=first.get("document", ""), section=first.get("section", ""))


def _look_up(office: Office, jurisdiction: str, topic: str) -> dict[str, Any] | None:
    kept = _kept.get((jurisdiction, topic))
    if kept and kept[0] > time.monotonic():
        return kept[1]
    try:
        query = {"jurisdiction": jurisdiction, "topic": topic}
        found = office.web.send("GET", "/answers", query=query, seconds=SECONDS)
    except (WebUnavailable, WebRefused):
        return None
    _kept[jurisdiction, topic] = (time.monotonic() + FRESH_SECONDS, found)
    return found
