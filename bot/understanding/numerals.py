"""Spoken and written numbers: 八千二, 二十三万六, 9万3, 3.8w, 两千四百五, 二四零零."""

from __future__ import annotations

import re

DIGITS = {"零": 0, "〇": 0, "幺": 1, "一": 1, "壹": 1, "二": 2, "两": 2, "俩": 2, "贰": 2, "三": 3, "仨": 3, "叁": 3}
DIGITS |= {"四": 4, "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "k": 1000, "万": 10_000, "w": 10_000}
_TENS = {"廿": 20, "卅": 30}

RUN = (
    r"(?:\d[\d,]*(?:\.\d+)?(?:[十百千万wk](?:零?[\d零一二两三四五六七八九十百千万]*))?"
    r"|[零〇幺一二两三四五六七八九十百千万廿卅]+)"
)
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|.")


def parse(run: str) -> float | None:
    """The number a run of numeral characters means, or None when it is no number."""
    tokens = _TOKEN.findall(run.strip())
    if not tokens:
        return None
    if all(t in DIGITS for t in tokens):
        return float("".join(str(DIGITS[t]) for t in tokens))
    return _add_up(tokens)


def _add_up(tokens: list[str]) -> float | None:
    section = 0.0
    current: float | None = None
    last_unit, after_zero = 1, False
    for word in tokens:
        if word in DIGITS or word[0].isdigit():
            value = float(DIGITS[word]) if word in DIGITS else float(word.replace(",", ""))
            if current is not None and current != 0:
                return None
            after_zero = after_zero or (word in "零〇" and last_unit > 1)
            current = value
        elif word in _TENS:
            section, current, last_unit = section + _TENS[word], None, 10
        elif word in UNITS:
            unit = UNITS[word]
            if unit == 10_000:
                section = (section + (current or (0 if section else 1))) * unit
            else:
                section += (1 if current is None else current) * unit
            current, last_unit, after_zero = None, unit, False
        else:
            return None
    return section + _tail(current, last_unit, after_zero)


def _tail(current: float | None, last_unit: int, after_zero: bool) -> float:
    """八千二 ends in a bare digit that stands one place below the last unit; after 零, or below ten, it is itself."""
    if current is None:
        return 0.0
    if last_unit >= 100 and not after_zero and 0 < current < 10:
        return current * (last_unit // 10)
    return current


def spoken_range(run: str) -> tuple[float, float] | None:
    """五六万, 一万二三, 三五千, 十七八万: two neighbouring digits where one belongs."""
    for i in range(len(run) - 1):
        first, second = DIGITS.get(run[i]), DIGITS.get(run[i + 1])
        if not first or not second or not (second == first + 1 or (first, second) == (3, 5)):
            continue
        if (i and run[i - 1] not in UNITS) or (i + 2 < len(run) and run[i + 2] not in UNITS):
            continue
        low, high = parse(run[: i + 1] + run[i + 2 :]), parse(run[:i] + run[i + 1 :])
        if low is not None and high is not None and low < high:
            return low, high
    return None
