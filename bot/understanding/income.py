"""The household's income a month, in whole yuan: all earners together, a year's sum divided, good and bad months averaged."""

from __future__ import annotations

import re

from . import kin
from .corrections import is_after_marker
from .earnings import Earning, earnings
from .money_roles import INCOME, Role, still_standing
from .text import Text
from .types import Context, Heard

_FIELD = "household.monthly_income"
_GOOD = r"(?:好|多|忙|旺|有活|行情好)[^,，。]{0,4}(?:时候|月份?|季|时)|旺季|最多|遇上|碰上|赶上|平常|平时"
_BAD = r"(?:差|不好|少|闲|淡|没活|赖|孬|不行)[^,，。]{0,4}(?:时候|月份?|季|时)?|淡季|最少"
_BY_TURNS = re.compile(
    rf"(?:{_GOOD})[^。]{{0,16}}(?:{_BAD}|遇上|碰上|赶上)|(?:{_BAD})[^。]{{0,16}}(?:{_GOOD})|有时候?[^。]{{2,14}}有时候?|有的月份?[^。]{{2,14}}有的月|[,，。 ](?:行情|生意|活)?(?:不好|差|淡|没活|少)[^,，。]{{0,3}}(?:时候|月份)"
)
_TOTAL = re.compile(
    r"(?:一共|总共|加起来|加一起|合起来|合计|拢共|统共|全家(?:人)?|归拢|满打满算|加一块儿?|凑一块儿?|凑起来|全家下来|总的)[^,，。]{0,10}$"
)
_OF_ALL_OF_THEM = re.compile(r"[两俩三仨四]个?人(?:就|是|才)?$")
_IN_HAND = re.compile(
    r"(?:到手|实发|实际(?:拿|到手)?|(?:刨去|刨掉|刨了|除去|除了|扣了|扣掉|扣除|去掉)[^,，。]{0,8}[,，]?(?:还|能)?(?:剩|落|有|净)下?(?:个)?|净(?:落|剩|得)|落到手里?)(?:也就|才|就|有|是)*$"
)
_PERSON = re.compile(rf"[我俺他她]|{kin.alternatives()}")
_NEG = r"(?:没有|没得|没|木有|莫得|冇|无)"
_JUST_THAT = re.compile(
    rf"(?<!也)(?:就|只|光)(?:靠|有|剩|是|指着?)*(?:{_PERSON.pattern}|人|家|[这那])+的?(?:点|个|份)?(?:工资|钱|一份)?$"
)
"""…两千八，我做不了了，就她那两千八."""
_MONEY = r"(?:经济)?(?:收入|来源|进项|进账|来钱|活钱|工资)"
_NOTHING = re.compile(
    rf"(?:一分|分文|一毛)(?:钱)?(?:的)?{_MONEY}(?:都|也)?{_NEG}|{_NEG}(?:有)?(?:一分|一毛)(?:钱)?(?:的)?(?:{_MONEY}|挣|$|[,，。])"
    rf"|(?:一分|一毛)(?:钱)?(?:都|也)?(?:{_NEG}{_MONEY}|挣不|没(?:挣|拿|进|得着|发|见))"
    rf"|{_NEG}(?:什么|啥|任何|一点|半点)?(?:固定)?{_MONEY}|哪(?:里|儿)?(?:还)?(?:有|来)(?:的)?(?:什么|啥)?(?:收入|钱|进项)"
    rf"|断了(?:收入|来源|生活来源)|(?:什么|啥|任何)收入(?:都|也)?{_NEG}|零收入|(?:收入|现在|目前|眼下)(?:就)?(?:是|为)?(?:零|0)(?![0-9.])|没钱进|没(?:一个)?人(?:能)?挣|(?:啥|什么)(?:都|也)(?:不|没)挣"
)
_NO_MONEY = re.compile(rf"(?:一分|分文|一毛|半毛|一个子儿?)(?:钱)?(?:都|也)?{_NEG}|{_NEG}(?:一分|一毛)钱?")
_NO = re.compile(
    rf"^[\s,，。]*(?:现在|目前|眼下|这会儿|这几?个?月|上个?月|这阵子|最近)?(?:就|都|也|是|啥也|什么都|么事都)*(?:{_NEG}有?|零|0|断了|停了)(?:了|啊|呀|的|吧|呢|呗|哦)*(?=$|[,，。!！ ])"
)
_CEASED = re.compile(
    rf"(?:现在|如今|眼下|这会儿|这下|后来|[伤病事]了?(?:以后|之后|后))[^,，。]{{0,8}}?(?:{_NEG}|断了|停了|干不了|干不动|零)"
)
_IDLE = re.compile(
    r"没活|没班上|没事做|没工作|歇着|闲着|待业|靠(?:亲戚|亲友|借|邻居|别人|村里|接济)|吃老本|都(?:不能|没法|没)(?:上班|干活|挣钱)"
)
_ON_ME = re.compile(r"(?:身上|兜里|手里|口袋|卡里|手头|包里)[^,，。]{0,4}$")
_OTHERS_HAVE_NONE = re.compile(r"(?:他|她|孩子|儿子|老伴|老公|媳妇|老婆|闺女|女儿|对象|爱人|妈|爸)[^,，。]{0,6}$")


def income(text: Text, roles: list[Role], context: Context) -> list[Heard]:
    """Income of all earners a month; 0 only when it is said of the household (or asked, and nobody earns)."""
    asked = context.asked == _FIELD
    told = still_standing(text, [r for r in roles if r.name == INCOME])
    positive = [e for e in earnings(text, told) if e.amount.value > 0]
    if not positive:
        return _none_at_all(text, asked)
    return [_add_up(text, positive)]


def _add_up(text: Text, told: list[Earning]) -> Heard:
    told = _said_once(text, _what_is_left(text, _without_rates(told)))
    if total := _total(text, told):
        return _hear(text, [total], total.sure)
    first, last = told[0].amount, told[-1].amount
    sure = min(e.sure for e in told)
    if len(told) > 1 and _BY_TURNS.search(text.norm[max(0, first.start - 12) : last.end]):
        low = min(e.low if e.low is not None else e.monthly for e in told)
        high = max(e.high if e.high is not None else e.monthly for e in told)
        return _heard(text, sum(e.monthly for e in told) / len(told), low, high, first.start, last.end, sure - 0.1)
    return _hear(text, told, sure - 0.05 * (len(told) > 1))


def _without_rates(told: list[Earning]) -> list[Earning]:
    """一天四五十，一个月下来一千三四: the month was reckoned from the day."""
    return [
        e
        for e, after in zip(told, [*told[1:], None], strict=True)
        if not (e.by_the_day and after and not after.by_the_day and after.monthly < 31 * e.amount.value * 1.2)
    ]


def _what_is_left(text: Text, told: list[Earning]) -> list[Earning]:
    """毛收入八千，刨去油钱剩四千五: what is in hand stands for the sums it was taken from."""
    left = [i for i, e in enumerate(told) if _IN_HAND.search(text.before(e.amount.start, 20))]
    return told[left[0] :] if left else told


def _said_once(text: Text, told: list[Earning]) -> list[Earning]:
    """一个月一千二，一年一万四千四 is one income; 我两千他两千 are two."""
    kept: list[Earning] = []
    for e in told:
        same = [k for k in kept if abs(e.monthly - k.monthly) < 0.01 * e.monthly]
        between = text.norm[kept[-1].amount.end : e.amount.start] if kept else ""
        of_the_same = same[-1:] == kept[-1:] and not _PERSON.search(between)
        if not same or not (of_the_same or _JUST_THAT.search(between)):
            kept.append(e)
    return kept


def _total(text: Text, told: list[Earning]) -> Earning | None:
    """The sum said to be of all, or that is what the others add up to: 四千五、两千五，一个月七千."""
    most = max(e.monthly for e in told)
    for e in reversed(told):
        others = sum(o.monthly for o in told) - e.monthly
        if len(told) > 2 and abs(others - e.monthly) <= 0.02 * e.monthly:
            return e
        before = text.before(e.amount.start, 14)
        of_all = _TOTAL.search(before) or (e is not told[0] and _OF_ALL_OF_THEM.search(before))
        if e.monthly >= most and of_all:
            return e
    return None


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
    if not found:
        bare = (
            _NO.search(text.norm) or _CEASED.search(text.norm) or _NO_MONEY.search(text.norm) or _IDLE.search(text.norm)
        )
        return [_zero(text, bare, 0.8)] if asked and bare else []
    before = text.before(found.start(), 10)
    of_all = re.search(r"全家|家里|我们|都|咱|俺家|现在$", before)
    if _OTHERS_HAVE_NONE.search(before) and not of_all:
        return []
    if asked or (of_all and not _ON_ME.search(before)):
        return [_zero(text, found, 0.85 if asked else 0.7)]
    return []


def _zero(text: Text, found: re.Match[str], confidence: float) -> Heard:
    return Heard(_FIELD, 0, text.said(*found.span()), confidence, *text.origin(*found.span()))
