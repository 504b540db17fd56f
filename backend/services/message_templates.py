"""The words around a message, its WeChat template, and when nobody is woken."""

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from backend.adapters.clock import BEIJING, beijing_day

_FILE = Path(__file__).with_name("message_templates.yaml")
_WECHAT_THING_LENGTH = 20  # WeChat cuts a `thing` keyword at twenty characters


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content


def title_of(event: str) -> str:
    """What the program calls this event."""
    return str(_content()["events"].get(event, _content()["templates"]["progress"])["title"])


def in_one_line(event: str, says: str) -> str:
    """Title and words as one text message; a title the words begin with is not said twice."""
    title = title_of(event)
    return says if says.startswith(title) else f"{title}：{says}"


def template_of(event: str) -> str:
    """Which template carries it."""
    return str(_content()["events"].get(event, {}).get("template", "progress"))


def ids_of(setting: str) -> dict[str, str]:
    """`progress=abc,result=def` → {"progress": "abc", …}, those of our templates only."""
    pairs = (part.partition("=") for part in setting.split(",") if "=" in part)
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip() in _content()["templates"]}


def listed(setting: str) -> list[dict[str, str]]:
    """The templates this county has, as a phone asks for them."""
    return [
        {"template_id": value, "event": name, "title": _content()["templates"][name]["title"]}
        for name, value in ids_of(setting).items()
    ]


def wechat_words(event: str, says: str, number: str, now: datetime) -> dict[str, str]:
    """The keywords of the template with their words."""
    keywords = _content()["templates"][template_of(event)]["keywords"]
    said = {"says": says[:_WECHAT_THING_LENGTH], "number": number, "day": beijing_day(now).isoformat()}
    return {keyword: said[name] for name, keyword in keywords.items()}


def end_of_quiet(now: datetime) -> datetime | None:
    """When it will be day again, or None while it is."""
    hours = _content()["quiet_hours"]
    local = now.astimezone(BEIJING)
    if hours["to"] <= local.hour < hours["from"]:
        return None
    day = local + timedelta(days=1) if local.hour >= hours["from"] else local
    return day.replace(hour=hours["to"], minute=0, second=0, microsecond=0)


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many failures; None: it is a dead letter."""
    waits = _content()["backoff_minutes"]
    return now + timedelta(minutes=waits[attempts - 1]) if attempts <= len(waits) else None
