"""The packs in spoken Chinese: an answer short enough to be heard, and the residents' guide, each line with its article."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.domain.decisions import Decision, decide
from backend.policy.packs import SCHEMES, TOPICS, Pack, Packs
from backend.policy.parameters import Citation
from backend.policy.scope import PolicyScope


@dataclass(frozen=True)
class Answer:
    """Two to four sentences to be read aloud, and the articles they come from."""

    topic: str
    says: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Line:
    """One line of the guide with its article; `part` is who, how_much, bring, how_long or call."""

    part: str
    title: str
    says: str
    citation: Citation


PARTS = {
    "who": "谁能申请",
    "how_much": "能给多少",
    "bring": "要带什么",
    "how_long": "要等多久",
    "call": "找谁、打什么电话",
}


def answer(packs: Packs, jurisdiction: str, topic: str, on: date) -> Answer:
    """What a caller hears when asking about a scheme or one of the other topics. Raises UnknownJurisdiction, KeyError (no such topic)."""
    if topic not in TOPICS:
        raise KeyError(topic)
    name, part = (topic, "says") if topic in SCHEMES else ("topics", topic)
    pack = packs.spoken_in(jurisdiction, name, part, on)
    if pack is None:
        return _nothing_yet(packs, jurisdiction, topic, on)
    line = _line(packs, jurisdiction, pack, part, on)
    return Answer(topic, line.says, (line.citation,))


def guide(packs: Packs, jurisdiction: str, scheme: str, on: date) -> tuple[Line, ...]:
    """Who, how much, what to bring, how long, whom to call. Raises UnknownJurisdiction."""
    lines = [_from_pack(packs, jurisdiction, scheme, part, on) for part in ("who", "how_much")]
    decision = decide(packs, jurisdiction, scheme, on, {})
    lines += [_bring(packs, jurisdiction, scheme, on), _how_long(decision), _call(packs, jurisdiction, decision, on)]
    return tuple(line for line in lines if line)


def fits(packs: Packs, jurisdiction: str, on: date, facts: Mapping[str, Any]) -> tuple[Decision, ...]:
    """The decisions of all schemes that fit or may fit these facts, those that surely fit first.

    A scheme of which no condition could be judged at all is left out: nothing speaks for it.
    """
    decisions = [decide(packs, jurisdiction, scheme, on, facts) for scheme in SCHEMES]
    told = [d for d in decisions if d.eligible is not False and any(c.holds for c in d.conditions)]
    return tuple(sorted(told, key=lambda d: d.eligible is not True))


def _from_pack(packs: Packs, jurisdiction: str, scheme: str, part: str, on: date) -> Line | None:
    pack = packs.spoken_in(jurisdiction, scheme, part, on)
    return _line(packs, jurisdiction, pack, part, on) if pack else None


def _line(packs: Packs, jurisdiction: str, pack: Pack, part: str, on: date) -> Line:
    spoken = pack.guide[part]
    says = PolicyScope(packs, jurisdiction, on).says(spoken["says"])
    return Line(part, PARTS.get(part, pack.title), says, packs.cite(spoken, says))


def _bring(packs: Packs, jurisdiction: str, scheme: str, on: date) -> Line | None:
    try:
        papers = packs.value_at(jurisdiction, f"materials.{scheme}", on)
    except LookupError:
        return None
    return Line("bring", PARTS["bring"], "；".join(papers.value) + "。", papers.citation)


def _how_long(decision: Decision) -> Line | None:
    step = next((s for s in decision.steps if s.name == "due_on"), None)
    if step is None or step.citation is None:
        return None
    return Line("how_long", PARTS["how_long"], step.says.partition("（最晚")[0] + "。", step.citation)


def _call(packs: Packs, jurisdiction: str, decision: Decision, on: date) -> Line:
    number = packs.value_at(jurisdiction, "contact.civil_affairs", on)
    department = f"{decision.department}负责；" if decision.department else ""
    return Line("call", PARTS["call"], f"{department}找乡镇（街道）的救助窗口，或打 {number.value}。", number.citation)


def _nothing_yet(packs: Packs, jurisdiction: str, topic: str, on: date) -> Answer:
    title = packs.title(jurisdiction, topic)
    call = packs.value_at(jurisdiction, "contact.civil_affairs", on)
    says = f"“{title}”这一项，{packs.place(jurisdiction).name}到 {on.isoformat()} 还没有施行的规定。您可以打 {call.value} 问一问。"
    return Answer(topic, says, (call.citation,))
