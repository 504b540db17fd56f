"""How people spell a name aloud: 吉祥的祥 · 立早章 · 言西早谭 · 三点水的汪 · 亓是亓官的亓 · 复姓上官.

What only explains is cut out before names are read, so that 焦裕禄的焦 makes nobody 焦裕禄; what it attests settles which of
the characters that sound alike is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .glyphs import composed, forms, part_names
from .surnames import NEVER_IN_A_NAME, surnames

Span = tuple[int, int]

_SPLIT = {
    "弓长": "张", "立早": "章", "耳东": "陈", "木子": "李", "双木": "林", "口天": "吴", "言午": "许", "古月": "胡", "草头": "黄",
    "三横": "王", "走肖": "赵", "禾呈": "程", "人可": "何", "干勾": "于", "人未": "余", "双口": "吕", "木易": "杨", "西早": "谭",
    "小月": "肖", "双人": "徐", "马各": "骆", "十八子": "李", "人王": "全", "三人": "众", "文刀": "刘", "卯金刀": "刘", "京尤": "就",
}  # fmt: skip
_SPLIT_NAME = re.compile(rf"(?P<not>不是)?(?:言)?(?P<parts>{'|'.join(_SPLIT)})(?:的)?(?P<c>[一-鿿])?")
_BESIDE = r"(?:(?:[左右]|旁边?|边上?|上|下|底下|外|里)(?:边|面|头)?)"
_WITH = rf"(?:[,，]?(?:再|又|然后)?{_BESIDE}?(?:是|有)?(?:加|带|配|添|搁|放)上?|[,，]?{_BESIDE})(?:是|有)?(?:一)?个?"
_A_CHARACTER = r"(?:[一-鿿]{1,3}(?!字)[一-鿿]的)?[一-鿿](?:字(?![旁头底边框]))?"
_POSITIONED = re.compile(
    r"(?:[上左](?:边|面|头)|外(?:边|面))(?:是|有)?(?:一)?个?(?P<one>[一-鿿]{2,4}?的[一-鿿]|[一-鿿])字?[,，]?"
    r"(?:[下右里](?:边|面|头)|底下)(?:是|有)?(?:一)?个?(?P<other>[一-鿿]{2,4}?的[一-鿿]|[一-鿿])字?(?:的(?:那个)?(?P<c>[一-鿿]))?"
)
_OF = re.compile(r"(?:里)?(?:的|那个)+(?P<pair>[一-鿿](?:[一-鿿](?![一-鿿]))?)")
_ENDS = re.compile(r"$|[^一-鿿]|字|[一-鿿]{1,3}的|[我俺他她就是呢嘛吧住]|电话|手机|今年|家住|然后|还有|这个|那个")
"""What may follow an explained character: 嘎查的嘎查达 and 张家村的张大爷 explain nothing."""
_COMPOUND = re.compile(r"(?:是)?复姓(?P<s>[一-鿿]{2})")
_OF_THE_SURNAME = re.compile(r"姓(?P<s>[一-鿿])(?P<word>[一-鿿]{1,4}的(?P=s))(?=(?P=s)|[,，。 ]|$)")
_OF_ITSELF = re.compile(r"(?P<s>[一-鿿])字?(?:就)?是[^,，。 ]{1,4}(?P=s)(?=$|[,，。 ])")
_READS = re.compile(
    r"[一-鿿]字(?:念|读)(?:作)?(?:[a-z]+|[一-鿿])|(?<![一-鿿])(?:念|读)(?:作)?(?:[a-z]+|[一-鿿](?![一-鿿]))"
)


@dataclass(frozen=True)
class Spelling:
    """`spans` only explain; `attested` are the characters they name, in order."""

    spans: tuple[Span, ...]
    attested: tuple[str, ...]


def spelling(norm: str, of_a_name: bool) -> Spelling:
    """What in the words spells a name; `of_a_name`: a name was asked for, so that a looser form counts."""
    spans: list[Span] = []
    attested: list[str] = []
    for reader in (_of_the_surname, _split, _built, _compound, _of_word, _reads):
        for start, end, char in reader(norm, of_a_name):
            if not any(start < e and s < end for s, e in spans):
                spans.append((start, end))
                attested += char
    return Spelling(tuple(sorted(spans)), tuple(attested))


def _of_the_surname(norm: str, of_a_name: bool) -> list[tuple[int, int, str]]:
    """我姓甘甘露的甘甘小红: the surname, what explains it, and the name, in one breath; 罗细妹罗是四夕罗."""
    told = [(*m.span("word"), m["s"]) for m in _OF_THE_SURNAME.finditer(norm) if m["s"] in m["word"][:-1]]
    itself = [(*m.span(), m["s"]) for m in _OF_ITSELF.finditer(norm) if of_a_name and norm.count(m["s"]) > 2]
    return told or itself


def _split(norm: str, of_a_name: bool) -> list[tuple[int, int, str]]:
    """弓长张; 不是口天吴 says only what is not meant. 李双木 without the surname behind it is left alone."""
    found = []
    for match in _SPLIT_NAME.finditer(norm):
        meant, said = _SPLIT[match["parts"]], match["c"]
        if said not in surnames() and not (of_a_name and said is None):
            continue
        char = (
            meant
            if said is None or meant in surnames() and said != meant and match["parts"] not in ("草头", "西早")
            else said
        )
        found.append((match.start(), match.end(), "" if match["not"] else char))
    return found


@cache
def _part() -> str:
    named = "|".join(sorted(map(re.escape, part_names()), key=len, reverse=True))
    return rf"(?:{named}|[一-鿿]字[旁头底边框]儿?)"


@cache
def _composed() -> re.Pattern[str]:
    meant = r"(?:(?:的|那个|这个)+(?P<{}>[一-鿿]))?"
    return re.compile(
        rf"(?P<base>{_A_CHARACTER}){_WITH}(?P<part>{_part()}){meant.format('c')}"
        rf"|(?P<part2>{_part()})(?:{_WITH}|一个)(?P<base2>{_A_CHARACTER}){meant.format('c2')}"
    )


@cache
def _described() -> re.Pattern[str]:
    """三点水的汪 · 单立人那个佟 · 女字旁一个弟弟的弟 · 绞丝旁."""
    return re.compile(
        rf"(?:不是)?{_part()}(?:(?:的|那个|这个|个)+(?P<c>[一-鿿])|[^,，。 ]{{1,9}}?(?:的|那个)[一-鿿](?!边|面)|[^,，。 ]{{0,8}}(?=$|[,，。 ]))"
    )


def _built(norm: str, of_a_name: bool) -> list[tuple[int, int, str]]:
    """丙加个耳朵旁 attests 邴; 三点水的汪 attests 汪; what is built is none of its parts."""
    found = list(_put_together(norm))
    if of_a_name:
        vague = ((m.start(), m.end(), m["c"] or "") for m in _described().finditer(norm))
        found += [v for v in vague if not any(v[0] < end and start < v[1] for start, end, _ in found)]
    return found


def _put_together(norm: str) -> Iterator[tuple[int, int, str]]:
    for match in (*_POSITIONED.finditer(norm), *_composed().finditer(norm)):
        told = match.groupdict()
        one = told.get("part") or told.get("part2") or told["one"][-1]
        other = (told.get("base") or told.get("base2") or told["other"]).rstrip("字")[-1]
        said = told.get("c") or told.get("c2") or ""
        char = composed(forms(one), other, said or norm[: match.start()] + norm[match.end() :])
        yield match.start(), match.end(), char or said


def _compound(norm: str, of_a_name: bool) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), "") for m in _COMPOUND.finditer(norm) if norm.count(m["s"]) > 1]


def _of_word(norm: str, of_a_name: bool) -> list[tuple[int, int, str]]:
    """吉祥的祥, 万年历的万年: the word holds what it explains. Asked for a name, 仇恨的仇 also when only the name holds it."""
    found, position = [], 0
    for middle in _OF.finditer(norm):
        word = re.search(r"[一-鿿]+$", norm[position : middle.start()])
        if not word or middle.start() < position:
            continue
        told = next((c for c in (middle["pair"], middle["pair"][:1]) if len(c) and c in word.group()[-5:]), "")
        if not told and of_a_name and norm.count(middle["pair"][0]) > 1:
            told = middle["pair"][0]
        ends = _ENDS.match(norm, middle.start("pair") + len(told))
        if not told or not ends or set(told) & NEVER_IN_A_NAME and not of_a_name:
            continue
        begins = position + word.start() + _word_start(word.group(), told)
        is_said = re.search(rf"{told[0]}字?(?:就)?是$", norm[position:begins])
        begins -= len(is_said.group()) if is_said else 0
        denied = norm[:begins].endswith("不是")
        position = middle.start("pair") + len(told)
        found.append((begins - 2 * denied, position, "" if denied else told))
    return found


def _word_start(word: str, told: str) -> int:
    """Where the explaining word begins in a run of characters: where it holds what it explains, two characters long at least; 三个石头的磊."""
    if counted := re.search(r"[两三四]个[一-鿿]{1,2}$", word):
        return counted.start()
    at = word.rfind(told)
    start = max(0, min(at if at >= 0 else len(word) - 2, len(word) - 2))
    return len(word) - 3 if word.endswith("有没有") else start


def _reads(norm: str, of_a_name: bool) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), "") for m in _READS.finditer(norm)] if of_a_name else []
