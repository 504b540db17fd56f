"""Counts a household from the members named: 我、媳妇、俩孩子 · 俺俩带个孙女 · 他跟老娘娘俩 · 儿女都分出去了."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import kin
from .household_leavers import ELDER, JOIN, MORE, gone
from .household_words import Item, items
from .text import Text

_EARNS = re.compile(
    r"(?:一个人|自己)?(?:给人|替人|帮人|[在出]|打工|干|挣|赚|上班|做|放|开|跑|种|卖|有(?:收入|工作|班)|能)"
)
_SUMS_UP = re.compile(r"[,，。 ]*(?:就|一共|总共|拢共|共|是|就是)$")
_OLD_ONES = ("老的", "老人", "老人家", "大人")
_WITH = re.compile(r"(?:[、 ]?(?:[和跟与同带领]着?|还有)|、)?")
_ONE_OF_THEM = ("大的", "小的", "老大", "老二", "老三", "老小")
_PLAIN_WORDS = ("孩子", "小孩", "娃", "娃娃", "学生", "老人", "小的", "老的")
_PAIR_OF_PARENTS = ("爸妈", "父母", "爹妈", "爹娘", "爸爸妈妈")


@dataclass(frozen=True)
class Members:
    heads: int
    start: int
    end: int


def count(text: Text, first: int, last: int, relation: object = None) -> Members | None:
    """The members between `first` and `last`; None for fewer than two.

    Who heads the household counts once, named or not: the caller, or the one the caller (`relation`) speaks for.
    """
    named = list(items(text, first, last))
    stay = [i for i, out in zip(named, gone(text, named), strict=True) if not out]
    told = _once(text, stay)
    if not told or all(i.kind == "caller" for i in told) or _only_speaks_of(text, told):
        return None
    left = any(i.kind == "caller" for i in named) and not any(i.kind == "caller" for i in stay)
    head = 0 if left or _holds_the_head(text, told, relation) else 1
    heads = sum(i.heads for i in told) + head
    return Members(heads, told[0].start, told[-1].end) if heads > 1 else None


def _only_speaks_of(text: Text, told: Sequence[Item]) -> bool:
    """老婆种茶叶，一年一万八 · 家里就我男人挣钱: no list, a story about one of them."""
    only = told[0]
    if len(told) > 1 or only.heads > 1 or only.kind != "kin" or only.counted or only.behind:
        return False
    led = re.search(r"[就和跟带领养有]着?$", text.before(only.start, 2))
    goes_on = re.split(r"[,，。、 ]", text.after(only.end, 8))[0]
    return bool(_EARNS.match(goes_on)) if led else len(goes_on) > 1


def _once(text: Text, stay: Sequence[Item]) -> list[Item]:
    """Each person once: what is said again, and a number that sums up those just named, are passed over."""
    told: list[Item] = []
    for item in stay:
        if any(_same(item, other) for other in told) or _is_emphasis(text, item) or _sums_up(text, told, item):
            continue
        if item.kind == "caller" and any(_of_the_caller(t) for t in told):
            continue
        if item.word in _ONE_OF_THEM and not item.counted and any(t.counted and t.heads > 1 for t in told):
            continue
        if item.kind == "third" and any(t.kind != "caller" for t in told) and not _stands_alone(text, item):
            continue
        told = _joined_by(text, told, item)
    return _opened_by_its_sum(text, told, stay)


def _is_emphasis(text: Text, item: Item) -> bool:
    """连吃奶的都算上."""
    return text.before(item.start, 1) == "连" and bool(re.match(r"[都也]算", text.after(item.end, 2)))


def _sums_up(text: Text, told: Sequence[Item], item: Item) -> bool:
    """我跟老头子，就两个老的."""
    again = item.counted and item.word in _OLD_ONES and item.heads == sum(t.heads for t in told)
    return again and bool(_SUMS_UP.fullmatch(text.norm[told[-1].end : item.start]))


def _stands_alone(text: Text, item: Item) -> bool:
    """爷爷奶奶，他，还有个妹妹; in 我妈，她跟我弟 the mother is told twice."""
    return not text.after(item.end, 1).strip(",，、。 ")


def _same(item: Item, other: Item) -> bool:
    if item.kind != "kin":
        return item.kind == other.kind and item.kind in ("caller", "third")
    owned = item.owner == other.owner or not item.owner or not other.owner
    return other.kind == "kin" and item.word == other.word and owned and not item.counted and bool(item.word)


def _of_the_caller(item: Item) -> bool:
    return item.kind in ("us", "couple", "group") and item.owner in "我俺咱" and not item.word


def _joined_by(text: Text, told: list[Item], item: Item) -> list[Item]:
    """他跟他老娘娘俩: the two again. 大儿子两口子: a couple, the son being one. 我跟孙子俩: two in all."""
    if not told:
        return [replace(item, closes=item.heads == item.behind > 1 and bool(_pair(item)))]
    gap = text.norm[told[-1].end : item.start]
    if item.kind == "us":
        if _is_one_with_the_sum(text, told, item, gap):
            return [*told, replace(item, heads=1)]
        if item.owner not in "我俺咱" and not JOIN.search(gap) and gap.strip():
            return _summed_up(told, item)
        named = any(t.kind == ("caller" if item.owner in "我俺咱" else "third") for t in told)
        return told if named and item.heads == sum(t.heads for t in told) else [*told, item]
    if item.kind == "couple" and _is_their_pair(told[-1], item, gap):
        return [*told, replace(item, heads=1, closes=True)]
    if item.kind in ("couple", "group") and not item.word:
        if item.heads == sum(t.heads for t in told) and (not gap.strip(" ") or _has_a_head(told)):
            return told
        if not gap and told[-1].heads == 1 and told[-1].kind == "kin":
            return [*told[:-1], replace(item, start=told[-1].start, word=told[-1].word or "kin")]
        if not gap and len(told) > 1 and told[-1].heads + told[-2].heads == item.heads:
            return told
    each = 1 if item.heads == item.behind else item.heads
    linked = _WITH.fullmatch(gap) or (len(told) > 1 and item.word not in _PLAIN_WORDS)
    if item.behind > 1 and linked and sum(t.heads for t in told) + each == item.behind:
        return [*told, replace(item, heads=each, closes=True)]
    return [*told, item]


def _summed_up(told: list[Item], they: Item) -> list[Item]:
    """老两口，平常就他俩: those just named. 我爸也没活干，他俩靠养老金: he, and whom the caller speaks for."""
    missing = they.heads - sum(t.heads for t in told)
    if missing not in (0, 1):
        return [*told, they]
    return [*told, replace(they, heads=1, closes=True)] if missing else told


def _is_one_with_the_sum(text: Text, told: Sequence[Item], item: Item, gap: str) -> bool:
    """爸妈跟我三个, 我跟他俩: one more, and the number of them all; in 爸妈跟我们三个 three more."""
    one = "们" not in text.norm[item.start : item.end]
    return one and bool(JOIN.fullmatch(gap)) and sum(t.heads for t in told) + 1 == item.heads


def _is_their_pair(last: Item, couple: Item, gap: str) -> bool:
    """俺娘跟俺爹老两口, 我跟媳妇两口子: the two just named; 我妈跟我哥两口子 are three."""
    words = kin.table()
    if couple.word not in words or last.heads != 1 or not (JOIN.fullmatch(gap) or not gap):
        return False
    relation = words[couple.word].relation
    if last.kind in ("caller", "third"):
        return relation == "spouse"
    return last.word in words and words[last.word].relation == relation


def _pair(item: Item) -> bool:
    return item.word in kin.table() and kin.table()[item.word].heads > 1


def _has_a_head(told: Sequence[Item]) -> bool:
    return any(t.kind in ("caller", "third") for t in told)


def _opened_by_its_sum(text: Text, told: list[Item], stay: Sequence[Item]) -> list[Item]:
    """我们仨，我爸、我妈、我 · 娘仨，两个孩子 · 我们俩，我跟我妈，还有个娃: the list says the number again."""
    if len(told) < 2 or told[0].kind not in ("us", "group") or told[0].word:
        return told
    first, rest = told[0], told[1:]
    listed = [i for i in stay if i.start >= first.end]
    gap = text.norm[first.end : listed[0].start]
    total = sum(i.heads for i in rest)
    names_caller = any(i.kind == "caller" or _of_the_caller(i) for i in rest)
    if not re.match(r"[,，、。： ]", gap) or MORE.search(gap):
        return told
    but_one = not names_caller and total == first.heads - 1 and (first.heads > 2 or first.kind == "group")
    again = but_one or (_has_a_head(rest) or names_caller) and total == first.heads
    if again or all(i.kind != "caller" for i in listed):
        return [first] if again else told
    named = [1 + sum(i.heads for i in rest[: n + 1]) for n in range(len(rest))]
    summed = next((n + 1 for n, heads in enumerate(named) if heads == first.heads), 0)
    return [first] if named[-1] < first.heads else [first, *rest[summed:]]


def _holds_the_head(text: Text, told: Sequence[Item], relation: object) -> bool:
    if any(i.closes or _is_head(i) for i in told):
        return True
    if told[0].counted and told[0].word in _OLD_ONES and len(told) == 1:
        return True
    if relation in (None, "self", "spouse", "parent"):
        return False
    own = [kin.table()[i.word].relation for i in told if i.word in kin.table()]
    if relation in ("child", "relative"):
        return relation in own
    first = told[0]
    if first.word in _PLAIN_WORDS and text.after(first.end, 1) in "跟和":
        return True
    return first.kind == "kin" and not first.owner and bool(ELDER.search(first.word))


def _is_head(item: Item) -> bool:
    if item.kind == "family":
        return item.word[0] in "一全我俺咱他她"
    if item.kind != "kin":
        return not item.word or item.kind in ("caller", "third")
    if item.word in _PAIR_OF_PARENTS and item.owner.startswith(("孩子", "小孩", "学生", "娃")):
        return True
    word = kin.table().get(item.word)
    return item.word in ("大人", "大的") or bool(word and word.heads > 1 and not word.relation and not word.child)
