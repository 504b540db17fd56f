"""What each sum of money is: the words around it, and what was asked, say whether it is income, own cost, loss …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import lookups
from .amounts import Amount
from .text import Text
from .types import Context

INCOME, OWN, TOTAL, REPAID, SHARE_REPAID = "income", "own", "total", "repaid", "share_repaid"
TUITION, LOSS, NONE = "tuition", "loss", "none"

_ASKED_ROLE = {
    "household.monthly_income": INCOME,
    "costs.medical_self_paid": TOTAL,
    "costs.property_loss": LOSS,
    "costs.tuition": TUITION,
}


def _cues(side: str) -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    table = lookups.rows("money_cues.tsv")
    return tuple((r["role"], float(r["weight"]), re.compile(r["pattern"])) for r in table if r["side"] == side)


_RANK_BEFORE, _RANK_AFTER = _cues("before"), _cues("after")
_REACH = 18
_PAST = re.compile(r"(?:以前|原来|原先|过去|之前|那会儿|没病的?时候|去年|往年)[^,，。]{0,10}$")


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
        if amount.value and amount.value < 100 and not amount.explicit and not _stands_alone(text, amount):
            continue
        left = sums[index - 1].end if index else 0
        right = sums[index + 1].start if index + 1 < len(sums) else len(text.norm)
        scores = _scores(text, amount, left, right)
        if asked:
            scores[asked] = (scores.get(asked, (0.0, ""))[0] + 1.6, scores.get(asked, (0.0, ""))[1])
        if INCOME in scores and _PAST.search(text.norm[max(0, left, amount.start - _REACH) : amount.start]):
            scores[NONE] = (scores[INCOME][0] + 1.0, "以前")
        if not scores and told and _continues(text, told[-1].amount, amount):
            scores = {told[-1].name: (1.0, "")}
        if scores and (amount.explicit or asked or max(s for s, _ in scores.values()) >= 2.4):
            name = max(scores, key=lambda r: scores[r][0])
            told.append(Role(name, amount, scores[name][1]))
    return told


def _scores(text: Text, amount: Amount, left: int, right: int) -> dict[str, tuple[float, str]]:
    sentence = text.sentence_of(amount.start)[0]
    first = max(sentence, left, amount.start - _REACH)
    before, after = text.norm[first : amount.start], text.norm[amount.end : min(right, amount.end + 8)]
    found: dict[str, tuple[float, str]] = {}
    for role, weight, pattern in _RANK_BEFORE:
        last = _last(pattern, before)
        if last:
            gap = before[last.end() :]
            far = 0.06 * len(gap) + 0.35 * len(re.findall(r"[,，、]", gap))
            found[role] = max(found.get(role, (0.0, "")), (weight - far, last.group()))
    for role, weight, pattern in _RANK_AFTER:
        if match := pattern.match(after):
            found[role] = max(found.get(role, (0.0, "")), (weight, match.group()))
    return found


def _stands_alone(text: Text, amount: Amount) -> bool:
    """A small bare number is money only as the whole answer; else it may be an age or a floor."""
    return amount.end - amount.start >= len(text.norm.strip(" ,，。吧呢啊")) - 2


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    return max(pattern.finditer(words), key=lambda m: m.end(), default=None)


def _continues(text: Text, previous: Amount, amount: Amount) -> bool:
    """七千八，哦不对，六千八: the corrected sum plays the part of the first."""
    return amount.start - previous.end <= 14
