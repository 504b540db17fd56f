"""Names that nothing leads up to: a bare answer, a clause by itself, what follows the words that take back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .corrections import is_after_marker, markers
from .naming import BARE, SELF, NameHeard, heard, subject
from .surnames import Name, is_mongolian, name_at, surnames, whole_answer_name
from .text import Text

_PLACE_BEFORE = re.compile(r"(?:村|镇|乡|社区|屯|嘎查|庄|[组队号室楼]|街道)的?$")
_NUMBER_AFTER = re.compile(r"(?:联系)?(?:电话|手机|号码|身份证|[1一幺][3-9三四五六七八九]|家里)")
_IS = re.compile(r"是|叫|[,，。 ]")
_LEAD = (
    r"[\s,，。.]*(?:那个|就|是|叫|对|我|俺|她|他|名字|姓名|我就?是|写|登记|填|记|的名?)*[\s,，.]*(?![就是叫对写填登])"
)
_BARE = re.compile(
    rf"{_LEAD}(?P<name>[一-鿿·]{{2,8}}?)(?:吧|呗|啦|嘛|呀|的|呢|哦|噢|，是我|是我)?(?:$|[两三四五六俩仨]个?字|[\s,，。!！.])"
)
_SAME_AGAIN = re.compile(r"^[\s,，]*(?:就是?|是|叫)?(?P<name>[一-鿿]{2,6}?)[,， ]?(?:就是?|是)那个(?P=name)")
_LITTLE = 8
_IN_PIECES = re.compile(r"[一-鿿]{1,4}(?: [一-鿿]{1,4}){1,3}")


def bare(text: Text) -> NameHeard | None:
    """The answer itself, or a clause of it, or Mongolian syllables said in pieces."""
    match = _SAME_AGAIN.match(text.norm) or _BARE.match(text.norm)
    words = whole_answer_name(match["name"]) if match else None
    if pieces := _in_pieces(text):
        return pieces
    if not match or not words or _goes_on(text, match.end("name"), words):
        return _clause(text)
    sure = 0.92 if words[0] in surnames() and len(words) <= 4 else 0.8
    start = match.start("name")
    return NameHeard(words, BARE, None, start, match.end("name"), sure, is_after_marker(text, start))


def _goes_on(text: Text, end: int, words: str) -> bool:
    """俩棚 连苗带棚膜四万块钱没了: what no table holds as a surname is a name only where little else is said."""
    return words[0] not in surnames() and not is_mongolian(words) and len(text.norm) - end > _LITTLE


def _in_pieces(text: Text) -> NameHeard | None:
    """那顺 巴雅尔 五个字."""
    match = _IN_PIECES.match(text.norm.lstrip())
    parts = match.group().split(" ") if match else []
    for count in range(len(parts), 1, -1):
        words = "".join(parts[:count])
        if is_mongolian(words):
            start = text.norm.index(parts[0])
            return NameHeard(words, BARE, None, start, start + len(words) + count - 1, 0.85)
    return None


def _clause(text: Text) -> NameHeard | None:
    """我是网格员小陈，陈立新: a clause of the answer that is a whole name."""
    for start, end in reversed(text.clauses):
        found = name_at(text.norm, start, meant=True)
        if found and found.end == end and found.words[0] in surnames():
            return NameHeard(found.words, BARE, None, start, end, 0.85, is_after_marker(text, start))
    return None


def put_right_later(text: Text) -> list[NameHeard]:
    """孙启明，不对，户口本上是孙启墨: the first whole name behind the words that take back."""
    found = []
    for _, end in markers(text):
        starts = [m.end() for m in _IS.finditer(text.norm[: end + 16]) if m.start() >= end]
        named = [(at, name) for at in starts if (name := name_at(text.norm, at)) and name.score >= 3.3]
        fuller = [(at, name) for at, name in named if name.words.endswith(named[0][1].words)]
        found += [heard(text, name, at, BARE, None, 0.88) for at, name in fuller[-1:]]
    return found


def explained(text: Text, attested: Sequence[str], asked_for_name: bool) -> list[NameHeard]:
    """…想转给你们，朴正男，朴素的朴…: a clause that is a whole name, two characters of which are then explained.

    Asked for a name, the surname explained is enough (赖皮的赖，赖观音妹).
    """
    clauses = ((_behind_lead(text, start, end), end) for start, end in text.clauses)
    named = ((start, _whole(text, start, end, attested)) for start, end in clauses)
    spelled = [(start, name) for start, name in named if name and _is_spelled(name.words, attested, asked_for_name)]
    return [heard(text, name, start, *subject(text, start), 0.88) for start, name in spelled]


def _behind_lead(text: Text, start: int, end: int) -> int:
    lead = re.match(r"(?:我|俺|他|她)?(?:就)?(?:叫|是)", text.norm[start:end])
    return start + lead.end() if lead else start


def _is_spelled(words: str, attested: Sequence[str], asked_for_name: bool) -> bool:
    surname_is = asked_for_name and words[0] in attested and len(words) >= 3
    return surname_is or len(set(words) & set(attested)) >= 2


def only_spelled(text: Text, attested: Sequence[str]) -> NameHeard | None:
    """宛如的宛，传达的传，当兵的兵: an answer that only spells is put together."""
    words = "".join(dict.fromkeys(attested))
    if not 2 <= len(words) <= 4 or words[0] not in surnames():
        return None
    return NameHeard(words, BARE, None, 0, len(text.norm), 0.7)


def _whole(text: Text, start: int, end: int, attested: Sequence[str]) -> Name | None:
    """Whoever explains the first character needs no list of surnames."""
    name = name_at(text.norm, start, meant=True)
    if name and name.end == end:
        return name
    words = text.norm[start:end]
    all_told = len(words) >= 2 and set(words) <= set(attested)
    fits = words[:1] in attested and len(words) <= 4 and (all_told or whole_answer_name(words))
    return Name(words, end, 3.0) if fits else None


def listed(text: Text) -> list[NameHeard]:
    """长校镇沙坪村，黄德旺，电话…: a name that is a clause by itself, between a place and a number."""
    found = []
    for (_, before), (start, end), (following, _) in zip(
        text.clauses, text.clauses[1:], text.clauses[2:], strict=False
    ):
        name = name_at(text.norm, start, meant=True)
        stands_there = _PLACE_BEFORE.search(text.norm[:before]) and _NUMBER_AFTER.match(text.norm, following)
        if name and name.end == end and stands_there:
            found.append(heard(text, name, start, SELF, None, 0.85))
    return found
