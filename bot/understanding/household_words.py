"""The persons and groups a household is listed by: 我 · 俺俩 · 老两口 · 两个念书的孩子 · 大儿子一家三口, each with its heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from . import kin
from .numerals import parse
from .text import Text

N = r"[0-9一二两三四五六七八九十俩仨]{1,2}"
_COUNT = r"(?<![0-9一二两三四五六七八九十几])(?:[0-9一二两三四五六七八九俩仨][个位名]?|个)"
_SEVERAL = {"俩": 2, "两": 2, "仨": 3}
_KINSHIP = r"(?:娘|爷|母子|父子|母女|父女|祖孙|婆孙|爷孙|公孙|兄弟|兄妹|姐弟|姐妹|姊妹|婆媳|叔侄|姑侄|舅甥|弟兄)"
_WE = r"(?:我们|俺们|咱们|我|俺|咱)"
_THEY = r"(?:他们|她们|人家|他|她)"
_CHILDREN = r"孩子|孩(?!子|儿|他|她)|娃娃?|小孩|小的|小子|小鬼|小家伙|细崽|细佬|伢子?|侠们|仔|崽|学生|男孩|女孩|小妹妹|小弟弟|囡囡?|细人子|小伢|伢|吃奶的(?!孩|娃|小)"
_ELDERS = r"老人家?|老的(?!爸|妈|娘|爹)|老太太|老太婆|老奶奶|老爷爷|老头子?|老汉|老嬷嬷|老嬷|老额吉|老阿爸|丈人|丈母|家公|家婆|阿嫲"
_OTHERS = r"大人|大的|女朋友|男朋友|女友|男友|老大|老二|老三|老幺|老小"
_PERSONS = (
    rf"(?:双胞胎(?:儿子|闺女|女儿|孩子|小子|丫头|孙子|娃)|儿子媳妇|儿子儿媳|闺女女婿|{_OTHERS}|{_ELDERS}|{_CHILDREN})"
)
PERSON = rf"(?:{_PERSONS}|{kin.alternatives()})"
_OWNER = r"(?:(?:我|俺|咱|他|她)们?|(?:孩子|娃|小孩|学生)(?=[爸妈爹娘爷奶姥父母外]))(?:的|家|那个?|这个?)?"
_QUALITY = (
    r"(?:(?:亲|老|小|大|二|三|傻|瞎|哑巴?|残疾|瘫痪|有?病|光棍|单身|没结婚的?|没成家的?|没嫁人?的?|未婚的?|刚出生的?|才?\d+岁的?)"
    r"|(?:上|念|读|吃|打|刚|才|瘫|有|还|没|未|不|在)[^,，、。 和跟与带领俩仨0-9]{1,7}的)"
)
_QUALIFIED = r"(?:(?!大人|小孩|个?人|[年月天岁])[^,，、。 和跟与带领俩仨0-9]{1,9}的)"
_SELF_GOES_ON = r"(?=$|[,，、。 和跟与还同加也]|自己|自个|本人|一个|[带领养]|拉扯|伺候|照顾|光棍|光杆|单身|离了?婚|离异|没成家|没结婚|没娶|没嫁|守寡)"
_NO_KIN = ("neighbor", "other")
_BEFORE_A_SON = re.compile(r"^$|[,，、。 和跟与带]")  # 儿 elsewhere is only an ending: 等会儿, 老伴儿
_NOT_A_CHILD = rf"(?!的|{_CHILDREN}|儿|女|闺|丫|孙|[月学上念读岁])"


@dataclass(frozen=True)
class Item:
    """`kind`: caller, third, us, couple, group, family, mixed or kin; `word` tells one kin from another.

    `counted`: a number stands before it (两个孩子); `behind`: the number that stands behind it (孩子两个, 孙子俩).
    `closes`: that number counts all who were named, so nobody is missing.
    """

    kind: str
    heads: int
    start: int
    end: int
    word: str = ""
    owner: str = ""
    counted: bool = False
    behind: int = 0
    closes: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    words = kin.alternatives()
    noun = rf"(?:{_PERSONS}(?!他|她|爸|妈|爹|娘|家)|{words})"
    return re.compile(
        rf"(?P<mixed>(?P<big>{N})个?大(?:人)?(?P<small>{N})个?小(?:孩)?(?![学伙]))"
        rf"|(?P<brood>(?P<boys>[一两俩二三四])个?儿(?:子)?(?P<girls>[一两俩二三四])个?女(?:儿)?|一[双对](?:儿女|双胞胎|龙凤胎))"
        rf"|(?P<family>(?:{_OWNER})?(?:{words}|{_THEY})?(?:一家|全家)子?(?P<mouths>{N})口(?:人)?)"
        rf"|(?P<couple>(?:{_WE}(?!们)|{_THEY})?们?(?P<spouses>{words})?(?:他们|她们)?(?:老|小)?(?:[两俩]口(?:子|儿(?!女|子|媳))?|夫妻|夫妇|[两俩](?:公婆|夫妻))(?:俩|两个|两人)?(?:人)?|{_WE}公婆(?:俩|两个))"
        rf"|(?P<group>(?:{_WE}|{_THEY})?(?:(?:{_KINSHIP}(?:儿|们|几)?个?(?P<of>俩|仨|{N}个?)|[哥姐](?P<of3>俩|仨))(?:人)?(?!岁|月)|(?P<of2>[两俩三仨四]){_KINSHIP}))"
        rf"|(?P<us>(?P<who>{_WE}|{_THEY})(?:几|这)?(?P<few>俩|仨|[两二三四五六]个|[两三四五六](?=人|口))(?:老人家?|老的(?!爸|妈|娘|爹)|老家伙|老头老太|大人|人|口)?{_NOT_A_CHILD})"
        rf"|(?P<caller>{_WE}一个(?:大?男人|女人家?|妇女|寡妇|光棍|老太太|老太婆|老婆子|老头子?|老汉|老人家?|当[妈爹娘爸]的)|{_WE}{_SELF_GOES_ON})"
        rf"|(?P<third>(?:他|她){_SELF_GOES_ON})"
        rf"|(?P<kin>(?<!孤)(?P<n>{_COUNT})?(?P<owner>{_OWNER})?{_QUALITY}*?(?P<word>{noun})(?(n)|(?P<times>(?:俩|仨|{N}个|{N}(?=$|[,，、。 和跟]))(?!人|{noun}))?)(?![岁月年]))"
        rf"|(?P<which>(?P<n2>{_COUNT}){_QUALIFIED}(?:(?P<word2>{noun})|(?=$|[,，、。 和跟]))|(?<=有)(?P<n3>{_COUNT})(?=在?[读上念]))"
    )


def items(text: Text, first: int, last: int) -> Iterator[Item]:
    for m in _pattern().finditer(text.norm, first, last):
        item = _item(m)
        known = kin.table().get(item.word)
        if known and known.relation in _NO_KIN and not re.fullmatch(_PERSONS, item.word):
            continue
        if m.group() != "儿" or _BEFORE_A_SON.search(text.before(m.start(), 1)):
            yield item


def number(words: str | None) -> int:
    """俩, 三个, 个 → 2, 3, 1."""
    run = re.match(N, words or "")
    return (_SEVERAL.get(run.group(), 0) or int(parse(run.group()) or 1)) if run else 1


def _item(m: re.Match[str]) -> Item:
    place = m.span()
    if m["mixed"]:
        return Item("mixed", number(m["big"]) + number(m["small"]), *place)
    if m["brood"]:
        return Item("kin", number(m["boys"]) + number(m["girls"]), *place, counted=True)
    if m["family"]:
        return Item("family", number(m["mouths"]), *place, word=m.group()[:2])
    if m["couple"]:
        return Item("couple", 2, *place, word=m["spouses"] or "", owner=m.group()[0])
    if m["group"]:
        return Item("group", number(m["of"] or m["of2"] or m["of3"]), *place, owner=m.group()[0])
    if m["us"]:
        return Item("us", number(m["few"]), *place, owner=m["who"][0])
    if m["caller"] or m["third"]:
        return Item("caller" if m["caller"] else "third", 1, *place, word=m.group())
    word, before, behind = m["word"] or m["word2"] or "", m["n"] or m["n2"] or m["n3"], m["times"]
    each = _heads(word)
    heads = each if each > 1 else number(behind or before)
    return Item("kin", heads, *place, word, m["owner"] or "", bool(before), number(behind) if behind else 0)


def _heads(word: str) -> int:
    """公婆, 儿子媳妇 are two, whatever number stands with them."""
    if re.match(r"(?:儿子|闺女|双胞胎).", word):
        return 2
    known = kin.table().get(word)
    return max(known.heads, 1) if known else 1
