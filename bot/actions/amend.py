"""The caller says no to the read-back: what is wrong is found out by name, then by a choice, and never without end."""

from __future__ import annotations

import re

from actions import danger
from actions.next_question import CONFIRM, MOST_TRIES, Question, question_for
from actions.phrases import phrase
from actions.state import Draft, Talk
from actions.turn import Reply, Turn

_NAMES_OF = (
    ("applicant.phone", r"电话|手机|号码|尾号"),
    ("applicant.name", r"名字|姓名|我不姓|姓得?不对"),
    ("address.village", r"地址|地方|[镇乡村]|街道|住处|住的"),
    ("household.size", r"人口|几口|人数|口人"),
    ("household.monthly_income", r"收入|工资|挣"),
    ("household.status", r"低保|特困|五保|残疾"),
    ("costs.tuition", r"学费"),
    ("costs.property_loss", r"损失"),
    ("costs.medical_self_paid", r"药费|医药|看病|花的?钱|钱数|费用"),
    ("emergency.occurred_on", r"日子|日期|时间|哪天|几号"),
)


def ask_what_is_wrong(talk: Talk, turn: Turn) -> list[Reply]:
    """A field named → that question again; else what is wrong, then a choice, then an offer to let a person sort it out."""
    if named := _question_of(talk, turn):
        return named
    talk.noes += 1
    step = ("what_is_wrong", "which_is_wrong", "leave_it_so")[min(talk.noes, 3) - 1]
    return [Reply(phrase("read_back", step), Question(CONFIRM, "").custom)]


def put_right(talk: Talk, turn: Turn) -> list[Reply]:
    """While another question is open: what the caller says was wrong is asked again at once; nothing when nothing was."""
    says_wrong = turn.signals.get("correction") or turn.intent in ("deny", "correct")
    return _question_of(talk, turn) if says_wrong else []


def note_wrong(talk: Talk, turn: Turn, changed: list[str]) -> None:
    """Of several things called wrong in one breath, those not put right yet wait their turn."""
    if turn.signals_any("deny", "correction"):
        talk.wrong = [name for name in named_fields(talk.draft, turn.text) if name not in changed]


def next_wrong(talk: Talk) -> list[Reply]:
    """The next of them as a question; nothing when none waits."""
    return _ask_right(talk, talk.wrong.pop(0)) if talk.wrong else []


def _question_of(talk: Talk, turn: Turn) -> list[Reply]:
    talk.wrong = [name for name in named_fields(talk.draft, turn.text) if talk.draft.asked.get(name, 0) < MOST_TRIES]
    return next_wrong(talk)


def _ask_right(talk: Talk, name: str) -> list[Reply]:
    plain = question_for(talk, name, again=False)
    return [danger.ask(talk, Question(name, phrase("read_back", "put_right") + plain.text, plain.options))]


def named_fields(draft: Draft, text: str) -> list[str]:
    """The fields the caller says are wrong, among those that are known, in the order they were named."""
    places = {_known_as(draft, name): re.search(words, text) for name, words in _NAMES_OF}
    named = {name: found.start() for name, found in places.items() if name and found}
    return sorted(named, key=lambda name: named[name])


def _known_as(draft: Draft, name: str) -> str | None:
    others = {"applicant.phone": "filer.phone", "address.village": "address.township"}
    return next((one for one in (name, others.get(name)) if one and draft.knows(one)), None)
