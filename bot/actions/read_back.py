"""Reads the draft back grouped as a person would say it: who, where, what happened, the household."""

from __future__ import annotations

from datetime import date
from string import ascii_uppercase
from typing import Any

from actions.phrases import phrase, words
from actions.state import Draft, Told

_GROUPS = (
    ("filer.name", "filer.relation", "filer.phone"),
    ("applicant.name", "applicant.phone", "applicant.id_number"),
    ("address.township", "address.village", "address.detail"),
    ("emergency.category", "emergency.occurred_on", "costs.medical_self_paid", "costs.property_loss", "costs.tuition"),
    ("household.size", "household.monthly_income", "household.status"),
    ("emergency.in_danger",),
)
_SAID = tuple(name for group in _GROUPS for name in group)
_LABEL = {
    "applicant.name": "姓名{}",
    "applicant.phone": "电话{}",
    "applicant.id_number": "身份证号{}",
    "filer.name": "您是{}",
    "filer.phone": "您的电话{}",
    "filer.relation": "您是{}",
    "address.township": "住{}",
    "address.village": "{}",
    "address.detail": "{}",
    "emergency.category": "{}",
    "emergency.occurred_on": "{}的事",
    "emergency.in_danger": "{}",
    "costs.medical_self_paid": "看病自己花了{}",
    "costs.property_loss": "损失{}",
    "costs.tuition": "学费{}",
    "household.size": "家里{}口人",
    "household.monthly_income": "一个月收入{}",
    "household.status": "{}",
    "need.kinds": "需要{}",
}
_NOTHING = {
    "household.monthly_income": "没有收入",
    "costs.medical_self_paid": "看病还没花钱",
    "costs.tuition": "没有学费",
}
_NEEDS = {"cash": "钱", "goods": "东西", "shelter": "住处", "medical": "看病", "counseling": "有人陪着说说话"}


def item(name: str, told: Told) -> str:
    """One value as it is said aloud, e.g. 电话 138 6543 2100."""
    if name == "emergency.in_danger" and told.is_presumed:
        return phrase("read_back", "presumed_safe")
    if told.value == 0 and name in _NOTHING:
        return _NOTHING[name]
    return _LABEL.get(name, "{}").format(_spoken(name, told))


def items(draft: Draft, names: list[str]) -> str:
    """Those of the names that are known; nobody is told that they call for themselves, or the same phone twice."""
    return "，".join(_phrases_of(draft, [name for name in names if _is_worth_saying(draft, name)]))


def _phrases_of(draft: Draft, names: list[str]) -> list[str]:
    """What each name says; a township and the village in it are one place."""
    said: list[str] = []
    for previous, name in zip([None, *names], names, strict=False):
        one = (
            words("relation")[draft.told[name].value] if _is_beside_its_name(previous, name) else _item_of(draft, name)
        )
        if previous == "address.township" and name == "address.village":
            said[-1] += one
        else:
            said.append(one)
    return said


def _is_beside_its_name(previous: str | None, name: str) -> bool:
    return (previous, name) == ("filer.name", "filer.relation")


def _item_of(draft: Draft, name: str) -> str:
    if name == "applicant.name" and draft.for_someone_else:
        return f"遇到困难的是{draft.told[name].value}"
    return item(name, draft.told[name])


def _is_worth_saying(draft: Draft, name: str) -> bool:
    if name == "filer.phone" and draft.value(name) == draft.value("applicant.phone"):
        return False
    if (name, draft.value(name)) in (("emergency.category", "other"), ("emergency.in_danger", True)):
        return False
    return name in _SAID and draft.knows(name) and not (name == "filer.relation" and draft.value(name) == "self")


def summary(draft: Draft, without: list[str]) -> str:
    """What was told, one sentence a group; `without` is asked about apart."""
    groups = (items(draft, [name for name in group if name not in without]) for group in _GROUPS)
    return "".join(f"{group}。" for group in groups if group)


def doubtful(draft: Draft) -> list[str]:
    """The names that were not heard surely and are asked about one by one in the read-back."""
    told = ((name, draft.told[name]) for name in _SAID if _is_worth_saying(draft, name))
    return [name for name, one in told if one.is_doubtful and not one.is_presumed]


def full(draft: Draft) -> str:
    """The read-back: the summary, what is doubtful as a question, and how to answer; each thing is said once."""
    unsure = doubtful(draft)
    known = summary(draft, unsure)
    if not known and not unsure:
        return phrase("read_back", "nothing")
    opening = phrase("read_back", "opening") if known else ""
    question = phrase("read_back", "doubtful", items=items(draft, unsure)) if unsure else ""
    return opening + known + question + _as_said(draft) + phrase("read_back", "ending")


def _as_said(draft: Draft) -> str:
    """What we had no reading for, in the caller's words: hearing them, they may put it otherwise."""
    said = "，".join(f"{phrase('answer_to', name)}，“{words}”" for name, words in draft.as_said.items())
    return phrase("read_back", "as_said", items=said) if said else ""


def only_changed(draft: Draft, names: list[str]) -> str:
    """After a correction only what changed is read again."""
    said = items(draft, [name for name in _SAID if name in names])
    return phrase("read_back", "changed", items=said) if said else phrase("read_back", "ending")


def confirm_all(draft: Draft) -> None:
    """The caller said yes to the read-back; what was a mere guess and never said aloud is not confirmed by that."""
    for name, told in draft.told.items():
        told.confirmed = told.confirmed or not told.is_doubtful or _is_worth_saying(draft, name)


def _spoken(name: str, told: Told) -> str:
    value = told.value
    if name.endswith(".phone"):
        return " ".join((value[:3], value[3:7], value[7:])) if len(value) == 11 else value
    if name.startswith("costs.") or name == "household.monthly_income":
        return money(told)
    if name == "emergency.occurred_on":
        return day(value)
    return _named(name, value)


def _named(name: str, value: Any) -> str:
    if name == "emergency.category":
        return words("category")[value]
    if name == "filer.relation":
        return words("relation")[value]
    if name == "household.status":
        return "、".join(words("status_name")[code] for code in value)
    if name == "need.kinds":
        return "、".join(_NEEDS[code] for code in value)
    if name == "emergency.in_danger":
        return "眼下有危险" if value else "眼下没有危险"
    return str(value)


def money(told: Told) -> str:
    """5.2万元, or the range that was told; 七万多 has a range of its own, just below the next round sum."""
    if told.low and told.high and told.value == told.low and told.high % 10 == 9:
        return f"{_yuan(told.low)}多元"
    if told.low is not None and told.high is not None and told.low != told.high:
        return f"大约{_yuan(told.low)}到{_yuan(told.high)}元"
    return f"{_yuan(told.value)}元" if told.value else "没有"


def _yuan(amount: float) -> str:
    if amount >= 10000 and amount % 100 == 0:
        return f"{amount / 10000:g}万"
    return f"{amount:g}"


def day(iso: str) -> str:
    """2026-11-03 → 11月3号; another year is named."""
    when = date.fromisoformat(iso)
    year = "" if when.year == date.today().year else f"{when.year}年"
    return f"{year}{when.month}月{when.day}号"


def in_pairs(number: str) -> str:
    """A case number as it is read aloud: letters, then digits two by two."""
    rest = number.lstrip(ascii_uppercase)
    head = number[: len(number) - len(rest)]
    pairs = [rest[index : index + 2] for index in range(0, len(rest), 2)]
    return " ".join(([head] if head else []) + pairs)
