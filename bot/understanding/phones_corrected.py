"""A number put right: 尾号是1123 · 不是0007，是0008 · told again with a digit changed."""

from __future__ import annotations

import re

from .digits import DigitRun, runs
from .text import Text
from .types import Context

PHONE_FIELDS = ("applicant.phone", "filer.phone")

_TAIL = re.compile(
    r"(?:尾号|尾数|尾巴|末了(?:[一二两三四五六]位)?|末尾|收尾|最?[末尾][一二两三四五六]位(?:数字?|号)?|最后[面头]?(?:[一二两三四五六]位)?(?:数字?|号)?|后[面头]?[一二两三四五六]位|后头|后四个数?|末尾|后面)(?:错了|不对|记错了|说错了)?[,，]?(?:应该|才|改成|其实)?(?:是|为|改成)?[,， ]*$"
)
_TAKEN_BACK = re.compile(r"(?:不对|不是|错了|口误|等等|等一下|等会儿?)[,， ]*(?:应该|我看看)?是?[,， ]*$")


def mended_number(text: Text, found: list[tuple[str, int, int]], context: Context) -> tuple[str, int, int] | None:
    """尾号是1123: the last digits of the number just said, or of the one on file, are put right."""
    for run in reversed(runs(text)):
        before = text.before(run.start, 14)
        if (
            len(run.digits) > 6
            or _is_only_a_word(text, run)
            or not (_TAIL.search(before) or _TAKEN_BACK.search(before))
        ):
            continue
        base = next((n for n, _, end in reversed(found) if end <= run.start), None) or _known(context)
        if base and not _TAIL.search(before) and not _like_the_tail(base, run.digits):
            continue
        if base and base[-len(run.digits) :] != run.digits:
            return base[: -len(run.digits)] + run.digits, run.start, run.end
    return _swapped(text, context)


def _is_only_a_word(text: Text, run: DigitRun) -> bool:
    """最后一句话: no digit."""
    return len(run.digits) == 1 and bool(re.match(r"[\u4e00-\u9fff](?<![吧呢嘛的呀才])", text.after(run.end, 1)))


def put_right(number: str, context: Context) -> tuple[str, ...]:
    """Whose number on file this is, told again with a digit or two changed; what answers for another's is that one's own."""
    if context.asked in PHONE_FIELDS and not context.known.get(context.asked):
        return ()
    known = {f: str(context.known.get(f) or "") for f in PHONE_FIELDS}
    return tuple(f for f, n in known.items() if n != number and len(n) == len(number) and _like_the_tail(n, number))


def _like_the_tail(number: str, digits: str) -> bool:
    """三九六六，不对，三九六八: said again with a digit or two put right or changed round."""
    tail = number[-len(digits) :]
    return len(digits) >= 2 and sum(a != b for a, b in zip(tail, digits, strict=True)) <= min(2, len(digits) - 1)


def _swapped(text: Text, context: Context) -> tuple[str, int, int] | None:
    """不是0007，是0008."""
    match = re.search(r"不是([^,，是]{2,12})[,，]?\s*是", text.norm)
    base = _known(context)
    if not match or not base:
        return None
    near = [r for r in runs(text, 2) if len(r.digits) <= 8]
    wrong = next((r for r in near if match.start(1) <= r.start < match.end(1)), None)
    right = next((r for r in near if r.start >= match.end()), None)
    if wrong and right and wrong.digits in base and len(wrong.digits) == len(right.digits):
        head, _, tail = base.rpartition(wrong.digits)
        return head + right.digits + tail, right.start, right.end
    return None


def _known(context: Context) -> str | None:
    order = PHONE_FIELDS if context.asked != "filer.phone" else PHONE_FIELDS[::-1]
    return next((str(context.known[f]) for f in order if context.known.get(f)), None)
