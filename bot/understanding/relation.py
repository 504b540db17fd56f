"""What the caller is to the applicant (filer.relation): said outright, or gathered from whose trouble is told."""

from __future__ import annotations

import re
from functools import cache

from . import kin, roles
from .corrections import is_after_marker
from .naming import REPORTED_BY
from .relation_story import from_story
from .text import Text
from .types import Context, Heard

_FIELD = "filer.relation"
RELATIONS = ("self", "spouse", "child", "parent", "relative", "neighbor", "village_officer", "volunteer", "other")
_I_AM = re.compile(
    r"(?:我|俺|咱|这里|我们|这边|我这儿|我这边|我这里)(?:就|都|也|才)?是(?!不是)|(?:不对|错了|不不)[,，. ]*是(?!不是)"
)
_ROLE_REACH = 26
_NEAR = 14
_BRIEF = re.compile(
    r"^(?:你好|您好|喂|同志|那个|[,，。！! ])*(?P<role>[^,，。 ]{0,24}?)[,， ]*(?=(?:来|想|要)?(?:(?:替|代|帮|为)(?!忙|扶|(?:我|俺)(?!们?(?:村|社区|屯|嘎查|辖区))|助)|(?:上)?报(?!销|警|名)|反映|给(?!我|俺)[^,，。]{1,14}(?:报|申请|登记|问)|有[一]?[个户位]|辖区|我们(?:村|社区|嘎查|辖区|这)))"
)
"""志愿者 帮图雅大姐问一下 · 三岔村村主任李成，代村民汪大奎申报: the role without 我是."""
_OF_AN_OFFICE = re.compile(
    r"(?:^|[,，。 ]|你好|您好)(?:我|俺)(?!们)(?P<role>[^,，。 是]{2,20}?的[^,，。 的]{2,8})(?=[,，。 ]|$)"
)
"""你好，我荷花池社区的网格员，…: 我 without 是."""
_BESIDE = re.compile(
    r"(?:跟|和|同)(?:他|她|病人|老人|这个?[^,，。]{1,4})(?:都)?(?:是)?(?:在)?(?:一个|同一个|一块儿?|一起|同)(?:的)?(?:病房|站|厂|工地|车间|班|单位|公司|屋|宿舍|村|队|组|院|小区|楼|嘎查|透析|干活|上班|打工|租房|住院)"
    r"|(?:隔壁|邻|临|旁边|对面)(?:的)?(?:床|病床)|(?:我|俺)(?:是)?(?:路过|过路)|病友|工友|同病房|同一个(?:病房|站|厂|工地|车间|班)的?"
    r"|(?:我|俺|咱)们?(?:店|厂|公司|班|单位|工地|车间|学校|饭店|食堂|宾馆)(?:里|上|的)*[^,，。]{0,6}?(?:阿姨|学生|同学|孩子|工人|员工|大姐|大哥|师傅|小伙|姑娘|大叔|同事)"
)
_SELF = re.compile(
    r"(?:给|替|为|帮)(?:我|俺)?(?:自己|自个儿?|本人)|(?:是|就是)(?:我|俺)(?:自己|本人|自个儿?)(?!付|掏|出|花|垫|拿|借|交|承担|凑|贴|搭|的钱)|我自己(?:的事|申请|办|家)|(?:我|俺)本人|本人申请|给(?:我们|俺|咱)(?:自己)?家|我们自己家|自己家的事"
)
_NOT_SELF = re.compile(
    r"不是(?:给|替|为|说|我)?(?:我)?(?:自己|自个儿?)(?:家)?(?:的事)?|不是我(?:家)?的事|帮别人|替别人|给别人|替人家|帮人家|[帮替](?:个)?人(?=问|申请|报|打听|咨询)|不是我本人|不是我家"
)
_NEIGHBOR = re.compile(
    r"(?:我|俺|咱)(?:们)?(?:家)?的?(?:隔壁|邻居|对门|对过|街坊|[东西南北前后][院头](?=的?(?:老|大|小|邻|那家|人家|他|她|[一-鿿]家|住|两口|孩|媳|男|女|叔|婶|爷|奶|嫂|哥|姐|独|寡|[一-鿿]{2,3}叫))|楼上|楼下)(?!吵|打|的?床)|(?:是|就是)(?:他|她|他们|她们|老人|人家)?(?:家)?(?:的)?(?:隔壁)?(?:邻居|街坊|对门)|(?:前后|东西)院(?:的|住)|(?:^|[,，。 ])(?:隔壁|邻居|对门|楼[上下](?=的?(?:老|大|那[个家户对]|邻|小|[一-鿿]家)))(?:家)?(?:的|那|有|住)?|(?:替|帮|给|为)(?:我|俺|咱)?(?:们|家)?的?(?:隔壁|邻居|对门|楼上|楼下|街坊)|(?:我们|俺们|咱|俺|我)(?:们)?(?:村|小区|楼|院|胡同|嘎查|社区|单元)(?:里头|里|上|儿)?(?:的|有|住着|(?=一[个户位]))(?:个|一个|一户|户|位)?(?:孤寡|五保|独居)?(?:老|大爷|大娘|大姐|大哥|大叔|大嫂|人家|婶|奶奶|爷爷|邻居|一家|残疾|聋|哑|瞎|瘫|精神病|寡妇|妇女|女的|男的|小伙|困难户|五保|孤儿|学生)"
    r"|(?:替|帮|给|为|代)(?:我们|俺们|咱们?|俺|我)(?:村|社区|小区|楼|院|嘎查|组|屯)里?的?(?:一[个户位家]|[一-鿿]{0,3}(?:户|老人|大[爷娘妈叔]|孤儿|残疾人))"
)
_NOT_IN_NEED = re.compile(
    r"(?:家里?)?(?:的?[一-鿿]{0,2})?(?:让我|叫我|让俺|叫俺|说的?|告诉|劝|借|干活|做工|打工|帮忙|盖房)"
)
"""邻居让我打的: the neighbour only gave the advice."""
_OUR_HOUSE_TOO = re.compile(r"(?:把|将|到|连|连着)(?:了)?(?:我|俺)们?家[^,，。]{0,6}(?:烧|泡|淹|砸|毁|塌|压|冲|了)")
"""隔壁着火烧到我家了: the neighbours' fire is the caller's emergency."""
_SOMEBODY = re.compile(
    r"他|她|替|帮|给|代|有一?[个位户名]|老人|病人|患者|学生|孩子|那人|一个人|工友|工人|员工|住户|租客|租户|租我|租俺|老[一-鿿](?=[,，。头])|业主|老乡|叫[一-鿿]{2,3}(?:[,，。 ]|$)"
)
_A_CHILDS_PARENT = re.compile(r"我(?:就)?是(?:孩子|娃|学生|小孩|患儿)(?:的|他|她)?(?:妈妈?|爸爸?|爹|娘|父亲|母亲|家长)")
_CODE_OF = {
    "我自己": "self",
    "自己": "self",
    "本人": "self",
    "我": "self",
    "自个": "self",
    "自个儿": "self",
    "我本人": "self",
    "俺自己": "self",
}
_INVERSE = {"child": "parent", "parent": "child"}


def relation(text: Text, context: Context, own_name: bool) -> list[Heard]:
    """`own_name`: the caller gave a name as their own in this text, so a story told of kin is their household's."""
    for reader in (_said_outright, _i_am_their, _on_behalf, _answered):
        found = reader(text, context)
        if found:
            return [found.but(correction=found.correction or _outweighs(found, context.known.get(_FIELD)))]
    if context.known.get(_FIELD):
        return []
    told = from_story(text, own_name)
    return [_hear(text, told.relation, told.start, told.end, told.confidence)] if told else []


def _outweighs(found: Heard, known: object) -> bool:
    """Who calls in an office says so plainly (我是村里的文书); that they call for another at all was not said before."""
    return known == "self" or known is not None and found.value in roles.IN_OFFICE


@cache
def _role() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![跟给帮和被让找替])(?P<role>{roles.alternatives()})(?!家的?|说|讲|让|叫我来|不|(?<![队站部会所室])的(?:[一-鿿]))"
    )


def _said_outright(text: Text, context: Context) -> Heard | None:
    if ours := _OUR_HOUSE_TOO.search(text.norm):
        return _hear(text, "self", *ours.span(), 0.8)
    if (role := _own_role(text, context.asked == _FIELD)) or (role := _beside_them(text)):
        return role
    near = (m for m in _NEIGHBOR.finditer(text.norm) if not _NOT_IN_NEED.match(text.norm, m.end()))
    match = next(near, None)
    return _hear(text, "neighbor", *match.span(), 0.9) if match else None


def _own_role(text: Text, asked: bool) -> Heard | None:
    """我是石门村的会计 · 我是她老板: of several words for what the caller is, the last of the clause counts (乡里的社工).

    A mere job (我是司机，车翻了) says nothing unless somebody else is spoken of, or the relation was `asked`.
    """
    stretches = [(m.end(), min(text.clause_of(m.end())[1], m.end() + _ROLE_REACH)) for m in _I_AM.finditer(text.norm)]
    brief = _BRIEF.match(text.norm)
    stretches += [brief.span("role")] if brief else []
    stretches += [m.span("role") for m in _OF_AN_OFFICE.finditer(text.norm)]
    stretches += [(m.end(), text.clause_of(m.end())[1]) for m in re.finditer(REPORTED_BY, text.norm)]
    for start, end in stretches:
        told = [m for m in _role().finditer(text.norm, start, end) if m.end() <= end]
        if told and not kin.pattern().search(text.norm, start, told[-1].start()):
            value = roles.table()[told[-1]["role"]]
            if value == "other" and not _SOMEBODY.search(text.norm) and not asked:
                continue
            return _hear(text, value, start, told[-1].end(), 0.93)
    return None


def _beside_them(text: Text) -> Heard | None:
    """我跟他一个病房的 · 我是病友."""
    match = _BESIDE.search(text.norm)
    return _hear(text, "other", *match.span(), 0.88) if match else None


@cache
def _their() -> re.Pattern[str]:
    whose = r"(?:他|她|他们|她们|老人|病人|患者|人家|大爷|大娘|老两口)(?:家)?的?(?:亲|远房|本家|大|小|二|三)?"
    return re.compile(
        rf"(?:我|俺)?(?:就)?是(?:{whose})(?P<k>{kin.alternatives()})|^[\s,，]*{whose}(?P<k2>{kin.alternatives()})[\s,，。的]*$"
    )


def _i_am_their(text: Text, context: Context) -> Heard | None:
    """我是他儿子 → child; 我是孩子他妈 → parent."""
    if match := _A_CHILDS_PARENT.search(text.norm):
        return _hear(text, "parent", *match.span(), 0.9)
    for match in _their().finditer(text.norm):
        word = match["k"] or match["k2"]
        if match["k2"] and context.asked != _FIELD or _is_of_a_third(text, match, context):
            continue
        told = kin.table()[word].relation
        if told:
            return _hear(text, _INVERSE.get(told, told), *match.span(), 0.93)
    return None


def _is_of_a_third(text: Text, match: re.Match[str], context: Context) -> bool:
    """焦裕国是他哥: told of somebody else unless 我 is said or the clause begins here."""
    head = text.norm[text.clause_of(match.start())[0] : match.start() + 1]
    return context.asked is None and len(head) > 1 and not re.search(r"我|俺|本人", head)


@cache
def _behalf() -> re.Pattern[str]:
    verbs = r"(?:问|申请|打|报|办|说|来|求|反映|登记|填|咨询|打电话|要|$|[,，。])"
    return re.compile(
        rf"(?:替|给|帮|代|为)(?:我|俺|咱)?(?:们|家|的)?(?:娘家|婆家|远房|本家|亲|老|大|小|二|三)?(?P<k>{kin.alternatives()})(?P<kk>(?:的|他|她){kin.alternatives()})?(?:家)?(?:来)?(?:{verbs}|[一-鿿]{{2,4}}?(?:申请|申报|登记|咨询|反映|[问报]一?[下个]))"
    )


def _on_behalf(text: Text, context: Context) -> Heard | None:
    if match := _behalf().search(text.norm):
        told = "relative" if match["kk"] else kin.table()[match["k"]].relation
        if told:
            return _hear(text, told, *match.span(), 0.9)
    if match := _NOT_SELF.search(text.norm):
        behind = match.end(), match.end() + _NEAR
        near = re.compile(rf"(?<![他她家昨今明前])(?:{kin.alternatives()})").search(text.norm, *behind)
        told = kin.table()[near.group()].relation if near else None
        return _hear(text, told or "other", *match.span(), 0.8 if told else 0.55)
    if match := _SELF.search(text.norm):
        return _hear(text, "self", *match.span(), 0.93)
    return None


@cache
def _named_and_told() -> re.Pattern[str]:
    """郝连才，我爸."""
    return re.compile(rf"[,，。 ](?:这)?是?(?:我|俺)(?:家)?(?:的)?(?P<k>{kin.alternatives()})[,，。 ]*$")


def _answered(text: Text, context: Context) -> Heard | None:
    if context.asked == "applicant.name" and (match := _named_and_told().search(text.norm)):
        told = kin.table()[match["k"]].relation
        return _hear(text, told, *match.span("k"), 0.85) if told else None
    if context.asked != _FIELD:
        return None
    bare = re.sub(r"[\s,，。的吧呀啊呢]|^(?:是|就是|我们?是|算是|给|替)", "", text.norm)
    if bare in RELATIONS or bare in _CODE_OF:
        return _hear(text, _CODE_OF.get(bare, bare), 0, len(text.norm), 0.95)
    if re.search(r"夫妻|两口子", bare):
        return _hear(text, "spouse", 0, len(text.norm), 0.9)
    owned = re.search(rf"(?:我|俺|咱)们?(?:家|的|娘家|婆家)?(?P<k>{kin.alternatives()})", text.norm)
    found = owned or re.search(rf"(?P<k>{kin.alternatives()})", text.norm)
    if not found:
        return _hear(text, "self", 0, len(text.norm), 0.8) if re.match(r"(?:我|俺)", text.norm.strip()) else None
    told = kin.table()[found["k"]].relation
    if not told:
        return None
    value = told if owned or told not in ("child", "parent") else _INVERSE[told]
    return _hear(text, value, *found.span(), 0.9 if owned else 0.65)


def _hear(text: Text, value: str, start: int, end: int, confidence: float) -> Heard:
    return Heard(
        _FIELD,
        value,
        text.said(start, end),
        confidence,
        *text.origin(start, end),
        correction=is_after_marker(text, start),
    )
