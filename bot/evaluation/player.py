"""Plays one caller through the real bot, as the shared checks do, with a few more manners of real people."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from bot.evaluation.doors import Line
from bot.evaluation.sets import Caller

MAX_TURNS = 40
READ_BACK = ("confirm", "read_back", "summary")


@dataclass
class Call:
    """What happened on one call. `asked` holds dotted names in the order asked; `seconds` one figure a turn."""

    caller: Caller
    filed: dict[str, Any] | None = None
    asked: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    log: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    crises: list[str] = field(default_factory=list)
    handed_over: bool = False
    asides: dict[str, str | None] = field(default_factory=dict)
    on_file: dict[str, Any] = field(default_factory=dict)
    broke: str | None = None

    @property
    def questions(self) -> int:
        """Questions put to the caller; one asked again only because the caller asked something first is one question."""
        return len(self.asked) - len(self.asides)

    @property
    def repeats(self) -> list[str]:
        """Fields asked though told in the opening, or asked again without cause, as the shared checks count them."""
        told = [name for name in self.asked if name in self.caller.volunteered]
        again = []
        for name in sorted(set(self.asked)):
            extra = self.asked.count(name) - 1 - (name in self.asides)
            if "then" not in self.caller.facts.get(name, {}):
                again += [name] * extra
        return told + again


def customs(replies: list[dict[str, Any]]) -> dict[str, Any]:
    """The replies' `custom` parts as one; the first to name a key wins."""
    merged: dict[str, Any] = {}
    for reply in replies:
        for key, value in (reply.get("custom") or {}).items():
            merged.setdefault(key, value)
    return merged


def spoken(replies: list[dict[str, Any]]) -> str:
    return " / ".join(reply.get("text", "") for reply in replies)


def play(line: Line, caller: Caller) -> Call:
    """One whole call; what was filed is then looked up as a reviewer sees it. A broken line ends the call, not the run."""
    call = Call(caller)
    try:
        _converse(line, call)
        if call.filed:
            call.on_file = _filed_form(line, call)
    except OSError as error:
        call.broke = f"{type(error).__name__}: {error}"[:200]
    return call


def _filed_form(line: Line, call: Call) -> dict[str, Any]:
    """What is on file; a contestant without a web (the baseline) hands over the form it would file."""
    return line.on_file(call.caller.jurisdiction, call.filed["number"]) if line.web else call.filed.get("form", {})


def _converse(line: Line, call: Call) -> None:
    sender = f"judge-{call.caller.id}-{uuid.uuid4().hex[:6]}"
    pending = list(call.caller.say)
    corrections = list(call.caller.at_read_back)
    while len(call.log) < MAX_TURNS and call.filed is None:
        seen = _turn(line, call, sender, pending.pop(0))
        if not pending:
            pending = [_next_words(call, seen, corrections)]


def _turn(line: Line, call: Call, sender: str, text: str) -> dict[str, Any]:
    began = time.perf_counter()
    replies = line.say(sender, text, call.caller.jurisdiction)
    call.seconds.append(time.perf_counter() - began)
    seen = customs(replies)
    call.log.append((text, spoken(replies), seen))
    call.crises += [seen["crisis"]] if "crisis" in seen else []
    call.handed_over = call.handed_over or bool(seen.get("handoff"))
    call.filed = seen.get("filed")
    for name, topic in call.asides.items():
        if topic is None and text == call.caller.asides[name]:
            call.asides[name] = _answered_with(seen)
    return seen


def _answered_with(seen: dict[str, Any]) -> str | None:
    """A topic of the guide, the alarm where the words told of danger, or `faq` for a question about the call itself."""
    return seen.get("topic") or seen.get("crisis") or ("faq" if seen.get("intent") == "faq" else None)


def _next_words(call: Call, seen: dict[str, Any], corrections: list[str]) -> str:
    ask = seen.get("ask")
    if ask in READ_BACK:
        return corrections.pop(0) if corrections else "对，没错"
    if not ask:
        return "对" if len(call.log) % 2 else "继续"
    call.asked.append(ask)
    if ask in call.caller.asides and ask not in call.asides:
        call.asides[ask] = None
        return call.caller.asides[ask]
    return answer(call.caller, ask, call.asked.count(ask) - (ask in call.asides))


def answer(caller: Caller, ask: str, time_asked: int) -> str:
    """What this caller says to a question: the fact, another wording the second time, or that they do not know."""
    fact = caller.facts.get(ask)
    if fact is None:
        expected = caller.expect.get(ask)
        if ask in ("emergency.narrative", "emergency.category"):
            return caller.say[-1]
        return "不知道" if expected is None or isinstance(expected, dict | list) else str(expected)
    if time_asked > 1 and "then" in fact:
        return fact["then"]["say"]
    return _with_manners(caller, ask, fact["say"])


def _with_manners(caller: Caller, ask: str, words: str) -> str:
    """Some name township and village in one go; some give the number together with the name, before it is asked."""
    if ask == "address.village" and caller.lot % 2 and "address.township" in caller.facts:
        return _joined(caller.facts["address.township"]["say"], words)
    if ask == "applicant.name" and caller.lot % 4 == 0 and "，" not in words and "applicant.phone" in caller.facts:
        return f"{words}，电话{caller.facts['applicant.phone']['say']}" if _gives_number(caller) else words
    return words


def _joined(township: str, village: str) -> str:
    return village if township in village or len(township) > 8 else f"{township}{village}"


def _gives_number(caller: Caller) -> bool:
    """Only someone who calls for themselves: of another, “he is called X, phone Y” leaves open whose phone it is."""
    fact = caller.facts["applicant.phone"]
    return (
        "filer.name" not in caller.facts
        and "then" not in fact
        and fact["say"].isdigit()
        and fact["say"] == caller.expect.get("applicant.phone")
    )
