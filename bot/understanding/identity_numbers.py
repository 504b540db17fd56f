"""Resident ID numbers, GB 11643: eighteen characters whose last is a check on the rest."""

from __future__ import annotations

import re

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from .digits import DigitRun
from .text import Text
from .types import Context, Heard, Notice

_FIELD = "applicant.id_number"
_SPOKEN_OF = re.compile(r"身份证|证件号|证号")
_PROVINCES = {"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"} | {
    *("41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82")
}


def identity_numbers(
    text: Text, runs: list[DigitRun], context: Context
) -> tuple[list[Heard], list[Notice], list[tuple[int, int]]]:
    """A number whose check digit is right is heard; a wrong one is only noticed, and never filed."""
    heard, notices, taken = [], [], []
    for run in runs:
        right = _right_part(run)
        if right is not None:
            said = text.said(right.start, right.end)
            heard.append(Heard(_FIELD, right.digits, said, 0.98, *text.origin(right.start, right.end)))
            taken.append((right.start, right.end))
        elif _meant_as_one(text, run, context):
            notices.append(Notice("wrong_id_number", _FIELD, text.said(run.start, run.end)))
            taken.append((run.start, run.end))
    return heard[-1:], notices if not heard else [], taken


def _right_part(run: DigitRun) -> DigitRun | None:
    for first in range(len(run.digits) - 17):
        part = run.part(first, first + 18)
        if _is_right(part.digits):
            return part
    return None


def _is_right(number: str) -> bool:
    """Check digit, province and birthday. Not stdnum's table of counties: it refuses people born before their county
    got its code, as most of the old were."""
    if not number[:-1].isdigit() or number[:2] not in _PROVINCES or ric.calc_check_digit(number) != number[-1]:
        return False
    try:
        return ric.get_birth_date(number).year >= 1900
    except ValidationError:
        return False


def _meant_as_one(text: Text, run: DigitRun, context: Context) -> bool:
    length = len(run.digits)
    named = context.asked == _FIELD or bool(_SPOKEN_OF.search(text.before(run.start, 12)))
    looks = run.digits[:2] in _PROVINCES and run.digits[6:8] in ("18", "19", "20")
    return (named and 13 <= length <= 21) or (looks and 16 <= length <= 20)
