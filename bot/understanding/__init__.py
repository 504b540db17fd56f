"""Understands distressed spoken Chinese for the intake: text in, fields, notices and signals out. No Rasa, no network."""

from .danger import danger, danger_is_not_now, danger_is_resolved, is_from_smoke
from .danger_whose import is_harmed, is_of_another, speaks_for_oneself
from .hearing import listen, warm_up
from .types import Context, Danger, Heard, Hearing, Named, Notice, Signals
from .urgency import urgency

__all__ = [
    "Context",
    "Danger",
    "Heard",
    "Hearing",
    "Named",
    "Notice",
    "Signals",
    "danger",
    "danger_is_not_now",
    "danger_is_resolved",
    "is_from_smoke",
    "is_harmed",
    "is_of_another",
    "listen",
    "speaks_for_oneself",
    "urgency",
    "warm_up",
]
