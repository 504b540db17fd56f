"""Counts a household from the members named: 我、媳妇、俩孩子 · 俺俩带个孙女 · 大儿子一家三口，加上我老两口."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from . import kin
from .numerals import parse
from .text import Text

_N = r"[0-9一二两三四五六七八九十俩仨]{1,2}"
_COUNT = rf"(?:{_N}个?|(?<![0-9一二两三四五六七八九十])个)"
_SEVERAL = {"俩": 2, "两": 2, "仨": 3}
_KINSHIP = r"(?:娘|爷|母子|父子|母女|父女|祖孙|婆孙|爷孙|兄弟|兄妹|姐弟|姐妹|婆媳|叔侄|姑侄|舅甥|夫妻|夫妇|弟兄)"
_ONES = r"大人|老人|老的|小的|大的|小孩|孩子|娃娃?|男孩|女孩|老太太|老头子?|老奶奶|老爷爷|学生|老幼|伢|仔|崽"
_LEAVES_OUT = re.compile(r"(?:没有?|不算|除了|不跟|不和)(?:我|俺|他|她)?\s*$")
_GONE = re.compile(
    r"走了|去世|过世|没了|没得了|不在了|离了|离婚|死了|嫁|出门子|成家|分家|分出去|单过|另过|分开过|早没|跑了|没有(?!收入|别|其|啥|什么)|不算|另外住|搬出去"
)


@dataclass(frozen=True)
class Members:
    """How many the words add up to, and whether the one who heads the list (the caller, or who they speak for) is in."""

    heads: int
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    """One member or group after the other; what holds its own number is tried before the bare words."""
    words = kin.alternatives()
    modified = rf"{_COUNT}(?:(?!大人|小孩|个?人)[^,，、。和跟与带领俩仨0-9]{{1,7}}的)"
    return re.compile(
        rf"(?P<big>{_N})个?大(?:人)?(?P<small>{_N})个?小(?:孩)?(?![学伙])"
        rf"|(?P<group>(?:我们|俺们|他们|她们)?{_KINSHIP}(?:儿|们|几)?个?(?P<of>俩|仨|{_N}个?)(?:人)?(?!岁|月)|(?P<of2>[两俩三仨]){_KINSHIP})"
        rf"|(?P<pair>(?:我们|俺们|咱们?)公婆(?:俩|两个)|两公婆|(?:(?:我|俺|咱|他|她)?{words}|我|俺|咱)?(?:们)?(?:老|小)?(?:两口[子儿]?|夫妻|夫妇)(?:俩|两个)?)"
        rf"|(?P<us>(?:我|俺|咱|他|她)(?:们)?(?P<few>俩|仨|[两三四五]个)(?:老人家?|老的|老家伙|大人)?(?!孩|儿|女|闺|娃|月|小|上|念|读))"
        rf"|(?:(?:{words})(?:他们|她们)?)?(?:一家|全家)子?(?P<mouths>{_N})口(?:人)?"
        rf"|(?P<self>(?:我|俺|咱)一个(?:女人家?|老太太|老婆子|老头子?|老汉|男人|妇女|寡妇|当[妈爹娘爸]的)|(?:我们|我|俺|咱)(?=$|自己|自个|一个?人|一个(?=[,，])|[,，、 和跟与还]|[带领养][着个一两俩仨二三]?|拉扯|伺候|照顾|加|同))"
        rf"|(?P<third>(?:他|她)(?=$|自己|[,，、 和跟与还带]))"
        rf"|(?P<some>{_COUNT}(?:个)?(?:{_ONES})(?!他|她|爸|妈|爹|娘|家))|(?P<ones>{_ONES})(?P<times>{_N})个?(?![岁月年])"
        rf"|(?P<which>{modified}(?:(?P<kin2>{words})|(?:{_ONES})|(?=$|[,，、。和跟])))"
        rf"|(?P<n>{_COUNT})?(?:(?:我|俺|他|她|咱)(?:们)?(?:的|家|那)?|(?:那|的))?(?:亲|老|小|大|二|三|傻|瞎|残疾|病)?(?P<kin>{words})(?P<after>俩|仨|[两三四五]个(?!月))?(?:(?<=双胞胎)(?:儿子|闺女|女儿|孩子|小子|丫头|孙子|娃))?"
    )


def count(text: Text, first: int, last: int) -> Members | None:
    """The members between `first` and `last`; the caller counts once, whether named or not. None for fewer than two."""
    found = list(_standing(text, first, last))
    if not found or all(m["self"] for m, _ in found):
        return None
    heads = sum(h for _, h in found) + (0 if any(_holds_the_caller(m) for m, _ in found) else 1)
    first_heads = found[0][1] if found[0][0]["us"] or found[0][0]["group"] else 0
    if first_heads > 2 and heads in (2 * first_heads, 2 * first_heads - 1):
        heads = first_heads  # 我们仨，我爸、我妈、我: the list says the number again
    return Members(heads, found[0][0].start(), found[-1][0].end()) if heads > 1 else None


def _standing(text: Text, first: int, last: int) -> Iterator[tuple[re.Match[str], int]]:
    """Each member once, with its heads: those gone and those said before are passed over."""
    told: set[str] = set()
    for m in _pattern().finditer(text.norm, first, last):
        word = "self" if m["self"] else m["third"] or (m["kin"] if not m["n"] else None)
        if word in told or _is_gone(text, m) or ((m["self"] or m["us"]) and "us" in told):
            continue
        if m["third"] and told - {"self"}:
            continue
        told |= {w for w in (word, "us" if _holds_the_caller(m) and not m["self"] else None) if w}
        yield m, _heads(m)


def _heads(m: re.Match[str]) -> int:
    if m["big"]:
        return _number(m["big"]) + _number(m["small"])
    if m["group"]:
        return _number(m["of"] or m["of2"])
    if m["pair"]:
        return 2
    if m["self"] or m["third"]:
        return 1
    for part in ("few", "mouths", "times"):
        if m[part]:
            return _number(m[part])
    if m["some"] or m["which"]:
        return _number(m["some"] or m["which"])
    each = max(kin.table()[m["kin"]].heads, 1)
    times = _number(m["after"] or m["n"]) if m["after"] or m["n"] else 1
    return each * times if each == 1 else each


def _number(words: str) -> int:
    """俩, 三个, 两个念书的孩子, 个老的 → 2, 3, 2, 1."""
    run = re.match(_N, words)
    if not run:
        return 1
    return _SEVERAL.get(run.group(), 0) or int(parse(run.group()) or 1)


def _holds_the_caller(m: re.Match[str]) -> bool:
    if m["self"] or m["third"] or m["group"] or m["pair"] or m["us"] or m["big"]:
        return not (m["pair"] and m.group().startswith(("儿子", "闺女", "女儿")))
    if m["mouths"]:
        return m.group().startswith(("一家", "全家"))
    if m["some"] or m["ones"]:
        return bool(re.search(r"大人|大的", m.group()))
    word = kin.table().get(m["kin"] or "")
    return bool(word and word.heads > 1 and word.relation is None and not word.child)


def _is_gone(text: Text, m: re.Match[str]) -> bool:
    rest = re.split(r"[,，。、和跟]", text.after(m.end(), 10))[0]
    return bool(_GONE.search(rest) or _LEAVES_OUT.search(text.before(m.start(), 4)))
