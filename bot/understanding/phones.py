"""Phone numbers as they are told, and whose they are."""

from __future__ import annotations

import re

import phonenumbers

from .corrections import is_after_marker
from .digits import DigitRun
from .phones_corrected import PHONE_FIELDS, mended_number, put_right
from .text import Text
from .types import Context, Heard, Notice

_SAME = re.compile(
    r"(?:刚才?|前面|上面|先前)[^,，。]{0,6}(?:那个|这个|说的|报的|给的|讲的|号)|就?(?:是)?(?:那个|这个|同一个)(?:号码?|电话|手机)?(?:$|[,，。 ])"
    r"|(?:一样|同一个|就一个号|共用|说过了|给过了|报过了|已经说了)|就(?:是)?打?(?:那个|这个)"
)
_AREA_CODES = {
    "boshan": "0533",
    "linghai": "0416",
    "yuan": "0564",
    "xilinhot": "0479",
    "qingliu": "0598",
    "tunxi": "0559",
}
_MOBILE = re.compile(r"(?:86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"0\d{2,3}[2-9]\d{6,7}")
_NAMED = re.compile(r"电话|手机|号码|联系|打我|打他|打她|座机|微信同号")
_MINE = re.compile(r"打我|我的|我这|我手机|我电话|我自己的|联系我|俺的|打俺")
_THIS_LINE = re.compile(
    r"(?:就|打|是|用)[^,，。]{0,8}(?:这个?|现在这个?|来电|打进来|打过来)(?:的)?(?:电话|号码?|手机)|就是?这个?(?:号|电话)|来电(?:的)?(?:号码?|显示)"
)
_NO_PHONE = re.compile(
    r"(?:我|俺|他|她|家里?)?(?:也|都|真)?(?:没有?|冇|没得)(?:装|办|买|用)?(?:个)?(?:电话|手机|座机|号码)|不会用(?:电话|手机)|没电话"
)
_NOT_IT = re.compile(r"(?:不是|不要|别打|别记)[^,，。]{0,4}$")

Span = tuple[int, int]


def phones(text: Text, digit_runs: list[DigitRun], context: Context) -> tuple[list[Heard], list[Notice], list[Span]]:
    """Valid numbers under the field they belong to; a mobile number one digit short or long is noticed."""
    found: list[tuple[str, int, int]] = []
    notices: list[Notice] = []
    for run in digit_runs:
        numbers = _numbers_in(run, context)
        found += numbers
        if not numbers and _meant_as_one(text, run, context):
            notices.append(Notice("wrong_phone", _asked_phone(context), text.said(run.start, run.end)))
    found = [n for n in found if not _NOT_IT.search(text.before(n[1], 6))] or found
    mended = mended_number(text, found, context)
    taken = [(s, e) for _, s, e in found] + ([mended[1:]] if mended else [])
    if not found and not mended:
        named = _the_line_itself(text, context) or _the_same(text, context)
        return named, notices or _none_at_all(text, context), taken
    corrected = bool(mended) or any(is_after_marker(text, start) for _, start, _ in found)
    if not corrected and (both := _one_each(text, found, context)):
        return both, [], taken
    number, start, end = mended or found[-1]
    said, place = text.said(start, end), text.origin(start, end)
    fields = put_right(number, context) or _whose(text, start, context)
    return [Heard(f, number, said, 0.95, *place, correction=corrected) for f in fields], [], taken


def _one_each(text: Text, found: list[tuple[str, int, int]], context: Context) -> list[Heard]:
    """爷爷的号码是139…，也可以打我177…: the caller's own beside that of whom they call for."""
    if len(found) != 2 or found[0][0] == found[1][0] or context.known.get("filer.relation", "self") == "self":
        return []
    first = found[0][2]
    mine = [bool(_MINE.search(text.before(found[0][1], 16))), bool(_MINE.search(text.norm[first : found[1][1]]))]
    if mine[0] == mine[1]:
        return []
    fields = ("filer.phone" if is_mine else "applicant.phone" for is_mine in mine)
    return [
        Heard(field, number, text.said(start, end), 0.95, *text.origin(start, end))
        for field, (number, start, end) in zip(fields, found, strict=True)
    ]


def _the_line_itself(text: Text, context: Context) -> list[Heard]:
    """就打我现在这个号: the number the call comes from."""
    match = _THIS_LINE.search(text.norm)
    if not match or not context.caller_phone or context.asked not in PHONE_FIELDS:
        return []
    said, place = text.said(*match.span()), text.origin(*match.span())
    return [Heard(f, context.caller_phone, said, 0.9, *place) for f in _whose(text, match.end(), context)]


def _the_same(text: Text, context: Context) -> list[Heard]:
    """Asked for their own number: 就刚才那个号."""
    known, match = context.known.get("applicant.phone"), _SAME.search(text.norm)
    if not match or not known or context.asked != "filer.phone":
        return []
    return [Heard("filer.phone", known, text.said(*match.span()), 0.9, *text.origin(*match.span()))]


def _none_at_all(text: Text, context: Context) -> list[Notice]:
    match = _NO_PHONE.search(text.norm)
    named = match and (context.asked in PHONE_FIELDS or "我" in match.group() or "俺" in match.group())
    return [Notice("no_phone", _asked_phone(context), text.said(*match.span()))] if match and named else []


def _numbers_in(run: DigitRun, context: Context) -> list[tuple[str, int, int]]:
    digits, found, at = run.digits, [], 0
    if digits.startswith("86") and _MOBILE.fullmatch(digits):
        return [(digits[2:], run.start, run.end)]
    while at < len(digits):
        mobile = re.match(r"1[3-9]\d{9}", digits[at:])
        left = len(digits) - at - 11
        if mobile and (left == 0 or left >= 10 or (left == 1 and run.counted)):
            part = run.part(at, at + 11)
            found.append((part.digits, part.start, part.end))
            at += 11
            continue
        if at == 0 and _ends_in_a_mobile(digits, begins_with_one=bool(mobile)):
            part = run.part(len(digits) - 11, len(digits))
            return [(part.digits, part.start, part.end)]
        landline = _landline(digits[at:], context)
        if landline:
            found.append((landline, run.part(at, len(digits)).start, run.end))
        break
    return found


def _ends_in_a_mobile(digits: str, begins_with_one: bool) -> bool:
    """Digits before a whole number: a false start, or its tail put right first (末尾是1482，137…1482)."""
    before, number = digits[:-11], digits[-11:]
    if not before or not re.fullmatch(r"1[3-9]\d{9}", number):
        return False
    if begins_with_one:
        return number.startswith(before) or number.endswith(before)
    return len(before) <= 6


def _landline(digits: str, context: Context) -> str | None:
    if len(digits) in (7, 8) and context.asked in PHONE_FIELDS and digits[0] in "2345678":
        digits = _AREA_CODES.get(context.jurisdiction, "") + digits
    if not _LANDLINE.fullmatch(digits):
        return None
    return digits if phonenumbers.is_valid_number(phonenumbers.parse(digits, "CN")) else None


def _meant_as_one(text: Text, run: DigitRun, context: Context) -> bool:
    length = len(run.digits)
    mobile_like = run.digits[0] == "1" and run.digits[1:2] in tuple("3456789") and length in (9, 10, 12, 13)
    if context.asked in PHONE_FIELDS:
        return 5 <= length <= 14
    named = bool(_NAMED.search(text.before(run.start, 10)))
    return (named and 7 <= length <= 14) or (mobile_like and length in (10, 12))


def _asked_phone(context: Context) -> str:
    return context.asked if context.asked in PHONE_FIELDS else "applicant.phone"


def _whose(text: Text, start: int, context: Context) -> tuple[str, ...]:
    """The caller's own phone also reaches the applicant when they said to ring it (打我的)."""
    for_other = context.known.get("filer.relation", "self") != "self"
    if not for_other:
        return ("applicant.phone",)
    mine = bool(_MINE.search(text.before(start, 16)))
    if context.asked == "applicant.phone":
        return (
            ("applicant.phone", "filer.phone")
            if mine and not context.known.get("filer.phone")
            else ("applicant.phone",)
        )
    if context.asked == "filer.phone" or mine or not context.known.get("filer.phone"):
        return ("filer.phone",)
    return ("applicant.phone",)
