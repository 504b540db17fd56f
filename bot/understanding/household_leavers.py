"""Who of those named is dead, has left or is not to be counted, and who may well live there: 儿女都分出去了 · 婆婆喘不上气."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import kin
from .household_words import Item, items
from .text import Text

_GONE = re.compile(
    r"走[了的得]|去世|过世|[离跑走死]掉|没了(?!工作|活|收入|班|钱|劳)|没得了|不在了|不在世|离了|离婚|离异|死了|没的(?!收|工|钱)|(?<!没)(?<!未)(?<!没有)(?:出嫁|嫁|出门子|成家|结婚)(?!的?晚)|分家|分了家|分出|另立|双亡|[病亡身]故|身亡|病死|遇难|牺牲|过身|早没|跑了|没有(?!收入|别|其|啥|什么|工作|劳|低|残|钱|办|吃)|不算|不在(?:一个|一起|一块|这|里)|另外住|搬(?:出|走)|迁(?:走|出|到)|户口(?:不|早|已)|不回[来家]|不着家"
)
_APART = re.compile(
    r"分开(?:过|住)|单过|另过|自己过|(?:在|去|到)(?!家|上|念|读|身边|一|这|我|世)|不管|打工|外[头地面]|没联系|坐牢"
)
_FAR_AWAY = re.compile(r"分开|单过|另过|自己过|不管|打工|外[头地面省]|没联系|坐牢|上班|工作|定居|安家")
_CALLER_AWAY = re.compile(
    r"(?<!没)(?<!未)(?<!没有)(?:出嫁|嫁|成家|结婚)|分家|分了家|分出|单过|另过|不算|迁|户口(?:不|早|已)"
)
_ONLY = re.compile(r"[就只光剩][剩有下]?下?$")
_LEFT_OUT = re.compile(
    r"(?:(?:不算|不包括|不含|不加|除了|除去)[^,，。 ]{0,10}|(?:没有?|不跟|不和|没跟)(?:我|俺|他|她)?)\s*$"
)
_AT_THEIR_PLACE = re.compile(r"(?:[在到去回搬挤靠]|住)[^,，。 ]{0,2}$")
_KEPT_IN = re.compile(r"除了[^。]*?(?:还有|外还|以外还)")
JOIN = re.compile(r"[、和跟与同]")
MORE = re.compile(r"(?:还|再|外|另)?(?:有|加|带|连|领)|[和跟]")
ELDER = re.compile(r"爷|奶|婆|公|姥|老|大娘|大爷|大妈|额吉|嬷|父|母|爸|妈")
_SMALL_ONES = ("孩子", "小孩", "娃", "娃娃", "宝宝")


def speaks_of_the_living(text: Text) -> bool:
    """Whether one of those who usually live together is told of, neither dead nor gone nor away for good."""
    named = list(items(text, 0, len(text.norm)))
    return any(
        not out and _is_near(item) and not _FAR_AWAY.search(text.after(item.end, 12))
        for item, out in zip(named, gone(text, named), strict=True)
    )


def _is_near(item: Item) -> bool:
    """A husband or wife, a parent or grandparent of either, a small child."""
    known = kin.table().get(item.word)
    if not known or item.word in _SMALL_ONES:
        return item.word in _SMALL_ONES
    return known.relation in ("spouse", "child") or (known.relation == "relative" and bool(ELDER.search(item.word)))


def gone(text: Text, named: Sequence[Item]) -> list[bool]:
    """Who is dead, left or not to be counted; 大哥和二哥都分家了 takes both."""
    left: list[bool] = []
    for index, item in enumerate(named):
        rest = re.split(r"[,，。、和 ]|跟(?!人|别)", text.after(item.end, 14))[0]
        following = named[index + 1].start - item.end if index + 1 < len(named) else len(rest)
        out = bool((_CALLER_AWAY if item.kind == "caller" else _GONE).search(rest[:following]))
        out = out or (_is_an_aside(text, named[:index], item) and bool(_APART.search(rest)))
        out = out or (bool(_FAR_AWAY.search(rest)) and _leaves_only(text, named[index + 1 :]))
        out = out or (rest.startswith("家") and bool(_AT_THEIR_PLACE.search(text.before(item.start, 4))))
        out = out or (bool(_LEFT_OUT.search(text.before(item.start, 14))) and not _KEPT_IN.search(text.norm))
        left.append(out)
        back = index - 1
        while out and re.match(r"[都全]", rest) and back >= 0 and _touch(text, named[back], named[back + 1]):
            left[back], back = True, back - 1
    return left


def _leaves_only(text: Text, after: Sequence[Item]) -> bool:
    """儿子媳妇打工去了，就我们老两口在家."""
    return bool(after) and bool(_ONLY.search(text.before(after[0].start, 3)))


def _is_an_aside(text: Text, before: Sequence[Item], item: Item) -> bool:
    """就我跟闺女，她爸在外头: a clause of its own about one who is not counted in."""
    if item.kind != "kin" or item.counted or sum(i.heads for i in before) < 2:
        return False
    start = text.clause_of(item.start)[0]
    return not MORE.match(text.norm[start : item.start]) and all(i.start >= start or i.end <= start for i in before)


def _touch(text: Text, left: Item, right: Item) -> bool:
    return bool(JOIN.fullmatch(text.norm[left.end : right.start]))
