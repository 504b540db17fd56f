"""Names in what the caller says, and whose each is: the caller's own, another's, or a bare answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from . import kin
from .corrections import is_after_marker, markers, standing
from .sounds import syllables
from .spelling import spelling
from .surnames import Name, name_at, surnames, whole_answer_name
from .text import Text

SELF, OTHER, BARE = "self", "other", "bare"
_CALLED = r"(?:的)?(?:大名|大号|名字|姓名|全名|名儿)?(?:就|是|应该)?(?:叫做?|名叫|名字叫|名是|名字是|姓名是|叫个|是叫|(?<=大名)|(?<=大号))(?:做|个)?"
_OWN = re.compile(rf"(?:我|俺|本人|咱|鄙人|自己){_CALLED}[ ,，]?")
_I_AM = re.compile(r"(?:我|俺|这里|这边)(?:就)?是(?![的不他她给替帮])|(?:我|俺)(?=[^,，。]{2,4}(?:,|，|$))|本人(?!的)")
_LABEL = re.compile(r"(?:申请人|姓名|名字|全名|大名|户主)(?:就)?(?:是|叫|为|写|应该是|该是)?[:： ,，]?(?!叫|是|不|错)")
_CALLED_ONLY = re.compile(r"(?:^|[,，。 的])(?:名字)?叫(?:做|个)?[ ,，]?")
_SURNAMED = re.compile(
    r"(?:免贵)?姓(?P<s>欧阳|上官|司马|诸葛|夏侯|皇甫|慕容|司徒|令狐|东方|[一-鿿])(?P<gap>[,，。 呢啊的]{0,3}(?:名|叫|全名|名字|大名|我叫|名叫|全名叫)*(?:是)?[ ,，]?)"
)
_OTHERS = r"老[一-鿿]头|老人家?|老太太|老头儿?|老汉|大娘|大爷|大妈|大叔|大婶|大伯|阿姨|奶奶|爷爷|大姐|大哥|婶子?|嫂子?|患者|病人|村民|居民|学生|住户|租户|师傅|病友|伤者|伤员|孩子|娃|他|她|那人|人家|这家|这户|户主"
_CORRECTED = re.compile(
    r"(?:不对|错了|口误|搞错了|不不)[,， ]?(?:应该|我)?(?:是|叫)|不是[一-鿿]{2,4}[,， ]?(?:而)?[是叫]"
)
_PLACE_BEFORE = re.compile(r"(?:村|镇|乡|社区|屯|嘎查|庄|[组队号室楼]|街道)的?$")
_NUMBER_AFTER = re.compile(r"(?:联系)?(?:电话|手机|号码|身份证|[1一幺][3-9三四五六七八九]|家里)")
_SINGLE_NAME = re.compile(r"[,，。 ]?单名(?:就)?(?:是|叫)?(?:一个)?(?P<g>[一-鿿])")
_SOMEONE_CALLED = re.compile(r"(?P<who>[一-鿿]{1,4}?)(?P<verb>叫|名叫|叫做)(?:个)?[ ,，]?")
_IN_A_ROLE = re.compile(
    r"(?:村主任|主任|支书|书记|会计|文书|网格员|社工|志愿者|嘎查达|组长|协理员|专干)(?:叫|是)?[,， ]?(?=[一-鿿]{2,4}[,，。 ])"
)
_ON_BEHALF = re.compile(r"(?:替|代|帮|为|给)[^,，。]{1,14}?(?:申请|申报|报|登记|问|说|求|反映|办)")
_IS = re.compile(r"是|叫|[,，。 ]")
_OF_PLACE = re.compile(
    r"(?:村|镇|乡|社区|屯|嘎查|庄|[组队号]|居委会|街道|牧场|苏木|(?:我|俺)是[^,，。]{2,12})的(?:叫|我叫|我是)?[,， ]?"
)


@dataclass(frozen=True)
class NameHeard:
    """`owner`: self (我叫…), other (我老公叫…, with the kin word in `who`), or bare (an answer that is just a name)."""

    name: str
    owner: str
    who: str | None
    start: int
    end: int
    confidence: float
    correction: bool = False


@cache
def _kin_then_name() -> re.Pattern[str]:
    return re.compile(
        rf"(?:我|俺|他|她|咱)们?(?:家|村)?的?(?P<who>{kin.alternatives()})(?:的)?[,， ]?"
        r"|(?:老人|村民|居民|牧民|患者|病人|老哥|大姐|大哥|老乡|儿童|孤儿|学生|女生|男生|低保户|五保户|困难户|贫困户)(?=[一-鿿]{2})"
        r"|(?:我们|俺们|咱们?)(?:村|社区|小区|楼|嘎查|组)里?的?(?:居民|村民|牧民|老人|住户|低保户|困难户|贫困户)"
        r"|(?:替|帮|代|给|为)(?:我们?|俺们?)?(?:村里?|社区|小区|楼上|隔壁|对门)*的?(?:居民|村民|老人|贫困户|邻居|老乡|老百姓)"
    )


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>{kin.alternatives()}|{_OTHERS}){_CALLED}[ ,，]?")


def names(text: Text, asked_for_name: bool) -> list[NameHeard]:
    """Every name told, after corrections; a surname alone (姓罗) or a title (周大娘) is none."""
    spelled = spelling(text.norm, asked_for_name)
    bare_of_it = text.without(spelled.spans)
    heard = _told(bare_of_it, asked_for_name, spelled.attested)
    told = [_respelled(h, spelled.attested) for h in heard]
    return [_placed_in(text, bare_of_it, h) for h in told]


def _placed_in(whole: Text, part: Text, heard: NameHeard) -> NameHeard:
    start = whole.at.index(part.at[heard.start])
    return replace(heard, start=start, end=whole.at.index(part.at[heard.end - 1], start) + 1)


def _told(text: Text, asked_for_name: bool, attested: Sequence[str]) -> list[NameHeard]:
    found: list[NameHeard] = []
    for reader in (
        _in_a_role,
        _spelled_clause(attested),
        _other,
        _own,
        _placed,
        _surnamed,
        _labelled,
        _called_only,
        _i_am,
        _apposed,
        _put_right,
        _listed,
    ):
        for heard in reader(text):
            if not any(h.start < heard.end and heard.start < h.end for h in found):
                found.append(heard)
    if not asked_for_name:
        found += [h for h in _someone_called(text, 3.0) if all(h.end <= f.start or f.end <= h.start for f in found)]
    if asked_for_name:
        found += [] if found else _someone_called(text, 2.2)
        found += [bare] if not found and (bare := _bare(text)) else []
        found += [h for h in _put_right_later(text) if all(h.name != f.name for f in found)]
    found = [h for h in found if not any(o.name != h.name and o.name.endswith(h.name) for o in found)]
    found.sort(key=lambda h: h.start)
    by_owner = [[h for h in found if h.owner == owner] for owner in (SELF, OTHER, BARE)]
    kept = [group[i] for group in by_owner for i in standing(text, [(h.start, h.end) for h in group])]
    return sorted(kept, key=lambda h: h.start)


def surname_only(text: Text) -> re.Match[str] | None:
    return next((m for m in _SURNAMED.finditer(text.norm) if m["s"] in surnames()), None)


def _from(
    text: Text, m: re.Match[str], owner: str, who: str | None, least: float, confidence: float
) -> list[NameHeard]:
    found = name_at(text.norm, m.end(), called=any(c in m.group() for c in ("叫", "姓", "大名", "大号")))
    if not found or found.score < least:
        return []
    return [_heard(text, found, m.end(), owner, who, confidence)]


def _heard(text: Text, found: Name, start: int, owner: str, who: str | None, confidence: float) -> NameHeard:
    return NameHeard(found.words, owner, who, start, found.end, confidence, is_after_marker(text, start))


def _own(text: Text) -> list[NameHeard]:
    return [h for m in _OWN.finditer(text.norm) for h in _from(text, m, SELF, None, 1.0, 0.95) or _unlisted(text, m)]


def _unlisted(text: Text, m: re.Match[str], owner: str = SELF, who: str | None = None) -> list[NameHeard]:
    """我叫 followed by something that stands alone is a name, however rare."""
    rest = re.match(r"[一-鿿·]{2,6}(?=$|[,，。 ])", text.norm[m.end() :])
    words = whole_answer_name(rest.group()) if rest else None
    if not words:
        return []
    fuller = name_at(text.norm, m.end() + len(words) + 1)
    if fuller and fuller.words.endswith(words) and fuller.words != words:
        return [_heard(text, fuller, m.end() + len(words) + 1, owner, who, 0.9)]
    return [NameHeard(words, owner, who, m.end(), m.end() + len(words), 0.7)]


def _other(text: Text) -> list[NameHeard]:
    found = []
    for m in _others().finditer(text.norm):
        unlisted = _unlisted(text, m, OTHER, m["who"]) if "叫" in m.group() else []
        found += _from(text, m, OTHER, m["who"], 1.0, 0.93) or unlisted
    return found


def _surnamed(text: Text) -> list[NameHeard]:
    """我姓孙，孙志强 · 姓罗，叫罗水生."""
    found = []
    for m in _SURNAMED.finditer(text.norm):
        name = name_at(text.norm, m.end()) or _unlisted_surname(text.norm, m)
        direct = name_at(text.norm, m.start("s"), called=True)
        if name and name.words.startswith(m["s"]) and len(name.words) >= 2:
            found.append(_heard(text, name, m.end(), *_subject(text, m.start()), 0.95))
        elif direct and direct.words.startswith(m["s"]) and direct.score >= 2.2:
            found.append(_heard(text, direct, m.start("s"), *_subject(text, m.start()), 0.9))
        elif single := _SINGLE_NAME.match(text.norm, m.end("s")):
            full = Name(m["s"] + single["g"], single.end("g"), 1.0)
            found.append(_heard(text, full, m.start("s"), *_subject(text, m.start()), 0.88))
        elif "名" in m["gap"] or "叫" in m["gap"]:
            given = re.match(r"[一-鿿]{1,2}(?=$|[,，。 ])", text.norm[m.end() :])
            if given and m["s"] in surnames():
                full = Name(m["s"] + given.group(), m.end() + given.end(), 1.0)
                found.append(_heard(text, full, m.start("s"), *_subject(text, m.start()), 0.85))
    return found


def _unlisted_surname(norm: str, m: re.Match[str]) -> Name | None:
    """我姓妥 … 妥玉龙: whoever says the surname needs no list."""
    full = re.match(rf"{m['s']}[一-鿿]{{1,2}}(?=$|[,，。 ])", norm[m.end() :])
    return Name(full.group(), m.end() + full.end(), 3.0) if full else None


def _apposed(text: Text) -> list[NameHeard]:
    """我老公程建国前天摔了 · 替隔壁王桂芬申请."""
    found = []
    for m in _kin_then_name().finditer(text.norm):
        found += _from(text, m, OTHER, m["who"], 3.3, 0.75)
    return found


def _put_right(text: Text) -> list[NameHeard]:
    return [h for m in _CORRECTED.finditer(text.norm) for h in _from(text, m, *_subject(text, m.start()), 2.0, 0.85)]


def _someone_called(text: Text, least: float) -> list[NameHeard]:
    """男主人叫端木军 · 租户叫雍正华: whoever 叫 stands behind."""
    found = []
    for m in _SOMEONE_CALLED.finditer(text.norm):
        owner, who = _subject(text, m.start("verb"))
        found += _from(text, m, OTHER if owner == SELF else owner, who, least, 0.88) or _unlisted(text, m, OTHER, who)
    return found


def _put_right_later(text: Text) -> list[NameHeard]:
    """孙启明，不对，户口本上是孙启墨: the first whole name behind the words that take back."""
    found = []
    for _, end in markers(text):
        starts = [m.end() for m in _IS.finditer(text.norm[: end + 16]) if m.start() >= end]
        named = ((at, name_at(text.norm, at)) for at in starts)
        found += [_heard(text, name, at, BARE, None, 0.88) for at, name in named if name and name.score >= 3.3][:1]
    return found


def _in_a_role(text: Text) -> list[NameHeard]:
    """三岔村村主任李成，代村民…: the name behind what the caller is, when they speak for another."""
    found = []
    for m in _IN_A_ROLE.finditer(text.norm) if _ON_BEHALF.search(text.norm) else ():
        found += _from(text, m, SELF, None, 3.3, 0.85)
    return found


def _spelled_clause(attested: Sequence[str]) -> Callable[[Text], list[NameHeard]]:
    """…想转给你们，朴正男，朴素的朴…: a clause that is a whole name, two characters of which are then explained."""

    def read_clauses(text: Text) -> list[NameHeard]:
        named = ((start, end, name_at(text.norm, start)) for start, end in text.clauses)
        whole = [(start, name) for start, end, name in named if name and name.end == end]
        spelled = [(start, name) for start, name in whole if len(set(name.words) & set(attested)) >= 2]
        return [_heard(text, name, start, *_subject(text, start), 0.88) for start, name in spelled]

    return read_clauses


def _placed(text: Text) -> list[NameHeard]:
    """我是池上镇甘泉村的孙玉国电话…"""
    return [h for m in _OF_PLACE.finditer(text.norm) for h in _from(text, m, *_subject(text, m.start()), 3.3, 0.85)]


def _listed(text: Text) -> list[NameHeard]:
    """长校镇沙坪村，黄德旺，电话…: a name that is a clause by itself, between a place and a number."""
    found = []
    for (_, before), (start, end), (after, _) in zip(text.clauses, text.clauses[1:], text.clauses[2:], strict=False):
        name = name_at(text.norm, start)
        if (
            name
            and name.end == end
            and _PLACE_BEFORE.search(text.norm[:before])
            and _NUMBER_AFTER.match(text.norm, after)
        ):
            found.append(_heard(text, name, start, SELF, None, 0.85))
    return found


def _labelled(text: Text) -> list[NameHeard]:
    return [h for m in _LABEL.finditer(text.norm) for h in _from(text, m, BARE, None, 2.2, 0.9)]


def _called_only(text: Text) -> list[NameHeard]:
    found = []
    for m in _CALLED_ONLY.finditer(text.norm):
        found += _from(text, m, *_subject(text, m.start()), 2.0, 0.85)
    return found


def _i_am(text: Text) -> list[NameHeard]:
    """我是方小红, but not 我是石山镇的 or 我是高中老师: the name must end where the words end."""
    found = []
    for m in _I_AM.finditer(text.norm):
        for heard in _from(text, m, SELF, None, 3.6, 0.8):
            rest = text.norm[heard.end : heard.end + 3]
            if not re.match(r"的|人|这|村|镇|乡|嘎查|苏木|屯|家(?!住|在|里)|户|社区|街", rest):
                found.append(heard)
    return found


def _subject(text: Text, position: int) -> tuple[str, str | None]:
    """Whether 叫… speaks of the caller or of the person named last before it."""
    before = text.norm[max(0, position - 30) : position]
    own = max(
        (
            m.end()
            for m in re.finditer(r"(?:我|俺|本人)(?!家|们|老|爸|妈|儿|女|隔|邻|对|男|媳|哥|姐|弟|妹|村|这|楼)", before)
        ),
        default=-1,
    )
    others = re.finditer(rf"{kin.alternatives()}|{_OTHERS}", before)
    other = max(others, key=lambda m: m.end(), default=None)
    if other and other.end() > own:
        return OTHER, other.group()
    return (SELF, None) if own >= 0 else (BARE, None)


def _bare(text: Text) -> NameHeard | None:
    lead = r"[\s,，。]*(?:那个|就|是|叫|对|我|俺|她|他|名字|姓名|我就?是|写|登记|填|记|的名?)*[\s,，]*"
    match = re.match(
        rf"{lead}(?P<name>[一-鿿·]{{2,8}}?)(?:吧|呗|啦|嘛|呀|的|呢|哦|噢|，是我|是我)?(?:$|[\s,，。!！])", text.norm
    )
    words = whole_answer_name(match["name"]) if match else None
    if not match or not words:
        return _clause_name(text)
    sure = 0.92 if words[0] in surnames() and len(words) <= 4 else 0.8
    return NameHeard(
        words, BARE, None, match.start("name"), match.end("name"), sure, is_after_marker(text, match.start("name"))
    )


def _clause_name(text: Text) -> NameHeard | None:
    """我是网格员小陈，陈立新: a clause of the answer that is a whole name."""
    for start, end in reversed(text.clauses):
        found = name_at(text.norm, start)
        if found and found.end == end and found.words[0] in surnames():
            return NameHeard(found.words, BARE, None, start, end, 0.85, is_after_marker(text, start))
    return None


def _respelled(heard: NameHeard, attested: Sequence[str]) -> NameHeard:
    """水生的水 and 弓长张 tell which of the characters that sound alike is meant."""
    name = list(heard.name)
    for char in attested:
        index = next((i for i, c in enumerate(name) if c == char or syllables(c) & syllables(char)), None)
        if index is not None and char not in name:
            name[index] = char
    return replace(heard, name="".join(name))
