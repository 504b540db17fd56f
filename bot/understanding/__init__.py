"""Understands distressed spoken Chinese for the intake: text in, fields, notices and signals out. No Rasa, no network."""

from .danger import danger
from .hearing import listen
from .types import Context, Danger, Heard, Hearing, Notice, Signals

__all__ = ["Context", "Danger", "Heard", "Hearing", "Notice", "Signals", "danger", "listen"]
