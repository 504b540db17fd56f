"""Where a Chinese or Mongolian name begins and ends in running speech."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from . import kin, lookups
from .name_endings import ending, is_over

NEVER_IN_A_NAME = frozenset(
    "的了是我你他她它们这那吗呢吧啊呀哈么没不很都也就还又说电话手机住址号码哪谁啥咋怎俺咱您跟与或被把让叫姓名岁块钱万千百零幺两几个口组村镇乡县区市里吃病死院疼钟点岸砖摔撞塌烧去到从给对向因为所以但请问"
)
_STILL_GIVEN = frozenset("万千百和里市从向因以对也就还哈所")
"""Given names hold these now and then (迟万财, 鲍冲和); taken only where a person is spoken of and the words end."""
_SELDOM = {
    "和": 1.5,
    "家": 1.5,
    "在": 4.0,
    "今": 3.0,
    "来": 1.2,
    "现": 3.0,
    "年": 2.0,
    "身": 3.0,
    "联": 3.0,
    "上": 2.0,
    "下": 3.0,
    "有": 0.8,
    "老": 2.5,
    "儿": 1.8,
    "人": 2.5,
    "男": 2.0,
    "女": 3.0,
    "大": 1.0,
    "小": 0.4,
    "前": 3.0,
    "昨": 4.0,
    "想": 2.0,
    "要": 4.0,
    "以": 3.0,
    "可": 1.5,
    "出": 3.0,
    "能": 3.0,
    "会": 2.0,
    "后": 3.0,
    "户": 4.0,
    "孩": 4.0,
    "媳": 4.0,
    "爸": 4.0,
    "妈": 4.0,
    "刚": 0.5,
    "地": 2.0,
    "得": 1.0,
}


_VERY_COMMON = 100
"""小李 is how one is called at work; 小红 may be all the name that is told."""


@dataclass(frozen=True)
class Name:
    words: str
    end: int
    score: float


@cache
def surnames() -> dict[str, int]:
    return {r["surname"]: int(r["weight"]) for r in lookups.rows("surnames.csv")}


@cache
def given_names() -> dict[str, int]:
    return {r["character"]: int(r["weight"]) for r in lookups.rows("given_name_characters.csv")}


@cache
def _mongolian() -> re.Pattern[str]:
    parts = "|".join(sorted(lookups.words("mongolian_name_parts.txt"), key=len, reverse=True))
    return re.compile(rf"(?:{parts}){{1,3}}")


@cache
def _mongolian_characters() -> frozenset[str]:
    return frozenset("".join(lookups.words("mongolian_name_parts.txt")))


def _mongol_whole(norm: str, start: int) -> Name | None:
    """敖日格勒: four to six characters up to a firm break, all such as Mongolian names are written with."""
    match = re.match(r"[一-鿿]{4,6}(?=$|[,，。、 ;!?])", norm[start:])
    strange = [c not in _mongolian_characters() for c in match.group()] if match else [True]
    if not match or strange[0] or sum(strange) > 1:
        return None
    return Name(match.group(), start + match.end(), 5.5)


def name_at(norm: str, start: int, called: bool = False, meant: bool = False) -> Name | None:
    """The likeliest name that begins at `start`; the score weighs how name-like it is and how well it ends.

    `called`: it follows 叫, so that a name which begins like a word (高兴旺) is let pass. `meant`: a person is spoken of
    here, so that a name which holds a numeral or the like (宫万年) is let pass.
    """
    choices = [
        c
        for c in (
            *_han(norm, start, called or meant),
            _mixed(norm, start),
            _mongol(norm, start),
            _mongol_whole(norm, start),
        )
        if c and not is_a_word(c.words, called)
    ]
    return max(choices, key=lambda c: c.score, default=None)


def _han(norm: str, start: int, meant: bool) -> list[Name]:
    for width in (2, 1):
        surname = norm[start : start + width]
        if len(surname) == width and surname in surnames():
            return [n for size in (2, 1) if (n := _with_given(norm, start, surname, size, meant))]
    return []


def _with_given(norm: str, start: int, surname: str, size: int, meant: bool) -> Name | None:
    first = start + len(surname)
    given, end = norm[first : first + size], first + size
    barred = NEVER_IN_A_NAME - _STILL_GIVEN if meant and is_over(norm[end:]) else NEVER_IN_A_NAME
    if len(given) < size or set(given) & barred or any(not "\u4e00" <= c <= "\u9fff" for c in given):
        return None
    likely = sum(math.log1p(given_names().get(c, 1)) / 4 - _SELDOM.get(c, 0.0) for c in given) / size
    common = math.log1p(surnames()[surname]) / 10
    return Name(surname + given, end, likely + common + ending(norm, end) + (0.5 if size == 2 else 0.0))


def _mongol(norm: str, start: int) -> Name | None:
    match = _mongolian().match(norm, start)
    if not match or match.end() - start < 2:
        return None
    bonus = 1.6 if match.end() - start >= 3 else 0.4
    return Name(match.group(), match.end(), bonus + ending(norm, match.end()))


def _mixed(norm: str, start: int) -> Name | None:
    """王额尔敦: a Mongolian name behind a Chinese surname."""
    given = _mongolian().match(norm, start + 1) if norm[start : start + 1] in surnames() else None
    if not given or given.end() - given.start() < 3:
        return None
    return Name(norm[start : given.end()], given.end(), 2.0 + ending(norm, given.end()))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(lookups.words("not_names.txt"))


def is_mongolian(words: str) -> bool:
    """Written with such characters as Mongolian names are; three at least."""
    return len(words) >= 3 and all(c in _mongolian_characters() for c in words)


def is_a_word(words: str, called: bool = False) -> bool:
    stop = _stop_words()
    is_familiar = words[0] == "小" and len(words) == 2 and surnames().get(words[1], 0) >= _VERY_COMMON
    if (
        is_familiar
        or words in stop
        or any(words[:n] in kin.table() for n in (2, 3))
        or words[1] == "阿"
        and words[1:] in kin.table()
        or words[0] == "老"
        or words[-1] in "哥姐娘爷叔婶嫂姨爹"
    ):
        return True
    return not called and bool(
        words[:2] in stop or any(w in words for w in stop if len(w) >= 2 and len(words) - len(w) <= 1)
    )


def whole_answer_name(words: str) -> str | None:
    """A bare answer taken as a name: by surname, by Mongolian parts, or any two to five characters that are no word."""
    if not 2 <= len(words) <= 8 or any(not "\u4e00" <= c <= "\u9fff" and c != "·" for c in words):
        return None
    found = name_at(words, 0) or (name_at(words, 0, called=True) if len(words) == 3 else None)
    if found and found.end == len(words):
        return words
    if is_mongolian(words) and not is_a_word(words):
        return words
    given = words[1:] if words[0] in surnames() else words
    if len(words) > 5 or words in surnames() or is_a_word(words) or set(given) & (NEVER_IN_A_NAME - _STILL_GIVEN):
        return None
    return words
