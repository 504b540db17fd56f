"""The household's income a month, in whole yuan: all earners together, a year's sum divided, good and bad months averaged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .amounts import Amount
from .corrections import is_after_marker, standing
from .money_roles import INCOME, Role
from .numerals import parse
from .text import Text
from .types import Context, Heard

_FIELD = "household.monthly_income"
_YEARLY = re.compile(r"一年(?:下来|到头|里)?|年收入|全年|每年|年底|年成|整年|年均|一年|头年|去年(?:一年)?|年薪")
_MONTHLY = re.compile(r"一个?月|每个?月|月收入|月薪|月工资|按月|月月|当月")
_DAILY = re.compile(r"一天|每天|日工资|天天|一工|出一天工")
_DAYS_WORKED = re.compile(
    r"(?:一个?月|每个?月)[^。]{0,6}?(?:干|做|出|上)(?:个|上)?(?P<n>[0-9一二三四五六七八九十]{1,3})(?:来)?天"
)
_GOOD_AND_BAD = re.compile(
    r"(?:好|多|忙|旺|有活|行情好)[^,，。]{0,4}(?:时候|月|季|时)[^。]{0,16}(?:差|不好|少|闲|淡|没活|赖|孬|不行)[^,，。]{0,4}(?:时候|月|季|时)?|(?:差|不好|少|闲|淡)[^,，。]{0,4}(?:时候|月|季)[^。]{0,16}(?:好|多|忙|旺)|有时候?[^。]{2,14}有时候?|有的月份?[^。]{2,14}有的月"
)
_TOTAL = re.compile(
    r"(?:一共|总共|加起来|合起来|合计|拢共|统共|全家(?:人)?|归拢|满打满算|加一块儿?|凑一块儿?|凑起来|全家下来)[^,，。]{0,10}$"
)
_IN_HAND = re.compile(r"(?:到手|实发|实际(?:拿|到手)?|净(?:落|剩|得)|落到手里?)(?:也就|才|就|有|是)*$")
_EACH = re.compile(r"(?:一人|每人|一个人|各|每个人)(?:一个?月|每月)?(?:就|才|有|拿|领|也就|是)*\s*$")
_TWO = re.compile(r"老两口|两口子|俩人|两个人|我俩|俺俩|他俩|爸妈|父母|夫妻|爹娘|两人|俩老的|两个老人|娘俩|两位")
_THREE = re.compile(r"三个人|娘仨|爷仨|仨人|三口")
_AFTERWARDS = re.compile(
    r"(?:块|元|钱|多|来|左右)*(?:钱)?(?P<period>一个?月|每个?月|一年|每年|一天|每天)(?=$|[,，。吧呢啊 ])|[/／](?P<slash>月|年|天)"
)
_NOTHING = re.compile(
    r"一分钱?(?:都|也)?挣不(?:来|到|着|了)|一分(?:钱)?(?:的)?收入(?:都|也)?没有|(?:一分钱?|分文|一毛钱?)(?:都|也)?(?:没有?|无)(?:收入|进账|来源|挣|进项)?|没(?:有|得)?(?:什么|啥|任何|一点)?(?:经济)?(?:收入|来源|进项|进账|来钱)(?:来源)?|哪(?:里|儿)?(?:还)?(?:有|来)(?:的)?(?:什么|啥)?(?:收入|钱|进项)|断了(?:收入|来源|生活来源)|(?:什么|啥|任何)收入(?:都|也)没有?|零收入|收入(?:是|为)?(?:零|0)(?![0-9.])|没钱进|没收入"
)
_OTHERS_HAVE_NONE = re.compile(r"(?:他|她|孩子|儿子|老伴|老公|媳妇|老婆|闺女|女儿|对象|爱人|妈|爸)[^,，。]{0,6}$")


@dataclass(frozen=True)
class Earning:
    monthly: float
    low: float | None
    high: float | None
    amount: Amount
    sure: float


def income(text: Text, roles: list[Role], context: Context) -> list[Heard]:
    """Income of all earners a month; 0 only when it is said of the household (or asked, and nobody earns)."""
    asked = context.asked == _FIELD
    told = [r for r in roles if r.name == INCOME]
    kept = standing(text, [(r.amount.start, r.amount.end) for r in told])
    earnings = [_monthly(text, told[i]) for i in kept]
    positive = [e for e in earnings if e.amount.value > 0]
    if not positive:
        return _none_at_all(text, asked)
    return [_add_up(text, positive, asked)]


def _monthly(text: Text, role: Role) -> Earning:
    amount = role.amount
    share, sure = _period(text, amount)
    heads = _heads(text, amount)
    low = amount.low * share * heads if amount.low is not None else None
    high = amount.high * share * heads if amount.high is not None else None
    return Earning(amount.value * share * heads, low, high, amount, sure)


def _period(text: Text, amount: Amount) -> tuple[float, float]:
    """How much of the sum falls on a month, and how sure that is."""
    start = text.sentence_of(amount.start)[0]
    before = text.norm[max(start, amount.start - 16) : amount.start]
    if follows := _AFTERWARDS.match(text.after(amount.end, 8)):
        before = follows["period"] or f"每{follows['slash']}"
    nearest = max(
        (max((m.end() for m in p.finditer(before)), default=-1), name)
        for p, name in ((_YEARLY, "year"), (_MONTHLY, "month"), (_DAILY, "day"))
    )
    if nearest[0] < 0 or nearest[1] == "month":
        return 1.0, 0.92 if nearest[0] >= 0 else 0.85
    if nearest[1] == "year":
        return 1 / 12, 0.92
    worked = _DAYS_WORKED.search(text.norm)
    return (float(parse(worked["n"]) or 20), 0.85) if worked else (20.0, 0.45)


def _heads(text: Text, amount: Amount) -> int:
    if not _EACH.search(text.before(amount.start, 12)):
        return 1
    around = text.norm[max(0, amount.start - 30) : amount.end + 12]
    return 2 if _TWO.search(around) else 3 if _THREE.search(around) else 1


def _add_up(text: Text, earnings: list[Earning], asked: bool) -> Heard:
    first, last = earnings[0].amount, earnings[-1].amount
    sure = min(e.sure for e in earnings)
    in_hand = [e for e in earnings if _IN_HAND.search(text.before(e.amount.start, 6))]
    most = max(e.monthly for e in earnings)
    totals = in_hand or [e for e in earnings if e.monthly >= most and _TOTAL.search(text.before(e.amount.start, 14))]
    corrected = [e for e in earnings if is_after_marker(text, e.amount.start)]
    if totals or corrected or len({e.monthly for e in earnings}) == 1:
        return _hear(text, [(totals or corrected or earnings)[-1]], sure)
    if _GOOD_AND_BAD.search(text.norm[max(0, first.start - 12) : last.end]):
        low = min(e.low if e.low is not None else e.monthly for e in earnings)
        high = max(e.high if e.high is not None else e.monthly for e in earnings)
        middle = sum(e.monthly for e in earnings) / len(earnings)
        return _heard(text, middle, low, high, first.start, last.end, sure - 0.1)
    return _hear(text, earnings, sure - 0.05)


def _hear(text: Text, earnings: list[Earning], confidence: float) -> Heard:
    total = sum(e.monthly for e in earnings)
    ranged = any(e.low is not None for e in earnings)
    low = sum(e.low if e.low is not None else e.monthly for e in earnings) if ranged else None
    high = sum(e.high if e.high is not None else e.monthly for e in earnings) if ranged else None
    vague = any(e.amount.vague for e in earnings)
    return _heard(text, total, low, high, earnings[0].amount.start, earnings[-1].amount.end, confidence - 0.2 * vague)


def _heard(
    text: Text, value: float, low: float | None, high: float | None, start: int, end: int, confidence: float
) -> Heard:
    said, place = text.said(start, end), text.origin(start, end)
    rounded = [None if v is None else int(round(v)) for v in (low, high)]
    return Heard(_FIELD, int(round(value)), said, round(confidence, 2), *place, *rounded, is_after_marker(text, start))


def _none_at_all(text: Text, asked: bool) -> list[Heard]:
    found = _NOTHING.search(text.norm)
    if (
        not found
        and asked
        and re.fullmatch(r"[\s,，。]*(?:没有?|零|0|啥也没有|什么都没有|没)[了啊呀的吧呢\s,，。]*", text.norm)
    ):
        return [Heard(_FIELD, 0, text.original.strip(), 0.8, 0, len(text.original))]
    if not found:
        return []
    before = text.before(found.start(), 10)
    if _OTHERS_HAVE_NONE.search(before) and not re.search(r"全家|家里|我们|都", before):
        return []
    household = bool(re.search(r"全家|家里|我们|都|咱|俺家|现在$", before)) or asked
    said, place = text.said(*found.span()), text.origin(*found.span())
    return [Heard(_FIELD, 0, said, 0.85 if asked else 0.7 if household else 0.5, *place)] if household else []
