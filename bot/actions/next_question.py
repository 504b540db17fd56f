"""Which question comes next: by need, never one that was answered or given up, and at most a handful."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.phrases import phrase, words
from actions.state import Draft, Talk

CONFIRM = "confirm"
MOST_TRIES = 3
"""A question and its two retries (issue 5)."""
WORTH_UP_TO = 6
"""Only a caller who was asked fewer questions than this is asked what a caseworker could as well ask later (issue 5: six)."""

_NEEDED = (
    "emergency.narrative",
    "applicant.name",
    "address.village",
    "applicant.phone",
    "household.size",
    "household.monthly_income",
    "household.status",
    "filer.name",
    "filer.phone",
)
_COST = {
    "sudden_illness": "costs.medical_self_paid",
    "chronic_illness_disability": "costs.medical_self_paid",
    "tuition": "costs.tuition",
}
_OF_BODY_OR_GOODS = ("accident", "public_incident", "job_loss", "other")
_LASTING = ("tuition", "chronic_illness_disability")
"""What has no day of its own."""
_UNHURT = re.compile(r"(?:没|未|不曾)[^,，。]{0,4}(?:伤|砸|压|烧着|烫|碰)|无(?:人员)?伤亡|没(?:啥|什么)?事")
_HURT = re.compile(r"伤|摔|骨|撞|轧|砸了?[脚手腿头]|烫|咬|中毒|住院|手术|医院|昏|断了")
_LOST = re.compile(r"烧|着火|着了|塌|垮|淹|冲|掀|倒|冻死|[牛羊猪鸡鸭]|大棚|庄稼|苗|粮|房|屋|厝|棚|仓|家具|偷|抢|骗|丢")
_INPUT = {
    "applicant.phone": "phone",
    "filer.phone": "phone",
    "household.size": "number",
    "household.monthly_income": "number",
    "costs.medical_self_paid": "number",
    "costs.property_loss": "number",
    "costs.tuition": "number",
    "emergency.occurred_on": "date",
    "household.status": "choice",
    "emergency.in_danger": "choice",
    "confirm": "choice",
}
_OPTIONS = {
    "household.status": ["低保", "特困", "低收入", "有残疾人", "都没有"],
    "emergency.in_danger": ["没有危险", "有危险"],
    "confirm": ["对", "不对"],
}


@dataclass(frozen=True)
class Question:
    field: str
    text: str
    options: tuple[str, ...] = ()

    @property
    def custom(self) -> dict[str, object]:
        shown = {"ask": self.field, "input": _INPUT.get(self.field, "text")}
        options = list(self.options) or _OPTIONS.get(self.field)
        return {**shown, "options": options} if options else shown


def next_field(talk: Talk) -> str | None:
    """The dotted name to ask for now; None when there is enough to read back."""
    draft = talk.draft
    if talk.danger and (first := first_in_danger(draft)):
        return first
    needed = next((name for name in _NEEDED if _is_open(draft, name)), None)
    return needed or _where_to_find(draft) or _worth_asking(draft)


def first_in_danger(draft: Draft) -> str | None:
    """What helpers need before anything else: where (the township will do), and which phone; None when that is known."""
    if not draft.knows("address.township") and not _place_is_settled(draft):
        return "address.township" if draft.is_settled("address.village") else "address.village"
    return "applicant.phone" if _is_open(draft, "applicant.phone") else None


def _is_open(draft: Draft, name: str) -> bool:
    if name == "address.village":
        return not _place_is_settled(draft)
    if name == "household.status" and _status_told_in_part(draft):
        return True
    if draft.is_settled(name):
        return False
    if name == "filer.name":
        return draft.for_someone_else
    if name == "filer.phone":
        return draft.for_someone_else and not draft.knows("filer.phone")
    if name == "applicant.phone":
        return not draft.knows("filer.phone")
    return True


def _status_told_in_part(draft: Draft) -> bool:
    """低保一个月九百, said of the income, or a mention of the disabled leaves open what else the family is on the books."""
    told = draft.told.get("household.status")
    if told is None or told.value == ["none"] or "household.status" in draft.asked:
        return False
    beside_the_way = told.answering not in (None, "emergency.narrative", "household.status", CONFIRM)
    return beside_the_way or (told.value == ["disabled"] and "证" not in told.said)


def _place_is_settled(draft: Draft) -> bool:
    """Someone who does not know or will not say the village may still name the township; that is enough to go on."""
    return draft.is_settled("address.village") and draft.is_settled("address.township")


def _where_to_find(draft: Draft) -> str | None:
    if draft.knows("applicant.phone") or draft.knows("filer.phone"):
        return None
    return None if draft.is_settled("address.detail") else "address.detail"


def _worth_asking(draft: Draft) -> str | None:
    cost = _cost(draft)
    if cost and not draft.is_settled(cost):
        return cost
    if sum(1 for name in draft.asked if name != "confirm") >= WORTH_UP_TO:
        return None
    on = None if draft.value("emergency.category") in _LASTING else "emergency.occurred_on"
    wished = (on, "emergency.in_danger")
    return next((name for name in wished if name and not draft.is_settled(name)), None)


def _cost(draft: Draft) -> str | None:
    """Which sum the story is about: the hospital's where somebody is hurt, what was lost where things were."""
    category, story = str(draft.value("emergency.category")), str(draft.value("emergency.narrative") or "")
    if category in _COST:
        return _COST[category]
    if category not in _OF_BODY_OR_GOODS:
        return None
    if category != "job_loss" and _HURT.search(_UNHURT.sub("", story)):
        return "costs.medical_self_paid"
    return "costs.property_loss" if _LOST.search(story) else None


def which_to_ask(talk: Talk) -> str | None:
    """As next_field, but for a place: the village first, because in most counties it names the township too."""
    name = next_field(talk)
    if name == "address.village" and talk.draft.is_settled("address.village"):
        return "address.township"
    return name


def question_for(talk: Talk, name: str, again: bool = True) -> Question:
    """The words for a question: gentler on each further try (`again`), about the other person when someone calls for them."""
    draft = talk.draft
    if talk.danger and name in words("crisis_ask"):
        return Question(name, phrase("crisis_ask", name))
    if name == "household.status" and draft.knows(name):
        return Question(name, _with_progress(draft, name, _what_else(draft)))
    tries = draft.asked.get(name, 0) if again else 0
    if tries:
        section = "ask_last" if tries > 1 and name in words("ask_last") else "ask_again"
        return Question(name, phrase(section, name))
    section = "ask_for_other" if draft.for_someone_else and name in words("ask_for_other") else "ask"
    return Question(name, _with_progress(draft, name, phrase(section, name)))


def _what_else(draft: Draft) -> str:
    known = draft.value("household.status")
    return phrase("status_besides", "disabled" if known == ["disabled"] else "others")


def _with_progress(draft: Draft, name: str, text: str) -> str:
    """A hint that the end is near, on the last of the usual questions."""
    return phrase("nearly") + text if question_is_last(draft, name) else text


def question_is_last(draft: Draft, name: str) -> bool:
    """Whether nothing but this is still needed, after more than a question or two."""
    left = sum(1 for other in _NEEDED if _is_open(draft, other))
    return left == 1 and name in _NEEDED and _is_open(draft, name) and len(draft.asked) >= 2
