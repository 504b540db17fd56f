"""How many live in the household: said as a number, as a phrase (娘俩, 就她一个), or counted from its members."""

from __future__ import annotations

import re

from . import household_leavers, household_members, kin
from .corrections import is_after_marker, standing
from .household_words import PERSON, N
from .numerals import parse, spoken_range
from .text import Text
from .types import Context, Heard

_FIELD = "household.size"
Found = tuple[int, int, int, float]
"""Heads, where the words for it start and end, and how sure they are."""

_MOUTHS = re.compile(rf"(?P<n>{N})(?:来)?(?:口(?:之家|人家|子人|子|人)?|个人吃饭|张嘴)(?![气井锅棺猪牛药])")
_PEOPLE = re.compile(
    rf"(?P<n>{N})(?:个人|个大活人|人|个(?=$|[,，。吧呢啊呗了 ]))(?!民|家|工|头|受|的(?:工资|钱|地|养老|退休))"
)
_AT_HOME = re.compile(
    r"(?:家里?|屋[下头]|厝里|全家|一家|家中|屋里|户里|户口本上?|一共|总共|拢共|连我|加我|算上|连[^,，。]{1,4}|就剩?)[^,，。]{0,8}$"
)
_LIVE_TOGETHER = re.compile(r"\s*(?:一起|一块|共同)?(?:过(?!来|去)|住|生活|相依|吃饭)")
_SUBJECT = rf"(?:我|他|她|俺|老人|老汉|大娘|大爷|老太太|咱|{kin.alternatives()})"
_SELF = r"(?:自己|自个儿?)"
_ALONE = re.compile(
    rf"(?:就|只|光|只有|就是|只剩|就剩|剩下?)(?:下|有|写|算|报)?(?:{_SUBJECT}{_SELF}?|{_SELF})一个?(?:人|口)?(?!个?月|孩|儿|女|闺|孙)"
    rf"|(?:我|俺|他|她)?{_SELF}(?:一个?人?)?(?:过(?![来去得不度目])|住(?!院|[进不])|生活)|(?:家里?|屋里|家中)就{_SUBJECT}?{_SELF}(?![和跟带还家的挣打干扛撑有])"
    r"|(?:我|俺|他|她)一个?孤(?:老|寡)(?:老?头子?|老?汉|老太|老人|婆)|一个人(?:租房)?(?:过|住|生活|在家过|单过)|一个人在(?:这|那)[边儿里]?(?=收|租|打工|讨|摆|看|混|过)|一个人在[^,，。我他她]{2,14}住(?!院)|孤身一人|独自(?:居住|生活|一人|过(?![来去]))|(?:没|无)有?(?:媳妇|老婆|小?孩|儿女?|成?家|亲人?)[^。]{0,8}一个人(?=$|[,，。 了])|孤寡|独居|单身一个?人|光棍一?[条个]|无儿无女一个人|孤零零一个"
)
_ONLY_ME = re.compile(
    rf"[\s,，。]*(?:就|只有|就是)?(?:我|俺)?孤?{_SUBJECT}?(?:{_SELF}|一个|一人)(?:一个?人?|呗|吧|啊|呢)?[\s,，。]*"
)
_JUST_ME = re.compile(
    rf"(?:就|只有|只剩|光|剩)(?:下)?{_SUBJECT}{_SELF}(?!和|跟|带|还|家|的|挣|打)|就剩?(?:我|俺|他|她)(?=[喽了啦吧呗]*[,，。 ]*(?:$|没(?:有)?别))"
)
_NOT_ALONE = re.compile(r"\s*人?(?:干活|挣|打工|上班|扛|撑)|[^,，。]{0,5}?(?:带|领|拉扯|供|伺候|照顾|养(?!老))")
_OF_A_CHILD = re.compile(r"(?:儿子|儿女|闺女|女儿|姑娘|丫头|孩子们?|大的|小的|他们|她们)[^,，。 ]{0,4}$")
_NOBODY_ELSE = re.compile(r"没(?:有)?(?:别|旁|其他|外)人")
_SINGLE = re.compile(
    r"光棍|单身|打单|孤老|(?:老汉|老头子?|老太太|老婆子|老太婆|我|俺)一个$|没家|(?:没|无)儿(?:没|无)女|没成过?家|没结过?婚|没娶|没讨老婆"
)
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
_BRINGS_UP = re.compile(
    r"(?:(?:我|俺|他|她)|(?<![^,，。 ]))(?:一个?人|自己|自个儿?|独自|一个[^,，。]{2,4}?)(?:拉扯|带|养|供|照顾|领|抚养)(?:着|活|大)?(?=[^,，。]{0,4}(?:孩|娃|儿|女|闺|孙|小|他|她|崽))"
)
_LIVE_AS_PAIR = re.compile(r"\s*(?:过|相依|一起|住|生活|在家|[,，。]|$)")
_REALLY = re.compile(r"(?:实际|现在|常住|真正|其实)[^,，。]{0,6}$")
_DUO = re.compile(
    r"(?:我们|我|俺|俺们|咱|他们|她们|就|老)?(?P<k>老两口|两口子|夫妻俩|夫妻两个|小两口|(?<![老亲干丈])(?:娘|爷|母子|父子|母女|父女|祖孙|婆孙|爷孙|兄弟|姐弟|姐妹|兄妹|娘儿|爷儿)(?:俩|仨|[两二]人|两个?|三个?))"
)
_LED_BY_ONE = re.compile(rf"[就只]$|(?:我|俺)[和跟与](?:我|俺)?{PERSON}$")
_COMES_OR_GOES = re.compile(r"(?:添|多|少|走|缺)了?$|靠[^,，。]{0,4}$")
_CLOSED_BY_NUMBER = re.compile(r"(?:俩|仨|[两三四五]个)人?(?:过|住|一起|生活|相依为命)*(?=[,，。]|$)")
_HEADED_BY = re.compile(rf"{PERSON}(?:带|领|拉扯)")
"""家里就老奶奶带一个小孙子: whoever is named first heads the household."""
_QUARREL = re.compile(r"[^,，。]{0,4}(?:打|吵|闹|离|被|让|追|都)")
_LISTED = re.compile(
    r"就(?=(?:我|俺)们?(?:俩|仨|两个|三个)[,，]?(?:过|相依|住|生活))|家里?(?:就|还)?有(?=[^,，。]{0,6}(?:和|跟|、|还有|俩|两个))"
    rf"|(?=(?:我|俺)(?:和|跟)(?:我|俺)?的?{PERSON}(?:两个人?|俩人?|三个人?|仨)?(?:一起|一块儿?)?(?:过(?![来去年节得不])|生活|住(?!院|[进不])|相依))"
    rf"|家里?(?=(?:就|还)?(?:我|俺|他|她)?{PERSON}(?:和|跟|、|还有))"
    rf"|家里?就(?={PERSON}(?:带|领|拉扯))"
    r"|家里?(?:就|只有?|只剩)(?=(?:他|她)(?:一个?人|自己)?(?:带|领|拉扯|和|跟))"
    rf"|(?:一共|总共|拢共|统共)(?:就是|就|是|有)*(?=(?:我|俺|他|她)(?:[、,，和跟]|的?{PERSON}))"
    rf"|(?=(?:我|俺)家?{PERSON}(?:在家)?(?:带|领|看)着?{N}个?(?:孩子|小孩|娃)(?!回|走|跑|离|去))"
    rf"|(?=(?:我|俺)的?{PERSON}[,，、和跟 ]*(?:我|俺)的?(?:{N}个?)?{PERSON}[,，、 ]*(?:还有|加上)(?:我|俺)?的?{PERSON}[,，、 ]*(?:(?:我|俺)们)?(?:一?家子?|全家|都|就)?(?:一起|都|就)?(?:指|靠|等着吃|要吃|要养|住|过))"
    r"|家里?(?:就|只)(?:剩下?|有)?(?=我|俺)|[就只](?:剩下?)?(?=(?:我|俺)(?:和|跟|带))"
)
_RAISED_BY = re.compile(
    rf"(?:{N}个?|个)?{PERSON}(?:都|就|也|一直|如今|现在)?[跟随靠]着?(?:我|俺|咱|他|她)们?(?:老两口|两口子?|俩|两个|娘俩|爷俩)?(?:老的|老人)?(?=(?:一起|一块)?(?:过(?![来去得不度])|生活|住(?!院|[进不])))"
)
"""俩孩子跟着俺老两口过: those who are kept stand first."""
_ALONE_NOW = re.compile(
    rf"(?:就|只有?|光)(?:剩下?)?(?:我|俺)(?:{_SELF}|一个人?|一人)+(?:个?(?:小孩|孩子|女的|老婆子|女人))?(?P<now>在(?:家|屋|跟前|这))?(?!过|个|[和跟带领])"
)
_AT_HOME_NOW = re.compile(r"\s*人?在(?:家里?|屋里?|跟前)(?!过|住|生活|[种务])")
_NOW = re.compile(r"这会儿|这阵儿|刚才|刚刚|正在|眼下|突然|一下子")
_LIVES_THERE = re.compile(r"\s*人?(?:一起|自己)?(?:过(?![来去得])|住(?!院)|生活|的?户)")
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
        or _alone(text, asked)
        or (asked and _NOBODY_ELSE.search(text.norm) and _single(text))
        or _members(text, asked, relation)
        or (asked and (_bare(text) or _single(text)))
    )
    if found and not asked and _tells_who_is_at_home(text, found, relation):
        return []
    return [_hear(text, *found)] if found else []


def _tells_who_is_at_home(text: Text, found: Found, relation: object) -> bool:
    """婆婆喘不上气，家里就我一个人 · 这会儿就我跟他俩人在家: who is there with it now; more may live with them."""
    if found[0] > 1:
        return bool(_AT_HOME_NOW.match(text.after(found[2], 6)) and _NOW.search(text.norm))
    alone = _ALONE_NOW.search(text.norm)
    if not alone or _LIVES_THERE.match(text.after(alone.end(), 4)):
        return False
    return bool(alone["now"]) or relation not in (None, "self") or household_leavers.speaks_of_the_living(text)


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


def _alone(text: Text, asked: bool) -> Found | None:
    m = _ALONE.search(text.norm) or (_ONLY_ME.fullmatch(text.norm) or _JUST_ME.search(text.norm) if asked else None)
    if not m or _NOT_ALONE.match(text.after(m.end(), 8)) or _OF_A_CHILD.search(text.before(m.start(), 8)):
        return None
    return 1, m.start(), m.end(), 0.95 if asked else 0.85


def _single(text: Text) -> Found | None:
    """我单身汉 · 他没家，光棍: alone, when nobody else was named."""
    m = _SINGLE.search(text.norm)
    return (1, m.start(), m.end(), 0.85) if m else None


def _bare(text: Text) -> Found | None:
    m = _BARE.fullmatch(text.norm)
    if not m or not 0 < (parse(m["n"]) or 0) < 30:
        return None
    return int(parse(m["n"]) or 0), m.start("n"), m.end("n"), 0.9


def _members(text: Text, asked: bool, relation: object) -> Found | None:
    """我、媳妇、俩孩子 → 4. Outside the question only a plain list of the household counts."""
    area = (0, len(text.norm)) if asked else _listing(text)
    if area and not asked and _HEADED_BY.match(text.norm, *area):
        relation = "neighbor"
    counted = household_members.count(text, *area, relation) if area else None
    return (counted.heads, counted.start, counted.end, 0.85 if asked else 0.7) if counted else None


def _listing(text: Text) -> tuple[int, int] | None:
    """家里有老人和两个孩子 · 我们娘俩 · 老两口带个孙子: the stretch that lists who lives there."""
    if raised := _RAISED_BY.search(text.norm):
        return raised.span()
    duo = _DUO.search(text.norm)
    quarrel = duo and (
        re.search(r"打(?!小)|[追骂吵闹砍捅揍]", text.before(duo.start(), 3)) or _QUARREL.match(text.after(duo.end(), 6))
    )
    if duo and not quarrel:
        end = text.clause_of(duo.start())[1]
        if re.match(r"\s*(?:带|跟|和|领|养|拉[扯巴]|还有|加)", text.after(duo.end(), 4)):
            return duo.start(), end
        if (
            _LIVE_AS_PAIR.match(text.after(duo.end(), 3))
            or re.match(r"(?:我们|俺们|咱|他们|她们)(?![两小夫])|俺老|就", duo.group())
            or _LED_BY_ONE.search(text.before(duo.start(), 6))
        ):
            return duo.start(), duo.end()
    if alone := _BRINGS_UP.search(text.norm):
        return alone.start(), text.clause_of(alone.start())[1]
    listed = _LISTED.search(text.norm)
    if not listed:
        return None
    if closed := _CLOSED_BY_NUMBER.search(text.norm, listed.end(), listed.end() + 24):
        return listed.end(), closed.end()
    stop = re.search(r"[。！!？?；;]", text.norm[listed.end() :])
    return listed.end(), listed.end() + (stop.start() if stop else min(24, len(text.norm) - listed.end()))


def _hear(text: Text, size: int, start: int, end: int, confidence: float) -> Heard:
    said, place = text.said(start, end), text.origin(start, end)
    return Heard(_FIELD, size, said, confidence, *place, correction=is_after_marker(text, start))
