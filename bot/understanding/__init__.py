"""Understands distressed spoken Chinese for the intake: text in, fields, notices and signals out. No Rasa, no network."""

from .danger import danger, danger_is_not_now
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
    "listen",
    "urgency",
    "warm_up",
]
