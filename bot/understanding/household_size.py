"""How many live in the household: said as a number, as a phrase (娘俩, 就她一个), or counted from its members."""

from __future__ import annotations

import re

from . import household_members, kin
from .corrections import is_after_marker, standing
from .household_alone import Found, alone, single, tells_who_is_at_home
from .household_listing import listing
from .household_words import PERSON, N
from .numerals import parse, spoken_range
from .text import Text
from .types import Context, Heard

_FIELD = "household.size"

_MOUTHS = re.compile(rf"(?P<n>{N})(?:来)?(?:口(?:之家|人家|子人|子|人)?|个人吃饭|张嘴)(?![气井锅棺猪牛药])")
_PEOPLE = re.compile(
    rf"(?P<n>{N})(?:个人|个大活人|人|个(?=$|[,，。吧呢啊呗了 ]))(?!民|家|工|头|受|的(?:工资|钱|地|养老|退休))"
)
_AT_HOME = re.compile(
    r"(?:家里?|屋[下头]|厝里|全家|一家|家中|屋里|户里|户口本上?|一共|总共|拢共|连我|加我|算上|连[^,，。]{1,4}|就剩?)[^,，。]{0,8}$"
)
_LIVE_TOGETHER = re.compile(r"\s*(?:一起|一块|共同)?(?:过(?!来|去)|住|生活|相依|吃饭)")
_NOBODY_ELSE = re.compile(r"没(?:有)?(?:别|旁|其他|外)人")
_GROWN_AND_SMALL = re.compile(
    rf"大人(?P<grown>{N})个?[^0-9一二两三四五六七八九]{{0,4}}(?:小孩|孩子|小的|娃)(?P<small>{N})个?"
)
_A_BRANCH = re.compile(rf"[,，、和跟].{{0,3}}{kin.alternatives()}(?:他们|她们)?(?:一家|全家)$")
_A_MEMBER = re.compile(rf"(?:(?:我|俺|咱|他|她)们?|{PERSON})$")
_ALL_WITH = re.compile(r"(?:连|加上?|算上)[^,，。]{1,3}$")
_AND_MORE = re.compile(
    rf"(?:人|子)?[,，、 ]*(?:再|外|还|另外?)?(?:加上?|连上?|带上?|算上)(?:我|俺)?的?{kin.alternatives()}"
    r"(?!.*[一二两三四五六七八九十](?:口|个人))"
)
_NOT_OF_ALL = re.compile(
    r"\s*(?:带|拉扯|领着|养|供|伺候|有病|残疾|打工|上学|上班|挣|干活|受伤|住院|撞|打我|追|来|一起|开车|退休|拿|领)"
)
_REALLY = re.compile(r"(?:实际|现在|常住|真正|其实)[^,，。]{0,6}$")
_COMES_OR_GOES = re.compile(r"(?:添|多|少|走|缺)了?$|靠[^,，。]{0,4}$")
_HEADED_BY = re.compile(rf"{PERSON}(?:带|领|拉扯)")
"""家里就老奶奶带一个小孙子: whoever is named first heads the household."""
_BARE = re.compile(
    rf"[\s,，。]*(?:就|有|一共|大概|总共|差不多|是|应该是|共)*(?P<n>{N})(?:个|位|口)?[吧呢的啊吗嘛呀\s,，。]*"
)


def household_size(text: Text, context: Context) -> list[Heard]:
    """A number said outright wins over one counted from the members named."""
    asked = context.asked == _FIELD
    relation = context.known.get("filer.relation")
    found = (
        (asked and _grown_and_small(text))
        or _said_outright(text, asked or context.read_back or context.asked == "confirm")
        or alone(text, asked)
        or (asked and _NOBODY_ELSE.search(text.norm) and single(text))
        or _members(text, asked, relation)
        or (asked and (_bare(text) or single(text)))
    )
    if found and not asked and tells_who_is_at_home(text, found, relation):
        return []
    return [_hear(text, *found)] if found else []


def _grown_and_small(text: Text) -> Found | None:
    """大人四个，小孩三个."""
    m = _GROWN_AND_SMALL.search(text.norm)
    return (_number(m["grown"]) + _number(m["small"]), m.start(), m.end(), 0.92) if m else None


def _said_outright(text: Text, asked: bool) -> Found | None:
    found = [f for f in _numbers_of_people(text, asked) if not _counts_others(text, f[0])]
    found.sort(key=lambda f: f[0].start())
    found = [found[i] for i in standing(text, [f[0].span() for f in found])]
    sized = [(_number(m["n"]), m.start(), m.end(), c) for m, c in found]
    sized = [s for s in sized if 0 < s[0] < 30]
    if not sized or (sized[0][0] == 1 and not asked and "个人" not in text.norm[sized[0][1] : sized[0][2]]):
        return None
    if really := [s for s in sized if _REALLY.search(text.before(s[1], 9))]:
        return really[-1]
    if len(sized) > 1 and sized[-1][0] > sized[0][0] and re.fullmatch(r"[吧呢啊 ,，。]*", text.norm[sized[-1][2] :]):
        return sized[-1]
    if len(sized) > 1 and not is_after_marker(text, sized[-1][1]):
        return max(sized, key=lambda s: (bool(_AT_HOME.search(text.before(s[1], 12))), s[3], s[0]))
    return sized[-1]


def _numbers_of_people(text: Text, asked: bool) -> list[tuple[re.Match[str], float]]:
    found = [(m, 0.95) for m in _MOUTHS.finditer(text.norm)]
    for m in _PEOPLE.finditer(text.norm):
        at_home = bool(_AT_HOME.search(text.before(m.start(), 12)) or _LIVE_TOGETHER.match(text.after(m.end(), 5)))
        if (asked or at_home or _sums_up_a_list(text, m)) and not any(
            m.start() < f.end() and f.start() < m.end() for f, _ in found
        ):
            closes = text.norm.strip(" ,，。吧呢啊").endswith(m.group())
            found.append((m, 0.95 if at_home or closes else 0.8))
    return found


def _sums_up_a_list(text: Text, m: re.Match[str]) -> bool:
    """我跟老婆还有两个小孩四个人: the members were named, and this is how many they are."""
    first = max(text.sentence_of(m.start())[0], m.start() - 24)
    listed = household_members.count(text, first, m.start()) if _number(m["n"]) > 2 else None
    return bool(listed and listed.heads == _number(m["n"]))


def _number(words: str) -> int:
    """四五口 is taken as four: the smaller promises less."""
    between = spoken_range(words) if len(words) == 2 else None
    return int(between[0] if between else parse(words) or 0)


def _counts_others(text: Text, m: re.Match[str]) -> bool:
    """两口子 is a couple, 四口人里三个有病 counts the sick, 老两口 is read with the members."""
    before, after = text.before(m.start(), 12), text.after(m.end(), 24)
    if m.group().endswith("口子") or (
        m["n"] in "两俩" and re.search(r"[老小我俺咱们]$", before) and m.group()[-1:] == "口"
    ):
        return True
    if (
        _COMES_OR_GOES.search(before)
        or re.match(r"儿[,，、 带]", after)
        or _AND_MORE.match(after)
        or _NOT_OF_ALL.match(after)
    ):
        return True
    return _is_one_of_the_list(m.group(), before, after)


def _is_one_of_the_list(words: str, before: str, after: str) -> bool:
    """老人两个，孩子一个 · 大儿子一家三口 after others · 俺两个，还有老娘."""
    if words.endswith("个") and not _REALLY.search(before):
        return bool(_A_MEMBER.search(before)) and not _ALL_WITH.search(before)
    return bool(_A_BRANCH.search(before))


def _bare(text: Text) -> Found | None:
    m = _BARE.fullmatch(text.norm)
    if not m or not 0 < (parse(m["n"]) or 0) < 30:
        return None
    return int(parse(m["n"]) or 0), m.start("n"), m.end("n"), 0.9


def _members(text: Text, asked: bool, relation: object) -> Found | None:
    """我、媳妇、俩孩子 → 4. Outside the question only a plain list of the household counts."""
    area = (0, len(text.norm)) if asked else listing(text)
    if area and not asked and _HEADED_BY.match(text.norm, *area):
        relation = "neighbor"
    counted = household_members.count(text, *area, relation) if area else None
    return (counted.heads, counted.start, counted.end, 0.85 if asked else 0.7) if counted else None


def _hear(text: Text, size: int, start: int, end: int, confidence: float) -> Heard:
    said, place = text.said(start, end), text.origin(start, end)
    return Heard(_FIELD, size, said, confidence, *place, correction=is_after_marker(text, start))
