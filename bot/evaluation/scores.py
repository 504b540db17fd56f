"""Figures out of calls. Pure: transcripts in, numbers out; the tests of the judge are tests of this module."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.evaluation.matching import dig, matches
from bot.evaluation.player import Call


@dataclass
class FieldTally:
    """How one field fared over all calls: told and filed right, of how many; and filed though it must stay empty."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        return self.right / self.of if self.of else 1.0


def f1(right: int, predicted: int, wanted: int) -> float:
    """The harmonic mean of precision and recall; 1.0 when there was nothing to find and nothing was found."""
    return 2 * right / (predicted + wanted) if predicted + wanted else 1.0


def macro_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """Mean F1 over the wanted classes, from (wanted, got) pairs."""
    pairs = list(pairs)
    wanted, got = Counter(w for w, _ in pairs), Counter(g for _, g in pairs)
    right = Counter(w for w, g in pairs if w == g)
    return statistics.fmean(f1(right[name], got[name], wanted[name]) for name in wanted) if pairs else 1.0


def percentile(seconds: list[float], share: float) -> float:
    """The value below which `share` (0–1) of the figures lie; 0.0 for none."""
    ordered = sorted(seconds)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def field_tallies(calls: list[Call]) -> dict[str, FieldTally]:
    """Per field: expected values against the file, what must stay empty, and the danger that must be raised."""
    tallies: dict[str, FieldTally] = {}
    for call in calls:
        for name, want, got, is_right in _judged(call):
            tally = tallies.setdefault(name, FieldTally())
            tally.of += 1
            tally.right += is_right
            if not is_right:
                tally.wrong.append(f"{call.caller.id}: want {want}, got {got!r}")
    return dict(sorted(tallies.items()))


def _judged(call: Call) -> Iterable[tuple[str, Any, Any, bool]]:
    for name, want in call.caller.expect.items():
        got = dig(call.on_file, name)
        yield name, want, got, matches(want, got)
    if call.caller.crisis:
        yield "danger raised", call.caller.crisis, call.crises, _raised(call)


def _raised(call: Call) -> bool:
    kind = call.caller.crisis
    return bool(call.crises) if kind is True else kind in call.crises


def must_stay_empty(calls: list[Call]) -> FieldTally:
    tally = FieldTally()
    for call in calls:
        for name in call.caller.absent:
            got = dig(call.on_file, name)
            tally.of += 1
            tally.right += not got
            if got:
                tally.wrong.append(f"{call.caller.id} {name}: must be empty, got {got!r}")
    return tally


def intake_figures(calls: list[Call]) -> dict[str, Any]:
    """The whole-conversation figures: rates are shares 0–1, times milliseconds."""
    tallies = field_tallies(calls)
    filed = [call for call in calls if call.filed]
    asked = sum(call.questions for call in calls)
    times = [second for call in calls for second in call.seconds]
    asides = [topic for call in calls for topic in call.asides.values()]
    empty = must_stay_empty(calls)
    return {
        "callers": len(calls),
        "field_accuracy": sum(t.right for t in tallies.values()) / max(sum(t.of for t in tallies.values()), 1),
        "fields": {name: round(tally.accuracy, 3) for name, tally in tallies.items()},
        "filed": len(filed) / max(len(calls), 1),
        "filed_without_help": sum(not call.handed_over for call in filed) / max(len(calls), 1),
        "questions_median": statistics.median([call.questions for call in filed]) if filed else None,
        "repeated_questions": sum(len(call.repeats) for call in calls),
        "repeat_rate": sum(len(call.repeats) for call in calls) / max(asked, 1),
        "kept_empty": empty.accuracy,
        "asides_answered": sum(topic is not None for topic in asides) / len(asides) if asides else 1.0,
        "false_alarms": sum(bool(call.crises) and not call.caller.crisis for call in calls),
        "turn_p50_ms": percentile(times, 0.5) * 1000,
        "turn_p95_ms": percentile(times, 0.95) * 1000,
    }


def intake_failures(calls: list[Call]) -> list[str]:
    """One line per thing that went wrong, for the builders."""
    lines = [f"{name} | {wrong}" for name, tally in field_tallies(calls).items() for wrong in tally.wrong]
    lines += must_stay_empty(calls).wrong
    for call in calls:
        lines += [f"repeated | {call.caller.id}: asked {name} again" for name in call.repeats]
        if not call.filed:
            lines.append(f"not filed | {call.caller.id}: {call.broke or call.log[-1][1][:80]}")
        if call.crises and not call.caller.crisis:
            lines.append(f"false alarm | {call.caller.id}: {call.crises}")
        lines += [f"aside not answered | {call.caller.id}: {name}" for name, topic in call.asides.items() if not topic]
    return lines


def danger_figures(rows: list[tuple[dict[str, Any], str | None]]) -> dict[str, Any]:
    """From (row, kind raised or None): recall and precision of raising, and the share of raised with the right kind."""
    true = [(row, got) for row, got in rows if row["kind"] != "none"]
    raised = sum(got is not None for _, got in true)
    false = sum(got is not None for row, got in rows if row["kind"] == "none")
    kind_right = sum(got is not None and got in kinds_of(row) for row, got in true)
    return {
        "sentences": len(rows),
        "recall": raised / max(len(true), 1),
        "precision": raised / max(raised + false, 1),
        "kind_right": kind_right / max(raised, 1),
    }


def kinds_of(row: dict[str, Any]) -> list[str]:
    return row["kind"] if isinstance(row["kind"], list) else [row["kind"]]


def does(seen: dict[str, Any]) -> str:
    """What a first reply did, read off its `custom` exactly as the shared checks read it."""
    if seen.get("handoff"):
        return "human"
    if seen.get("topic"):
        return "faq"
    if seen.get("ask") and not seen.get("intent"):
        return "apply"
    return seen.get("intent") or "nothing"


def first_turn_figures(rows: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, Any]:
    """From (row, custom of the reply): the share right (topic included) and macro-F1 over intent and topic."""
    pairs = [(_label(row["does"], row.get("topic")), _label(does(seen), seen.get("topic"))) for row, seen in rows]
    return {
        "sentences": len(rows),
        "first_turn_right": sum(want == got for want, got in pairs) / max(len(pairs), 1),
        "intent_f1": macro_f1((row["does"], does(seen)) for row, seen in rows),
        "topic_f1": macro_f1(pairs),
    }


def _label(act: str, topic: str | None) -> str:
    return f"faq {topic}" if act == "faq" and topic else act
