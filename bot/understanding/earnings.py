"""What each sum of income comes to a month: 一天一百二干二十天, 一年一万八, 一季度六百, 老两口一人一百九."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .amounts import Amount
from .household_words import items
from .money_roles import Role
from .numerals import parse, spoken_range
from .text import Text

_PERIODS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (1 / 12, re.compile(r"一年(?:下来|到头|里)?|年收入|全年|每年|年底|年成|整年|年均|头年|去年(?:一年)?|年薪")),
    (1 / 6, re.compile(r"半年")),
    (1 / 3, re.compile(r"季度|每季|按季")),
    (1.0, re.compile(r"一个?月|每个?月|月收入|月薪|月工资|按月|月月|当月")),
    (0.0, re.compile(r"一天|每天|日工资|天天|一个?工|出一天工")),
)
_BY_THE_DAY = 0.0
_AFTERWARDS = re.compile(
    r"(?:块|元|钱|多|来|左右)*(?:钱)?(?P<period>一个?月|每个?月|一年|每年|一天|每天|一?个?季度|半年)(?=$|[,，。吧呢啊 ])"
    r"|[/／](?P<slash>月|年|天)"
)
_DAYS_WORKED = re.compile(
    r"(?:[一每上这]个?月)[^。]{0,10}?(?P<n>[0-9一二两三四五六七八九十]{1,4})(?:来|多)?(?:天|个工|个班)"
)
_USUAL_DAYS = 20.0
_GOES_ON = re.compile(r"刨|除|扣|落|剩|净|到手|不对|不是|最少|最多|差|闲|淡|少|孬|赖|又|再|[卖种养收]")
_ANOTHER = re.compile(r"[我俺他她]|工|班|低保|养老|退休|补")
_EACH = re.compile(
    r"(?:一人|每人|一个人|各|每个人|都)(?:都)?(?:一个?月|每月)?(?:的?(?:低保|养老金|养老钱|退休金|补贴|补助|津贴))?(?:就|才|有|拿|领|也就|是|发|得)*\s*$"
)


@dataclass(frozen=True)
class Earning:
    """Yuan a month; `low`/`high` where the sum was rough; `by_the_day` when a day's pay was multiplied out."""

    monthly: float
    low: float | None
    high: float | None
    amount: Amount
    share: float
    sure: float
    by_the_day: bool


def earnings(text: Text, roles: list[Role]) -> list[Earning]:
    found: list[Earning] = []
    for role in roles:
        found.append(_earning(text, role.amount, found[-1] if found else None))
    return found


def _earning(text: Text, amount: Amount, before: Earning | None) -> Earning:
    period, sure = _period(text, amount, before)
    worked = _DAYS_WORKED.search(text.norm)
    fewest, most = (period, period) if period else _days_worked(worked)
    heads = _heads(text, amount)
    share, rough = (fewest + most) / 2, amount.low is not None or fewest < most
    low = (amount.low or amount.value) * fewest * heads if rough else None
    high = (amount.high or amount.value) * most * heads if rough else None
    sure = sure if period or worked else 0.45
    return Earning(amount.value * share * heads, low, high, amount, share, sure, not period)


def _period(text: Text, amount: Amount, before: Earning | None) -> tuple[float, float]:
    """The period named nearest to the sum; what goes on about the same money keeps the period it had."""
    start = max(text.sentence_of(amount.start)[0], amount.start - 16, before.amount.end if before else 0)
    words = text.norm[start : amount.start]
    if follows := _AFTERWARDS.match(text.after(amount.end, 8)):
        words = follows["period"] or f"每{follows['slash']}"
    nearest = max((max((m.end() for m in p.finditer(words)), default=-1), share) for share, p in _PERIODS)
    if nearest[0] >= 0:
        return nearest[1], 0.92
    if before and not before.by_the_day and _GOES_ON.search(words) and not _ANOTHER.search(words):
        return before.share, 0.85
    return 1.0, 0.85


def _days_worked(worked: re.Match[str] | None) -> tuple[float, float]:
    """一个月做六七天 → 6 to 7; the usual number where none was said."""
    if not worked:
        return _USUAL_DAYS, _USUAL_DAYS
    days = float(parse(worked["n"]) or _USUAL_DAYS)
    return spoken_range(worked["n"]) or (days, days)


def _heads(text: Text, amount: Amount) -> int:
    """老两口一人一百八 · 俩人都是一百七 · 两个孩子孤儿补贴一人一千二: how many get the sum."""
    each = _EACH.search(text.before(amount.start, 12))
    if not each:
        return 1
    end = amount.start - len(each.group())
    start = text.sentence_of(amount.start)[0]
    for first in (text.clause_of(max(end - 1, 0))[0], start):
        if (heads := sum(i.heads for i in items(text, first, end)) or _number_of_people(text, first, end)) > 1:
            return heads
    return 1


def _number_of_people(text: Text, first: int, last: int) -> int:
    m = re.search(r"(?P<n>[2-9二两三四五俩仨])(?:个人|个|口|人|位|老)?", text.norm[first:last])
    return {"俩": 2, "仨": 3}.get(m["n"], 0) or int(parse(m["n"]) or 0) if m else 0
