"""Whose trouble is told: the caller's own or that of kin (我老公在工地摔下来 → spouse)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import kin
from .occurred_on import EVENT
from .text import Text

_TROUBLE = re.compile(
    EVENT.pattern
    + r"|病|残|肺不好|不好使|透析|癌|常年|吃药|没人管|没爹|没妈|听不见|看不清|聋|哑|瘸|精神|炎|发烧|肿|跟我过|一个人|孤|起不来|动不了|走不动|糊涂|疯|傻|痴呆|看不见|疼|怀孕|生孩子|生小孩|难产|流产|翻[到进下沟河]|折了|栽|滚下|绊|滑了|磕|戳|扎|割|锯|夹|炸|噎|喝了?(?:农)?药|(?:农药|药水)喝|药[^,，。]{0,4}[吞咽]|[吞咽]了[^,，。]{0,4}药|轻生|不想活|寻短见|上吊|跳[楼河井]|失踪|不见了|拘留|抓走|骗|打[到中破断]|[把将](?:我|俺)[^,，。]{0,3}打|icu|昏迷"
)
_FAMILY_MATTER = re.compile(
    r"走了(?!路)|[走没死去][得的]早|早(?:就|早)?(?:走|没|死|不在)|去世|过世|没了(?!工作|收入)|不在了|^.{0,3}跑了|离婚|离(?:掉|开)?了|离异|改嫁|坐牢|判了|打我|打俺|[把将](?:我|俺)[^,，。]{0,3}打|打孩子|打人|家暴|砸门|拿(?:着)?(?:刀|棍|斧|镐|锹|铁锹|菜刀)|踹|掐|喝酒|喝醉|又喝|喝[多大高]|赌|下岗|失业|辞退|没活|拖欠工资|考上|学费|大学|开学|念书|上学"
)
_ORPHANED = re.compile(
    r".{0,6}?(?:爸|妈|爹|娘|父|母).{0,4}(?:没|不在|不管|跑|离|死|走|去世)|.{0,3}?没(?:爸|爹|妈|娘|人管)"
)
_LASTS = re.compile(
    r"瘫|糖尿病|高血压|[心肝肾肺]脏?病|腿脚|不好使|看不见|聋|哑|痴呆|残|糊涂|年|一直|老毛病|多病|看病|吃药|有病|身体不|八十|七十|九十|[七八九]十"
)
_OWN_TROUBLE = re.compile(
    rf"(?:^|[,，。 ])(?:但是?|可是?|结果|后来|这回|这次)?(?:我|俺)(?![们家的那这老])(?P<mid>[^,，。他她]{{0,12}}?)"
    rf"(?:{EVENT.pattern}|(?:有|得了?|是)[^,，。]{{0,6}}病)"
)
_TENDS = re.compile(r"[带送看听说讲给替陪帮借管]|发现|照顾|伺候|知道|接到")
_WHOLE_FAMILY = re.compile(
    rf"(?<![他她])(?:我们|俺们|咱们?)?(?:一家(?:人|老小|子)?|全家(?:人|老小)?|[一二两三四五六七八]口(?:人|子)?)都?[^,，。]{{0,3}}?(?:{EVENT.pattern})"
)
_REACH = 30
_TELLS = re.compile(r"(?:刚才?|昨天|今天|早上|给我)*(?:打(?:的|来|个|了)*电话|来电话|跟我讲|跟我说|告诉我|叫我|让我)")
"""我哥打电话讲我大大…: who brings the news is not who has the trouble."""
_OWNER = r"(?P<own>我|俺|咱|阮)?(?:们)?(?:娘家|婆家|家|屋)?(?:里头?)?(?:的|这个?|那个?)?"


@dataclass(frozen=True)
class ToldOf:
    """`start`..`end` is where the words name the person."""

    relation: str
    start: int
    end: int
    confidence: float


def from_story(text: Text, own_name: bool) -> ToldOf | None:
    """The relation that the trouble told gives away.

    `own_name`: the caller gave their own name, so a story told of kin is their household's. A child's illness, the house,
    tuition and a death are the family's own matter.
    """
    if together := _WHOLE_FAMILY.search(text.norm):
        return ToldOf("self", *together.span(), 0.8)
    told = _troubled(text)
    if told is None:
        return _own(text, own_name)
    person, start, end = told
    following = text.norm[end : end + 14]
    if own_name and _lives_apart(text, person):
        return ToldOf(str(person.relation), start, end, 0.8)
    if own_name or person.relation is None or _with_the_caller(text, start, end) or _own_trouble(text, end):
        return ToldOf("self", start, end, 0.75)
    if re.match(rf"的{kin.alternatives()}", following):
        return ToldOf("relative", start, end, 0.75)
    if person.relation in ("neighbor", "other"):
        return ToldOf(person.relation, start, end, 0.75)
    orphaned = person.relation == "relative" and _ORPHANED.match(following)
    if not orphaned and _FAMILY_MATTER.search(following):
        return ToldOf("self", start, end, 0.65)
    return ToldOf(person.relation, start, end, 0.65 if person.child else 0.75)


def _lives_apart(text: Text, person: kin.Kin) -> bool:
    """我叫许丽萍，我姆妈住在林塘村: whose home is told apart from the caller's is the one in need."""
    home = rf"(?:我|俺|咱)?(?:的)?{re.escape(person.word)}(?:他|她)?(?:现在|一直|自己|一个人|独自)?(?:家住|住在|家在|住(?!院|不|进|了))"
    return person.relation in ("child", "relative", "parent") and bool(re.search(home, text.norm))


def _own(text: Text, own_name: bool) -> ToldOf | None:
    told = list(re.finditer(r"(?:我|俺|咱)(?:们)?(?:家|自己)?[^,，。]{0,14}", text.norm))
    if own := next((m for m in told if EVENT.search(m.group())), None):
        return ToldOf("self", *own.span(), 0.75)
    return ToldOf("self", *told[0].span(), 0.6) if told and own_name else None


def _with_the_caller(text: Text, start: int, end: int) -> bool:
    """我跟我对象都下岗了 · 俺跟俺那孙子爷俩过."""
    beside = re.search(r"(?:我|俺)?[跟和同](?:我|俺)?(?:那个?)?$", text.norm[max(0, start - 5) : start])
    together = re.match(
        r"都|[俩两]|[爷娘母父]儿?[俩仨]|[一二两三四五]个人|一(?:块|起|家|道)|过(?!世|去)|相依", text.norm[end : end + 3]
    )
    return bool(beside and together)


def _own_trouble(text: Text, kin_end: int) -> bool:
    """我老母亲瘫痪好几年了，我自己又有糖尿病: what has lasted with kin is outweighed by what the caller has."""
    if not _LASTS.search(re.split(r"[。！!？?]", text.norm[kin_end : kin_end + 14])[0]):
        return False
    return any(
        not _TENDS.search(m["mid"]) and not kin.pattern().search(m["mid"]) for m in _OWN_TROUBLE.finditer(text.norm)
    )


def _troubled(text: Text) -> tuple[kin.Kin, int, int] | None:
    """The person, named as the caller's own, to whom the event happened."""
    for match in re.finditer(rf"{_OWNER}(?P<k>{kin.alternatives()})", text.norm):
        starts = match.start() == 0 or text.norm[match.start() - 1] in " ,，。！!"
        following = text.norm[match.end() : match.end() + _REACH]
        named = (match["own"] or starts) and not _is_address(text, match) and not _TELLS.match(following)
        if named and _TROUBLE.search(re.split(r"[。！!？?]", following)[0]):
            return kin.table()[match["k"]], match.start(), match.end()
    return _spoken_of(text)


def _is_address(text: Text, match: re.Match[str]) -> bool:
    """闺女啊，我昨天摔了 · 妈呀: who is spoken to, or a cry, is not who is spoken of."""
    if match["own"]:
        return False
    _, end = text.origin(match.start("k"), match.end("k"))
    return bool(re.match(r"\s*(?:[啊呀哟耶哎哪呐嘞,，!！你您我俺救帮求]|阿姨)", text.original[end:]))


def _spoken_of(text: Text) -> tuple[kin.Kin, int, int] | None:
    """俺当家的在厂里上班，后来…，他从架子上掉下来了: named once, then spoken of as 他 or 她 all along."""
    named = re.search(rf"(?:我|俺|咱)(?:们)?(?:家)?(?:里头?)?的?(?P<k>{kin.alternatives()})", text.norm)
    person = kin.table()[named["k"]] if named else None
    if not named or not person or person.relation is None:
        return None
    later = re.search(r"(?:他|她)(?!们)", text.norm[named.end() :])
    if not later or not EVENT.search(text.norm[named.end() + later.end() :]):
        return None
    return person, named.start(), named.end()
