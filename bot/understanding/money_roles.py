"""What each sum of money is: the words around it, and what was asked, say whether it is income, own cost, loss …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import lookups
from .amounts import Amount
from .corrections import is_seen_afterwards, standing
from .text import Text
from .types import Context

INCOME, OWN, TOTAL, REPAID, SHARE_REPAID = "income", "own", "total", "repaid", "share_repaid"
TUITION, LOSS, NONE, CEASED = "tuition", "loss", "none", "ceased"

_ASKED_ROLE = {
    "household.monthly_income": INCOME,
    "costs.medical_self_paid": TOTAL,
    "costs.property_loss": LOSS,
    "costs.tuition": TUITION,
}


def _cues(side: str) -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    table = lookups.rows("money_cues.tsv")
    return tuple((r["role"], float(r["weight"]), re.compile(r["pattern"])) for r in table if r["side"] == side)


_RANK_BEFORE, _RANK_AFTER, _RANK_LATER = _cues("before"), _cues("after"), _cues("later")
_REACH, _LATER = 18, 22
_PAST = re.compile(
    r"(?:以前|原来|原先|早先|早些年|过去|之前|那会儿|没(?:病|受伤|出事)的?(?:时候|那会)|(?:生病|受伤|出事)前|去年(?!一年)|往年)[^,，。]{0,10}$"
)
_BY_THE_DAY = re.compile(r"(?:一天|每天|一个?工|日工资|天天)[^,，。]{0,6}$")
_A_BENEFIT = re.compile(r"(?:补贴|补助|津贴|养老金|残补|低保)(?:是|有|就|才|给)*$")
_PERIOD = re.compile(r"(?:块|元|钱|多|来)*(?:[一每]?个?(?:月|年|天|季度)|半年|[/／]月)")
_ONE_MORE = re.compile(r"第[二三]|又|再|后来|还有")
_FALLBACK, _LIKELIER, _ENOUGH = 1.9, 0.5, 1.2
"""What was asked is what a bare sum is; it adds little to a sum that says for itself; unasked, a weak word is no sign."""


@dataclass(frozen=True)
class Role:
    name: str
    amount: Amount
    cue: str


def roles(text: Text, sums: list[Amount], context: Context) -> list[Role]:
    """Each sum with what it is; sums without any sign, when nothing about money was asked, are left out."""
    asked = _ASKED_ROLE.get(context.asked or "")
    told: list[Role] = []
    for index, amount in enumerate(sums):
        if _is_no_money(text, amount):
            continue
        left = sums[index - 1].end if index else 0
        right = sums[index + 1].start if index + 1 < len(sums) else len(text.norm)
        scores = _scores(text, amount, left, right)
        ceased = scores.pop(CEASED, None)
        if asked:
            if asked != INCOME and INCOME in scores and _PERIOD.fullmatch(scores[INCOME][1]):
                del scores[INCOME]
            weight, cue = scores.get(asked, (0.0, ""))
            scores[asked] = (max(weight + (_LIKELIER if asked != TOTAL else 0.0), _FALLBACK), cue)
        if INCOME in scores and _PAST.search(text.norm[max(0, left, amount.start - _REACH) : amount.start]):
            scores[NONE] = (scores[INCOME][0] + 1.0, "以前")
        if ceased and max(scores, key=lambda r: scores[r][0], default=INCOME) == INCOME:
            scores = {NONE: ceased}
        if asked == TOTAL and told and told[-1].name == OWN and _is_one_more(text.norm[left : amount.start], scores):
            scores = {OWN: (_FALLBACK, "")}
        if not scores and told and _continues(text, told[-1].amount, amount):
            scores = {told[-1].name: (_ENOUGH, "")}
        name = max(scores, key=lambda r: scores[r][0], default=NONE)
        if scores and (asked or scores[name][0] >= (_ENOUGH if amount.explicit else 2.4)):
            told.append(Role(name, amount, scores[name][1]))
    return told


def _is_one_more(words: str, scores: dict[str, tuple[float, str]]) -> bool:
    """第一次自己花了八千，第二次一万一: nothing but the question tells what the second is."""
    return set(scores) == {TOTAL} and not scores[TOTAL][1] and bool(_ONE_MORE.search(words))


def still_standing(text: Text, told: list[Role]) -> list[Role]:
    """Those not taken back; 不是七千，是六千五，七千那个带书本费: what fell does not rise when it is explained."""
    kept = standing(text, [(r.amount.start, r.amount.end) for r in told])
    fallen = {r.amount.value: i for i, r in enumerate(told) if i not in kept}
    return [told[i] for i in kept if i < fallen.get(told[i].amount.value, i + 1)]


def _is_no_money(text: Text, amount: Amount) -> bool:
    """A small bare number is an age or a floor, unless it is the whole answer, a day's pay or a benefit."""
    if not amount.value or amount.value >= 100 or amount.explicit or _stands_alone(text, amount):
        return False
    return not (_BY_THE_DAY.search(text.before(amount.start, 12)) or _A_BENEFIT.search(text.before(amount.start, 6)))


def _scores(text: Text, amount: Amount, left: int, right: int) -> dict[str, tuple[float, str]]:
    sentence = text.sentence_of(amount.start)[0]
    first = max(sentence, left, amount.start - _REACH)
    before, after = text.norm[first : amount.start], text.norm[amount.end : min(right, amount.end + 8)]
    found: dict[str, tuple[float, str]] = {}
    for role, weight, pattern in _RANK_BEFORE:
        last = _last(pattern, before)
        if last:
            gap = before[last.end() :]
            far = 0.06 * len(gap) + 0.6 * len(re.findall(r"[,，、]", gap))
            found[role] = max(found.get(role, (0.0, "")), (weight - far, last.group()))
    later = text.norm[amount.end : min(right, amount.end + _LATER, text.sentence_of(amount.start)[1])]
    for pattern_list, words in ((_RANK_AFTER, after), (_RANK_LATER, later)):
        for role, weight, pattern in pattern_list:
            if match := pattern.search(words):
                found[role] = max(found.get(role, (0.0, "")), (weight, match.group()))
    return found


def _stands_alone(text: Text, amount: Amount) -> bool:
    """A small bare number is money only as the whole answer; else it may be an age or a floor."""
    return amount.end - amount.start >= len(text.norm.strip(" ,，。吧呢啊")) - 2


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    return max(pattern.finditer(words), key=lambda m: m.end(), default=None)


def _continues(text: Text, previous: Amount, amount: Amount) -> bool:
    """七千八，哦不对，六千八: the corrected sum plays the part of the first."""
    return amount.start - previous.end <= 14 or is_seen_afterwards(text, amount.end)
