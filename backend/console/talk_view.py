"""A live conversation as the desk shows it: one line in the list, and the form as it grows."""

from dataclasses import dataclass

from backend.domain.intake_fields import FIELDS, by_section, flatten, in_words
from backend.domain.masking import mask_text, mask_value
from backend.domain.money import fen_from_yuan
from backend.storage.documents import Conversation


@dataclass(frozen=True)
class TalkRow:
    """One conversation in the list; `last` is the newest thing the caller said, masked."""

    id: str
    channel: str
    who: str
    place: str
    urgency: str | None
    last: str
    last_heard_at: object
    operator: str | None
    application: str | None


@dataclass(frozen=True)
class Heard:
    """One answer as the bot has it now; `unsure` asks the listener to make sure."""

    label: str
    shown: str | None
    said: str | None
    unsure: bool


def row_of(talk: Conversation) -> TalkRow:
    """The line of a conversation."""
    told = flatten(talk.form or {})
    last = next((turn.text for turn in reversed(talk.turns) if turn.who == "caller"), "")
    return TalkRow(
        id=talk.id, channel=talk.channel, who=str(told.get("applicant.name") or told.get("filer.name") or "还没说名字"),
        place=str(told.get("address.township") or "还没说地方"), urgency=talk.urgency, last=mask_text(last), last_heard_at=talk.last_heard_at,
        operator=talk.operator, application=talk.application,
    )  # fmt: skip


def sections_of(talk: Conversation) -> list[tuple[str, list[Heard]]]:
    """(title, lines) of what was understood; the filer's part only when somebody speaks for another."""
    told, provenance = flatten(talk.form or {}), talk.provenance or {}
    found = []
    for section, title, fields in by_section():
        lines = [_heard(field.name, told.get(field.name), provenance.get(field.name) or {}) for field in fields]
        if section != "filer" or any(line.shown for line in lines):
            found.append((title, lines))
    return found


def _heard(name: str, value: object, about: dict[str, object]) -> Heard:
    said = mask_text(str(about["said"])) if about.get("said") else None
    unsure = not about.get("confirmed") and float(str(about.get("confidence") or 1)) < 0.75
    return Heard(
        FIELDS[name].label, None if value is None else _in_words(name, value), said, value is not None and unsure
    )


def _in_words(name: str, value: object) -> str:
    """The bot's answers are as doors speak them, and may still be what nobody can read."""
    field = FIELDS[name]
    if field.sensitive:
        return mask_value(field.kind, value)
    try:
        return in_words(name, fen_from_yuan(int(str(value))) if field.kind == "money" else value)  # type: ignore[arg-type]
    except (KeyError, ValueError, TypeError):
        return mask_text(str(value))
