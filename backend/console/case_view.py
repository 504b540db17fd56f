"""A case as its page shows it: each field with what was said, how sure, who confirmed it and what stood there before."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.console import words
from backend.domain.intake_fields import FIELDS, IntakeField, Value, by_section, show
from backend.domain.masking import mask_text, mask_value
from backend.domain.money import yuan_from_fen
from backend.services import case_file
from backend.storage.documents import Application, FieldOnFile

_UNSURE = 0.75


@dataclass(frozen=True)
class Earlier:
    """A value that stood here before."""

    value: str
    source: str
    by: str
    until: str


@dataclass(frozen=True)
class FieldView:
    """One line of the form. `shown` is masked where the field is sensitive; `confirmed_by` is a name."""

    field: IntakeField
    shown: str | None
    said: str | None
    said_range: str | None
    confidence: float | None
    unsure: bool
    source: str | None
    confirmed_by: str | None
    confirmed_at: object
    by_applicant: bool
    earlier: tuple[Earlier, ...]
    skipped: str | None
    missing: bool

    @property
    def name(self) -> str:
        """The dotted name."""
        return self.field.name

    @property
    def hidden(self) -> bool:
        """Whether the screen stars something out."""
        return self.field.sensitive and "*" in (self.shown or "")

    @property
    def to_confirm(self) -> bool:
        """Answered, and no member of staff has vouched for it yet."""
        return self.shown is not None and (self.confirmed_by is None or self.by_applicant)


def sections_of(case: Application) -> list[tuple[str, list[FieldView]]]:
    """(title, lines) in the order of the form; a section about the filer only when somebody else spoke."""
    entries = {entry.name: entry for entry in case.fields}
    skipped, missing, names = case_file.skipped_in(case), set(case_file.missing_in(case)), names_in(case)
    found = []
    for _, title, fields in by_section():
        lines = [
            _line(field, entries.get(field.name), skipped.get(field.name), field.name in missing, names)
            for field in fields
        ]
        shown = [
            line
            for line in lines
            if line.shown is not None or line.skipped or line.missing or line.field.section != "filer"
        ]
        if shown:
            found.append((title, shown))
    return found


def names_in(case: Application) -> dict[str, str]:
    """User name → name, of everybody who did something in the case."""
    return {event.actor: event.actor_name or event.actor for event in case.events} | {"applicant": "本人听了复述说对"}


def input_value(case: Application, name: str) -> Value | None:
    """What stands in the box when a field is corrected; where the mask hides something the box begins empty."""
    value = case_file.values_of(case).get(name)
    if value is None or (FIELDS[name].sensitive and mask_value(FIELDS[name].kind, value) != value):
        return None
    return show(name, value)


def _line(
    field: IntakeField, entry: FieldOnFile | None, skipped: str | None, missing: bool, names: Mapping[str, str]
) -> FieldView:
    if entry is None:
        return FieldView(field, None, None, None, None, False, None, None, None, False, (), skipped, missing)
    unsure = entry.confirmed_at is None and entry.confidence is not None and entry.confidence < _UNSURE
    return FieldView(
        field=field, shown=_shown(field.name, entry.value), said=mask_text(entry.said) if entry.said else None,
        said_range=_range(field, entry), confidence=entry.confidence, unsure=unsure, source=entry.source,
        confirmed_by=names.get(entry.confirmed_by, entry.confirmed_by) if entry.confirmed_at else None, confirmed_at=entry.confirmed_at, by_applicant=entry.confirmed_by == "applicant",
        earlier=tuple(_earlier(field.name, before, names) for before in reversed(entry.history or [])), skipped=skipped, missing=missing,
    )  # fmt: skip


def _earlier(name: str, before: Mapping[str, object], names: Mapping[str, str]) -> Earlier:
    by = str(before.get("by") or "")
    return Earlier(
        _shown(name, before["value"]),  # type: ignore[arg-type]
        words.SOURCES.get(str(before.get("source")), ""),
        names.get(by, by),
        words.instant(str(before.get("until") or "")),
    )


def _shown(name: str, value: Value) -> str:
    """As a caseworker reads it; a day as 2026年11月3日."""
    return words.day(str(value)) if FIELDS[name].kind == "date" else case_file.shown_masked(name, value)


def _range(field: IntakeField, entry: FieldOnFile) -> str | None:
    """The spoken range of an amount, which the bot keeps in yuan as it was heard."""
    if field.kind != "money" or entry.low is None or entry.high is None or entry.low == entry.high:
        return None
    return f"{entry.low:,}到{entry.high:,}元之间"


def change_in_words(name: str, change: object) -> str:
    """One entry of an event's changes, as a caseworker reads it."""
    if isinstance(change, Mapping) and "to" in change:
        before = f"{change['from']} → " if change.get("from") else ""
        return f"{words.FILTERS['field_label'](name)}：{before}{change['to']}"
    if name == "state" and isinstance(change, list):
        if change[0] == change[1]:
            return ""
        return f"{words.state_label(str(change[0]))} → {words.state_label(str(change[1]))}"
    if name == "fields" and isinstance(change, list):
        return "、".join(words.FILTERS["field_label"](one) for one in change)
    if name == "urgency" and isinstance(change, list):
        return " → ".join(words.FILTERS["urgency"](one) for one in change)
    if name == "fen" and isinstance(change, int):
        return f"{yuan_from_fen(change):,}元"
    if name == "role" and isinstance(change, list):
        return " → ".join(words.FILTERS["role"](one) for one in change if one)
    if name == "field":
        return str(words.FILTERS["field_label"](change))
    if name == "channel":
        return str(words.FILTERS["channel"](change))
    if isinstance(change, list):
        return " → ".join("无" if one is None else str(one) for one in change)
    return ""
