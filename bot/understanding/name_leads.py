"""Names by what leads up to them: 我叫…, 我老公叫…, 姓罗，叫…, 替…村的…申报, 姓名…."""

from __future__ import annotations

import re
from functools import cache

from . import kin, naming, roles
from .name_endings import breaks_off
from .naming import BARE, CALLED, OTHER, SELF, TITLE, NameHeard, after, heard, subject, unlisted
from .surnames import NEVER_IN_A_NAME, Name, name_at, surnames
from .text import Text

_OWN = re.compile(rf"(?:我|俺|本人|咱|鄙人|自己){CALLED}[ ,，]?")
_I_AM = re.compile(r"(?:我|俺|这里|这边)(?:就)?是(?![的不他她给替帮])|(?:我|俺)(?=[^,，。]{2,4}(?:,|，|$))|本人(?!的)")
_LABEL = re.compile(
    r"(?:(?:户口本|户口|身份证|本子)上(?:写|登记|记)?的?|申请人|姓名|名字|全名|大名|户主)(?:就)?(?:是|叫|为|写|应该是|该是)?[:： ,，]?(?!叫|是|不|错)"
)
_CALLED_ONLY = re.compile(r"(?:^|[,，。 的])(?:名字)?叫(?:做|个)?[ ,，]?")
_SURNAMED = re.compile(
    r"(?:免贵)?姓[: ]?(?P<s>欧阳|上官|司马|诸葛|夏侯|皇甫|慕容|司徒|令狐|东方|[一-鿿])(?P<gap>[,，。 呢啊的]{0,3}(?:名|叫|全名|名字|大名|我叫|名叫|全名叫)*(?:是)?[ :,，]?)"
)
_CORRECTED = re.compile(
    r"(?:不对|错了|口误|搞错了|不不)[,， ]?(?:应该|我)?(?:是|叫)|不是[一-鿿]{2,4}[,， ]?(?:而)?[是叫]"
)
_SINGLE_NAME = re.compile(r"[,，。 ]?单名(?:就)?(?:是|叫)?(?:一个)?(?P<g>[一-鿿])")
_SOMEONE_CALLED = re.compile(r"(?P<who>[一-鿿]{1,4}?)(?P<verb>叫|名叫|叫做)(?:个)?[ ,，]?")
_FOR_ANOTHER = re.compile(r"(?:替|代|帮|为|给)[^,，。]{1,14}?(?:申请|申报|报|登记|问|说|求|反映|办)|反映我们?村")
_OF_PLACE = re.compile(
    r"(?:村|镇|乡|社区|屯|嘎查|庄|[组队号]|居委会|街道|牧场|苏木|(?:我|俺)是[^,，。]{2,12})的(?:叫|我叫|我是)?[,， ]?"
)
_BY_FAMILIAR_NAME = re.compile(
    r"(?:[老小](?P<s>[一-鿿])(?:头儿?|哥|叔|婶|姐|嫂)?|(?P<s2>[一-鿿])(?:大[爷娘妈叔姐哥婶伯]|奶奶|爷爷|师傅|阿姨))(?:吧|呢|就行|就好)?[,，]"
)


@cache
def _spoken_of() -> re.Pattern[str]:
    """What a person is, right before their name: 我老公程建国 · 五保户张木生 · 我们村亓德昌家 · 替隔壁王桂芬申请."""
    places = r"(?:村|社区|小区|楼|嘎查|组|屯|大队|院儿?|单元)"
    kinds = r"(?:独居|孤寡|残疾|困难|贫困)?(?:老人|居民|村民|牧民|住户|渔民|低保户|五保户|五保|特困户|特困|(?:服务|救助|求助)对象|困难户|贫困户|残疾人|儿童|孤儿)"
    return re.compile(
        rf"(?:我|俺|他|她|咱)们?(?:家|村)?里?的?(?P<who>{kin.alternatives()})(?:的)?[,， ]?"
        rf"|(?:{kinds}|患者|病人|老哥|大姐|大哥|老乡|学生|女生|男生|同事|工友|病友)(?=[一-鿿]{{2}})"
        rf"|(?:我|俺|咱)们?{places}(?:里头?|上)?的?(?:有[一]?[个户位])?(?:{kinds})?"
        rf"|(?:替|帮|代|给|为)(?:我们?|俺们?)?(?:[^,，。]{{1,12}}?(?:村(?!民|委)|镇|乡|社区|屯|嘎查|街道|[组队号])里?的?)?"
        rf"(?:村里?(?!民|委)|社区|小区|楼上|楼下|隔壁|对门)*的?(?:{kinds}|邻居|老乡|老百姓)?"
    )


@cache
def _in_office() -> re.Pattern[str]:
    return re.compile(rf"{roles.alternatives(*roles.IN_OFFICE)}(?:叫|是)?[,， ]?(?=[一-鿿]{{2,4}}(?:[,，。 ]|$))")


@cache
def _others_called() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>{kin.alternatives()}|{naming.others()}){CALLED}[ ,，]?")


def own(text: Text) -> list[NameHeard]:
    return [h for m in _OWN.finditer(text.norm) for h in _called(text, m, SELF, None, 0.95)]


def _called(text: Text, m: re.Match[str], owner: str, who: str | None, confidence: float) -> list[NameHeard]:
    """A listed name, or whatever else stands alone there (阿依古丽)."""
    found = after(text, m, owner, who, 1.0, confidence)
    rare = unlisted(text, m, owner, who) if not found or breaks_off(text.norm, found[0].end) else []
    return rare or found


def others(text: Text) -> list[NameHeard]:
    found = []
    for m in _others_called().finditer(text.norm):
        if "叫" in m.group():
            found += _called(text, m, OTHER, m["who"], 0.93)
        else:
            found += after(text, m, OTHER, m["who"], 1.0, 0.93)
    return found


def surnamed(text: Text) -> list[NameHeard]:
    """我姓孙，孙志强 · 姓罗，叫罗水生."""
    found = []
    for m in _SURNAMED.finditer(text.norm):
        name = name_at(text.norm, m.end(), meant=True) or _repeated(text.norm, m)
        direct = name_at(text.norm, m.start("s"), called=True)
        if name and name.words.startswith(m["s"]) and len(name.words) >= 2:
            found.append(heard(text, name, m.end(), *subject(text, m.start()), 0.95))
        elif direct and direct.words.startswith(m["s"]) and direct.score >= 2.2:
            found.append(heard(text, direct, m.start("s"), *subject(text, m.start()), 0.9))
        elif single := _SINGLE_NAME.match(text.norm, m.end("s")):
            full = Name(m["s"] + single["g"], single.end("g"), 1.0)
            found.append(heard(text, full, m.start("s"), *subject(text, m.start()), 0.88))
        elif "名" in m["gap"] or "叫" in m["gap"]:
            given = re.match(r"[一-鿿]{1,2}(?=$|[,，。 ])", text.norm[m.end() :])
            if given and m["s"] in surnames():
                full = Name(m["s"] + given.group(), m.end() + given.end(), 1.0)
                found.append(heard(text, full, m.start("s"), *subject(text, m.start()), 0.85))
    return found


def _repeated(norm: str, m: re.Match[str]) -> Name | None:
    """我姓妥 … 妥玉龙: whoever says the surname needs no list."""
    full = re.match(rf"{m['s']}[一-鿿]{{1,2}}(?=$|[,，。 ])", norm[m.end() :])
    return Name(full.group(), m.end() + full.end(), 3.0) if full else None


def surname_only(text: Text) -> tuple[re.Match[str], str] | None:
    """A surname told by itself (姓罗), and whose it is: self, other or bare."""
    told = next((m for m in _SURNAMED.finditer(text.norm) if m["s"] in surnames() or _stands_alone(text.norm, m)), None)
    return (told, subject(text, told.start())[0]) if told else None


def _stands_alone(norm: str, m: re.Match[str]) -> bool:
    return not set(m["s"]) & NEVER_IN_A_NAME and bool(re.match(r"的?(?:$|[,，。 ])", norm[m.end("s") :]))


def spoken_of(text: Text) -> list[NameHeard]:
    found = []
    for m in _spoken_of().finditer(text.norm):
        owner = SELF if re.search(r"(?:我|俺)(?:就)?是$", text.norm[: m.start()]) else OTHER
        found += [h for h in after(text, m, owner, m["who"], 2.6, 0.75) if _is_firm(text, h)]
    return found


def _is_firm(text: Text, name: NameHeard) -> bool:
    """Without 叫 a name must look like one or be followed by a title (图雅大姐)."""
    found = name_at(text.norm, name.start, meant=True)
    return bool(found and found.score >= 3.3) or bool(re.match(TITLE, text.norm[name.end :]))


def by_familiar_name(text: Text) -> list[NameHeard]:
    """我对门的老韩，韩福，… · 周大娘，周玉兰."""
    found = []
    for m in _BY_FAMILIAR_NAME.finditer(text.norm):
        name = name_at(text.norm, m.end(), meant=True)
        if name and name.words[0] == (m["s"] or m["s2"]) and text.clause_of(m.end())[1] == name.end:
            is_own = m["s"] and re.search(
                r"(?:(?:我|俺)(?:就)?[是叫]|[叫喊](?:我|俺))[^,，。]{0,8}$", text.norm[: m.start()]
            )
            found.append(heard(text, name, m.end(), SELF if is_own else OTHER, None, 0.85))
    return found


def put_right(text: Text) -> list[NameHeard]:
    return [h for m in _CORRECTED.finditer(text.norm) for h in after(text, m, *subject(text, m.start()), 2.0, 0.85)]


def someone_called(text: Text, least: float, rare: bool = False) -> list[NameHeard]:
    """男主人叫端木军 · 租户叫雍正华: whoever 叫 stands behind; `rare`: any name that stands alone will do."""
    found = []
    for m in _SOMEONE_CALLED.finditer(text.norm):
        if m["who"].endswith(("村", "镇", "乡", "屯", "庄", "区", "查", "道", "木")):
            continue
        owner, who = subject(text, m.start("verb"))
        owner = OTHER if owner == SELF and not m["who"].endswith(("上", "里", "我", "俺")) else owner
        found += after(text, m, owner, who, least, 0.88) or (unlisted(text, m, owner, who) if rare else [])
    return found


def in_a_role(text: Text) -> list[NameHeard]:
    """三岔村村主任李成，代村民…: the name behind what the caller is, when they speak for another."""
    found = []
    for m in _in_office().finditer(text.norm):
        is_own = re.search(r"(?:我|俺|这里|这边)(?:就)?是[^,，。]{0,20}$", text.norm[: m.start()])
        if not is_own and not _FOR_ANOTHER.search(text.norm):
            continue
        found += after(text, m, SELF, None, 3.3, 0.85)
    return found


def of_a_place(text: Text) -> list[NameHeard]:
    """我是池上镇甘泉村的孙玉国电话…"""
    found = []
    for m in _OF_PLACE.finditer(text.norm):
        theirs = re.search(r"(?:我|俺|咱)们?$", text.norm[: m.start()])
        found += after(text, m, *((OTHER, None) if theirs else subject(text, m.start())), 3.3, 0.85)
    return found


def labelled(text: Text) -> list[NameHeard]:
    return [h for m in _LABEL.finditer(text.norm) for h in after(text, m, BARE, None, 2.2, 0.9)]


def called_only(text: Text) -> list[NameHeard]:
    return [h for m in _CALLED_ONLY.finditer(text.norm) for h in after(text, m, *subject(text, m.start()), 2.0, 0.85)]


def i_am(text: Text) -> list[NameHeard]:
    """我是方小红, but not 我是石山镇的 or 我是高中老师: the name must end where the words end."""
    found = []
    for m in _I_AM.finditer(text.norm):
        for name in after(text, m, SELF, None, 3.6, 0.8):
            rest = text.norm[name.end : name.end + 3]
            if not re.match(rf"的|人|这|村|镇|乡|嘎查|苏木|屯|家(?!住|在|里)|户|社区|街|{TITLE}", rest):
                found.append(name)
    return found
