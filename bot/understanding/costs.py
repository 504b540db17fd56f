"""Own medical cost, property loss and tuition, in whole yuan."""

from __future__ import annotations

import re

from .amounts import Amount
from .corrections import is_after_marker
from .money_roles import LOSS, OWN, REPAID, TOTAL, TUITION, Role, still_standing
from .numerals import parse
from .text import Text
from .types import Context, Heard

_MEDICAL = re.compile(
    r"医|病|院|合作|农合|手术|治|药|化疗|透析|抢救|摔|撞|断|伤|癌|脑|心脏|肝|肾|血|瘤|icu|重症|大夫|报销|自费|生孩子|早产|烫|烧伤|骨|(?:砸|夹|扎|割|扭|崴|闪|咬)[了到着伤]*[^,，。]{0,2}[脚手腿头腰胳指眼背]"
)
_MEDICAL_FIELD = "costs.medical_self_paid"
_SHARE = re.compile(
    r"报(?:销)?(?:了|掉)?(?:大概|差不多|也就|才|能)?(?:百分之(?P<p>[一二三四五六七八九]十[一二三四五六七八九]?|\d\d)|(?P<c>[一二三四五六七八九])成|(?P<half>一半))"
)
_DIGIT = {c: i + 1 for i, c in enumerate("一二三四五六七八九")}
_ZERO_COST = re.compile(
    r"没有?(?:看病|医药?|治疗|住院|药)的?(?:花费|费用?|花销|钱)|没(?:有)?要钱|没收钱|不要钱|免费的?|没花(?:什么|啥)?钱|没花|不花钱|没有花|还没花|没产生|没费用|没去(?:看|医院)|没看病|全报了|都报了"
)
_BY_THE_MONTH = re.compile(r"(?:一个?月|每个?月|一天|每天|一次|每次|一针)[^,，。]{0,4}$")
_TOTAL = re.compile(r"(?:一共|总共|加起来|加一起|合起来|合计|拢共|统共|前前后后|总账)[^,，。]{0,8}$")
_ADDS = re.compile(r"又|再|后来|另外|还有|加上")
_A_PART = re.compile(r"门诊|急诊|检查|住院|手术|药|化疗|放疗|康复|护工|救护车|抢救|押金")
_A_UNIT = re.compile(r"(?:一|每)(?:头|只|斤|亩|棵|株|间|筐|袋|条|台)(?:按|就|要|值|能?卖|算|得)+$|按$")
_BESIDE_THE_FEE = re.compile(r"(?:住宿|书本|书|生活|伙食|校服|资料|路)费?[^,，。]{0,4}$")
_A_CHILD = re.compile(r"老[二三小]|小的|妹妹|弟弟|另一个|还有一个|(?:^|[,，。 ])(?:儿子|闺女|女儿|一个|每个)")
_ONE_TIME = re.compile(r"(?:每|一)(?:次|回|趟|针|个疗程)[^,，。]{0,8}$")
_TIMES = re.compile(r"(?P<n>[0-9二两三四五六七八九十]{1,2})(?:次|回|趟|针|个疗程)(?:了)?(?:$|[,，。])")
_NO_LOSS = re.compile(r"没(?:有)?(?:什么|啥)?损失|没损失|东西没坏|没坏(?:什么|啥)")


def costs(text: Text, roles: list[Role], context: Context) -> list[Heard]:
    """Own cost is not total cost: 花了三万八，报完还有两万一 → 21000; 总共十万，医保报了六万 → 40000."""
    heard = [*_medical(text, roles, context), *_of(text, roles, LOSS, "costs.property_loss", context)]
    heard += _of(text, roles, TUITION, "costs.tuition", context)
    return heard


def _medical(text: Text, roles: list[Role], context: Context) -> list[Heard]:
    asked = context.asked == _MEDICAL_FIELD
    told = still_standing(text, [r for r in roles if r.name in (OWN, TOTAL, REPAID)])
    own, total, repaid = ([r.amount for r in told if r.name == name] for name in (OWN, TOTAL, REPAID))
    if own:
        return [_each_time(text, _sum_up(text, own, _MEDICAL_FIELD, 0.93))]
    total = total if asked else [a for a in total if not _BY_THE_MONTH.search(text.before(a.start, 9))]
    mended = context.known.get(_MEDICAL_FIELD) is not None and any(is_after_marker(text, t.start) for t in total)
    if total and (asked or mended or repaid or _MEDICAL.search(text.norm)):
        return [_less_repaid(text, _in_all(text, total), repaid, asked)]
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
    told = [r.amount for r in still_standing(text, [r for r in roles if r.name == name])]
    if told:
        return [_sum_up(text, told, field, 0.93)]
    if context.asked == field and (nothing := (_NO_LOSS if name == LOSS else _ZERO_COST).search(text.norm)):
        return [_zero(text, field, nothing)]
    return []


def _in_all(text: Text, sums: list[Amount]) -> Amount:
    """总共 wins over its parts; 门诊三千，住院一万二 and 又三万六 add up; what was corrected is the later one."""
    corrected = [a for a in sums if is_after_marker(text, a.start)]
    if corrected:
        return corrected[-1]
    largest = max(sums, key=lambda a: a.value)
    if any(_TOTAL.search(text.before(a.start, 12)) for a in sums):
        return largest
    pieces = [text.norm[(sums[i - 1].end if i else 0) : a.start] for i, a in enumerate(sums)]
    if all(_ADDS.search(p) for p in pieces[1:]) or all(_A_PART.search(p) for p in pieces):
        return _added(sums)
    return largest


def _sum_up(text: Text, sums: list[Amount], field: str, confidence: float) -> Heard:
    """Parts named one after the other add up, unless a total is given or one repeats the other."""
    corrected = [a for a in sums if is_after_marker(text, a.start)]
    if corrected or len({a.value for a in sums}) == 1:
        return _hear(text, field, (corrected or sums)[-1], confidence)
    if totals := [a for a in sums if _TOTAL.search(text.before(a.start, 12))]:
        return _hear(text, field, totals[-1], confidence)
    parts = [a for a in sums if not _A_UNIT.search(text.before(a.start, 6))] or sums
    if field == "costs.tuition":
        parts = _of_schooling(text, sums)
    whole = parts[0] if len(parts) == 1 else _added(parts)
    return _hear(text, field, whole, confidence - 0.15 * (len(parts) > 1))


def _of_schooling(text: Text, sums: list[Amount]) -> list[Amount]:
    """学费五千，住宿费八百 → the fee; 老大六千二，老二五千三 → both."""
    beside = [a for a in sums if _BESIDE_THE_FEE.search(text.before(a.start, 9))]
    fees = [a for a in sums if a not in beside] or sums
    children = all(_A_CHILD.search(text.norm[a.end : b.start]) for a, b in zip(fees, fees[1:], strict=False))
    return fees if children else fees[:1]


def _added(sums: list[Amount]) -> Amount:
    low = sum(a.low if a.low is not None else a.value for a in sums)
    high = sum(a.high if a.high is not None else a.value for a in sums)
    value = sum(a.value for a in sums)
    return Amount(value, sums[0].start, sums[-1].end, low if low != value else None, high if high != value else None)


def _each_time(text: Text, heard: Heard) -> Heard:
    """每次自费四千，做了六次."""
    times = _TIMES.search(text.norm)
    if not times or not _ONE_TIME.search(text.norm[: text.norm.find(heard.said)]):
        return heard
    return heard.but(value=int(heard.value) * int(parse(times["n"]) or 1))


def _hear(text: Text, field: str, amount: Amount, confidence: float) -> Heard:
    said, place = text.said(amount.start, amount.end), text.origin(amount.start, amount.end)
    confidence = round(confidence * (0.7 if amount.vague else 1.0), 2)
    corrected = is_after_marker(text, amount.start)
    return Heard(field, amount.value, said, confidence, *place, amount.low, amount.high, corrected)


def _zero(text: Text, field: str, nothing: re.Match[str]) -> Heard:
    return Heard(field, 0, text.said(*nothing.span()), 0.85, *text.origin(*nothing.span()))
