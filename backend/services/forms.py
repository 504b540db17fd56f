"""A case's form as doors speak it: nested answers in yuan, provenance by dotted name."""

from backend.domain.intake_fields import FIELDS, nest, show
from backend.domain.masking import mask_text, mask_value
from backend.storage.documents import Application, Conversation, FieldOnFile


def shown(case: Application, *, masked: bool = False) -> dict[str, dict[str, object]]:
    """The answers, nested; `masked` stars out what is sensitive."""
    return nest({entry.name: _shown(entry, masked) for entry in case.fields})


def provenance_of(case: Application, *, masked: bool = False) -> dict[str, dict[str, object]]:
    """By dotted name: source, the words, how sure, who confirmed it and when; empty parts are left out."""
    return {entry.name: _provenance(entry, masked) for entry in case.fields}


def _shown(entry: FieldOnFile, masked: bool) -> object:
    value = show(entry.name, entry.value)
    field = FIELDS[entry.name]
    return mask_value(field.kind, value) if masked and field.sensitive else value


def _provenance(entry: FieldOnFile, masked: bool) -> dict[str, object]:
    said = mask_text(entry.said) if entry.said and masked else entry.said
    known = {
        "source": entry.source, "said": said, "confidence": entry.confidence, "low": entry.low, "high": entry.high,
        "confirmed": entry.confirmed_at is not None, "confirmed_by": entry.confirmed_by,
        "confirmed_at": entry.confirmed_at.isoformat() if entry.confirmed_at else None,
        "changes": len(entry.history or []) or None,
    }  # fmt: skip
    return {name: value for name, value in known.items() if value is not None}


def turns_of(conversation: Conversation, *, masked: bool = False) -> list[dict[str, object]]:
    """What was said, in order."""
    return [
        {
            "seq": turn.seq,
            "at": turn.at.isoformat(),
            "who": turn.who,
            "text": mask_text(turn.text) if masked else turn.text,
        }
        for turn in conversation.turns
    ]
