"""Own medical cost, property loss and tuition, in whole yuan."""

from __future__ import annotations

import re

from .amounts import Amount
from .corrections import is_after_marker, standing
from .money_roles import LOSS, OWN, REPAID, TOTAL, TUITION, Role
from .text import Text
from .types import Context, Heard

_MEDICAL = re.compile(
    r"医|病|院|合作|农合|手术|治|药|化疗|透析|抢救|摔|撞|断|伤|癌|脑|心脏|肝|肾|血|瘤|icu|重症|大夫|报销|自费|生孩子|早产|烫|烧伤|骨"
)
_MEDICAL_FIELD = "costs.medical_self_paid"
_SHARE = re.compile(
    r"报(?:销)?(?:了|掉)?(?:大概|差不多|也就|才|能)?(?:百分之(?P<p>[一二三四五六七八九]十[一二三四五六七八九]?|\d\d)|(?P<c>[一二三四五六七八九])成|(?P<half>一半))"
)
_DIGIT = {c: i + 1 for i, c in enumerate("一二三四五六七八九")}
_ZERO_COST = re.compile(
    r"没花(?:什么|啥)?钱|没花|不花钱|没有花|还没花|没产生|没费用|没去(?:看|医院)|没看病|全报了|都报了"
)
_NO_LOSS = re.compile(r"没(?:有)?(?:什么|啥)?损失|没损失|东西没坏|没坏(?:什么|啥)")


def costs(text: Text, roles: list[Role], context: Context) -> list[Heard]:
    """Own cost is not total cost: 花了三万八，报完还有两万一 → 21000; 总共十万，医保报了六万 → 40000."""
    heard = [*_medical(text, roles, context), *_of(text, roles, LOSS, "costs.property_loss", context)]
    heard += _of(text, roles, TUITION, "costs.tuition", context)
    return heard


def _stand(text: Text, roles: list[Role]) -> list[Role]:
    kept = standing(text, [(r.amount.start, r.amount.end) for r in roles])
    return [roles[i] for i in kept]


def _medical(text: Text, roles: list[Role], context: Context) -> list[Heard]:
    asked = context.asked == _MEDICAL_FIELD
    told = _stand(text, [r for r in roles if r.name in (OWN, TOTAL, REPAID)])
    own, total, repaid = ([r.amount for r in told if r.name == name] for name in (OWN, TOTAL, REPAID))
    if own:
        return [_sum_up(text, own, _MEDICAL_FIELD, 0.93)]
    mended = context.known.get(_MEDICAL_FIELD) is not None and any(is_after_marker(text, t.start) for t in total)
    if total and (asked or mended or repaid or _MEDICAL.search(text.norm)):
        return [_less_repaid(text, _largest(text, total), repaid, asked)]
    if asked and (nothing := _ZERO_COST.search(text.norm)):
        return [_zero(text, _MEDICAL_FIELD, nothing)]
    return []


def _less_repaid(text: Text, total: Amount, repaid: list[Amount], asked: bool) -> Heard:
    field = _MEDICAL_FIELD
    share = _SHARE.search(text.norm)
    if repaid and sum(r.value for r in repaid) < total.value:
        last = repaid[-1]
        value = total.value - sum(r.value for r in repaid)
        start, end = min(total.start, last.start), max(total.end, last.end)
        return _hear(text, field, Amount(value, start, end), 0.85)
    if share:
        start, end = min(total.start, share.start()), max(total.end, share.end())
        return _hear(text, field, Amount(round(total.value * (1 - _fraction(share))), start, end), 0.75)
    return _hear(text, field, total, 0.9 if asked else 0.7)


def _fraction(share: re.Match[str]) -> float:
    if share["half"]:
        return 0.5
    if share["c"]:
        return _DIGIT[share["c"]] / 10
    words = share["p"]
    if words.isdigit():
        return int(words) / 100
    return (_DIGIT[words[0]] * 10 + (_DIGIT[words[2]] if len(words) > 2 else 0)) / 100


def _of(text: Text, roles: list[Role], name: str, field: str, context: Context) -> list[Heard]:
    told = [r.amount for r in _stand(text, [r for r in roles if r.name == name])]
    if told:
        return [_sum_up(text, told, field, 0.93)]
    if context.asked == field and (nothing := (_NO_LOSS if name == LOSS else _ZERO_COST).search(text.norm)):
        return [_zero(text, field, nothing)]
    return []


def _largest(text: Text, sums: list[Amount]) -> Amount:
    """总共 wins over its parts; what was corrected is the later one."""
    corrected = [a for a in sums if is_after_marker(text, a.start)]
    return corrected[-1] if corrected else max(sums, key=lambda a: a.value)


def _sum_up(text: Text, sums: list[Amount], field: str, confidence: float) -> Heard:
    """Parts named one after the other add up, unless a total is given or one repeats the other."""
    values = {a.value for a in sums}
    corrected = [a for a in sums if is_after_marker(text, a.start)]
    if corrected or len(values) == 1:
        return _hear(text, field, (corrected or sums)[-1], confidence)
    totals = [
        a
        for a in sums
        if re.search(r"(?:一共|总共|加起来|合起来|合计|拢共|统共)[^,，。]{0,8}$", text.before(a.start, 12))
    ]
    if totals:
        return _hear(text, field, totals[-1], confidence)
    if field == "costs.tuition":
        named = [a for a in sums if re.search(r"学费[^,，。]{0,6}$", text.before(a.start, 9))]
        return _hear(text, field, (named or sums)[0], confidence)
    low = sum(a.low if a.low is not None else a.value for a in sums)
    high = sum(a.high if a.high is not None else a.value for a in sums)
    value = sum(a.value for a in sums)
    whole = Amount(value, sums[0].start, sums[-1].end, low if low != value else None, high if high != value else None)
    return _hear(text, field, whole, confidence - 0.15)


def _hear(text: Text, field: str, amount: Amount, confidence: float) -> Heard:
    said, place = text.said(amount.start, amount.end), text.origin(amount.start, amount.end)
    confidence = round(confidence * (0.7 if amount.vague else 1.0), 2)
    corrected = is_after_marker(text, amount.start)
    return Heard(field, amount.value, said, confidence, *place, amount.low, amount.high, corrected)


def _zero(text: Text, field: str, nothing: re.Match[str]) -> Heard:
    return Heard(field, 0, text.said(*nothing.span()), 0.85, *text.origin(*nothing.span()))
