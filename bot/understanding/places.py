"""Where the caller lives: township and village by the county's register, however they say or mispronounce them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .corrections import is_after_marker, standing
from .register import Form, Place, Register, register
from .sounds import blurred, sound_alike
from .text import Text
from .types import Context, Heard, Notice

Span = tuple[int, int]

_PLACE_FIELDS = ("address.township", "address.village", "address.detail")
_LIVES = re.compile(
    r"(?:住在?|家住在?|家在|家是|现住|租在|搬到|搬去|人在|就在|地址是?|我是|俺是|我们是|咱是|隔壁|归|属于|在)[\s,，]*$"
)
_NAMED_AFTER = re.compile(
    r"^\s*(?:的(?:我|俺|人|居民|村民|$|[,，。 ])|那边|这边|那儿|这儿|那块|这块|里的?|[一二三四五六七八九十\d]+[组队号])"
)
_REGISTERED = re.compile(
    r"(?:户口|户籍|老家|原籍|娘家|婆家|出生|身份证上?(?:地址)?|嫁到|嫁去|嫁在|从前住|以前住|原来住|原先住)[^,，。]{0,4}$"
)
_STAYS_ELSEWHERE = re.compile(
    r"(?:儿子|闺女|女儿|姑娘|兄弟|亲戚|哥|弟|姐|妹|孩子|儿女)(?:家)?(?:们)?(?:都|也|现在|常年)?(?:住?在)$"
)
_GOES_THERE = re.compile(r"(?:在|到|去|从|往|上)\s*$")
_HAPPENED_THERE = re.compile(
    r"^.{0,8}?(?:撞|摔|翻|干活|打工|上班|住院|开的?刀|手术|看的?病|治病|赶集|工地|厂|医院|卫生院|卫生室|卫生所|学校|中学|小学|幼儿园|派出所|镇政府|集上|砖窑|矿|路口|送货|送外卖|念书|上学|读书)"
)
_ITS_BUILDING = re.compile(
    r"(?:那边|那儿)?的?(?:工地|医院|中?心?卫生院|卫生室|卫生所|厂|集上|学校|中学|小学|幼儿园|派出所|路口|大桥|砖窑|矿|车站|敬老院|养老院)"
)
_ASR_PLACE = re.compile(
    r"镇|乡|街道|苏木|牧场|村|社区|嘎查|屯|居委会|庄|坊|沟|峪|店|子|湾|冲|集|坑|疃|郢|畈|圩|堡|坨|铺|寨|坪|敖包|乌拉|高勒|塔拉|宝拉格"
)


@dataclass(frozen=True)
class Mention:
    form: Form
    start: int
    end: int
    likeness: float

    @property
    def place(self) -> Place:
        return self.form.place


def mentions(text: Text, context: Context) -> list[Mention]:
    """Every place of the county in the text, longest and best likeness first, none overlapping."""
    asked = context.asked in _PLACE_FIELDS
    found = _exact(text, context, asked) + _by_sound(text, context, asked)
    village_first = context.asked == "address.village"
    found.sort(key=lambda m: (-m.likeness, m.start - m.end, m.place.is_township == village_first, m.start))
    chosen: list[Mention] = []
    for mention in found:
        clash = [c for c in chosen if c.start < mention.end and mention.start < c.end]
        if not clash or all(_same_words(c, mention) for c in clash):
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.start)


def _same_words(one: Mention, other: Mention) -> bool:
    """Two villages of one name: both are kept, to be told apart by their township."""
    return (one.start, one.end, one.place.is_township) == (other.start, other.end, other.place.is_township)


def _exact(text: Text, context: Context, asked: bool) -> list[Mention]:
    book, norm, found = register(context.jurisdiction), text.norm, []
    for start in range(len(norm)):
        for end in range(start + 2, min(len(norm), start + book.longest) + 1):
            for form in book.by_words.get(norm[start:end], ()):
                if (
                    form.firm
                    or asked
                    or _in_place_position(text, start, end, book)
                    or _beside_its_own(norm, start, end, form, book)
                ):
                    found.append(Mention(form, start, end, 1.0 if form.firm else 0.95))
    return found


def _beside_its_own(norm: str, start: int, end: int, form: Form, book: Register) -> bool:
    """丁集大牛的: a bare township right before a village of its own, and that village."""
    if form.place.is_township:
        following = (f for stop in range(end + 2, end + 6) for f in book.by_words.get(norm[end:stop], ()))
        return any(f.place.township == form.place.name for f in following)
    return any(norm[:start].endswith(form.place.township[:cut]) for cut in (2, 3) if cut < len(form.place.township))


def _in_place_position(text: Text, start: int, end: int, book: object) -> bool:
    before, after = text.before(start, 8), text.after(end, 8)
    if _LIVES.search(before) or re.search(r"(?:镇|乡|街道|苏木|区|市)的?$", before):
        return not _HAPPENED_THERE.match(after) or before.endswith(("住", "住在"))
    return bool(_NAMED_AFTER.match(after)) and not re.search(r"[一-鿿]{3}$", before)


def _by_sound(text: Text, context: Context, asked: bool) -> list[Mention]:
    """Only stretches that end like a place name are tried, or any when a place was asked for."""
    book, norm, found = register(context.jurisdiction), text.norm, []
    for start in range(len(norm) - 1):
        for first in blurred(norm[start]):
            for second in blurred(norm[start + 1]):
                for length in range(2, book.longest + 1):
                    words = norm[start : start + length]
                    if len(words) < length or not (asked or _ASR_PLACE.search(words[-3:])):
                        continue
                    for form in book.by_first_sounds.get((first, second, length), ()):
                        likeness = _likeness(words, form, asked and words == norm.strip(" ,，。的"))
                        if likeness:
                            found.append(Mention(form, start, start + length, likeness))
    return found


def _likeness(words: str, form: Form, whole_answer: bool) -> float:
    if words == form.words or any(not "\u4e00" <= c <= "\u9fff" for c in words):
        return 0.0
    if not form.firm and not (whole_answer or len(words) >= 4):
        return 0.0
    alike = sound_alike(words, form.words)
    same = sum(a == b for a, b in zip(words, form.words, strict=True))
    if not alike and len(words) >= 5 and same >= len(words) - 1:
        return 0.7
    if not alike or (len(words) == 2 and not whole_answer):
        return 0.0
    if alike == 1.0:
        return 0.9 if same or len(words) >= 3 else 0.6
    return 0.8 if same * 2 >= len(words) else 0.6


def residence(text: Text, context: Context) -> tuple[list[Heard], list[Notice], list[Span]]:
    """The township and village where the applicant lives, what is doubtful about them, and the words they took."""
    found = mentions(text, context)
    taken = [(m.start, m.end) for m in found]
    asked = context.asked in _PLACE_FIELDS
    townships = _lived_in(text, [m for m in found if m.place.is_township], asked)
    villages = _besides_the_township(_lived_in(text, [m for m in found if not m.place.is_township], asked))
    if not townships and not villages:
        return [], [], taken
    return (*_settle(text, context, townships, villages), taken)


def _besides_the_township(villages: list[Mention]) -> list[Mention]:
    """大业毛峪: a bare word may be a township or its village of the same name; beside another village it is the township."""
    others = [m for m in villages if not m.place.township.startswith(m.form.words)]
    return others or villages


def _lived_in(text: Text, found: list[Mention], asked: bool) -> list[Mention]:
    """Residence wins over the registered place; places of work, of the accident and of relatives fall away."""
    spans = sorted({(m.start, m.end) for m in found})
    kept = {spans[i] for i in standing(text, spans)}
    rest = [m for m in found if (m.start, m.end) in kept]
    lived = [m for m in rest if not _is_elsewhere(text, m, asked)]
    registered = [m for m in lived if _REGISTERED.search(text.before(m.start, 10))]
    now = [m for m in lived if m not in registered]
    return now or registered


def _is_elsewhere(text: Text, mention: Mention, asked: bool) -> bool:
    before, after = text.before(mention.start, 8), text.after(mention.end, 12)
    if _STAYS_ELSEWHERE.search(before):
        return True
    if re.search(r"住在?$", before):
        return False
    rest = re.split(r"[,，。！]", after)[0]
    if _GOES_THERE.search(before):
        return bool(_HAPPENED_THERE.match(rest))
    return not asked and bool(_ITS_BUILDING.match(rest))


def _settle(
    text: Text, context: Context, townships: list[Mention], villages: list[Mention]
) -> tuple[list[Heard], list[Notice]]:
    heard: list[Heard] = []
    notices: list[Notice] = []
    township = townships[-1] if townships and is_after_marker(text, townships[-1].start) else (townships or [None])[0]
    if township:
        heard.append(_hear(text, "address.township", township.place.name, township))
    if villages:
        heard_too, noticed = _village(text, context, township, villages)
        heard += heard_too
        notices += noticed
    return heard, notices


def _village(
    text: Text, context: Context, township: Mention | None, villages: list[Mention]
) -> tuple[list[Heard], list[Notice]]:
    best = max(villages, key=lambda m: (is_after_marker(text, m.start), m.likeness, -m.start))
    named = [m for m in villages if (m.start, m.end) == (best.start, best.end)]
    wanted = township.place.name if township else context.known.get("address.township")
    inside = [m for m in named if m.place.township == wanted]
    if inside:
        return [_hear(text, "address.village", inside[0].place.name, inside[0])], []
    choices = sorted({m.place.township for m in named if m.likeness == named[0].likeness})
    if len(choices) > 1:
        hear = _hear(text, "address.village", named[0].place.name, named[0])
        notice = Notice("ambiguous_place", "address.township", hear.said, "、".join(choices))
        return [hear.but(confidence=0.6)], [notice]
    return _alone(text, context, township, named[0])


def _alone(
    text: Text, context: Context, township: Mention | None, village: Mention
) -> tuple[list[Heard], list[Notice]]:
    """A village of that name lies in one township only."""
    hear = _hear(text, "address.village", village.place.name, village)
    where = _hear(text, "address.township", village.place.township, village)
    if township is None and context.known.get("address.township") in (None, village.place.township):
        return [hear, where.but(confidence=min(where.confidence, 0.9))], []
    if township and not village.form.firm:
        return [], []
    if township is None and context.asked in _PLACE_FIELDS and village.form.firm and village.likeness == 1.0:
        return [hear, where.but(confidence=0.9, correction=True)], []
    notice = Notice("place_mismatch", "address.township", hear.said, village.place.township)
    return [hear.but(confidence=0.5)], [notice]


def _hear(text: Text, field: str, value: str, mention: Mention) -> Heard:
    said = text.said(mention.start, mention.end)
    place = text.origin(mention.start, mention.end)
    return Heard(
        field, value, said, round(0.97 * mention.likeness, 2), *place, correction=is_after_marker(text, mention.start)
    )
