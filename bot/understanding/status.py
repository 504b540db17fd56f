"""household.status: what the family already is on the books (低保, 特困, 低收入, 残疾证), or none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from . import kin
from .corrections import is_after_marker
from .text import Text
from .types import Context, Heard

_FIELD = "household.status"
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "low_income",
        r"低收入(?:家庭|户|人口|人群)?|低保边缘(?:户|家庭)?|边缘(?:户|家庭)|支出型(?:困难|贫困)(?:户|家庭)?|贫困户|困难户|建档立卡户?|脱贫户|监测户|困难家庭",
    ),
    ("tekun", r"特困(?:户|人员|供养|金)?|五保(?:户|老人|金)?|三无(?:人员|老人|户)?|供养户"),
    (
        "disabled",
        r"残疾(?:证|人证?|等级|补贴|户)|(?:肢体|智力|精神|视力|听力|伤|重|残疾?)[一二三四1-4]级|[一二三四1-4](?:级|等)(?:伤|重)?残疾?|残废证|残补"
        r"|(?<![摔撞砸轧压打成致落下会])残疾(?!车|学校|赔偿|鉴定|军人优待)|聋哑人?|盲人",
    ),
    ("dibao", r"[低底]保(?!边缘|中心|大厅|所)(?:户|家庭|对象|证|金|费|钱)?|最低生活保障|吃保"),
)
_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _KINDS)
_NEG = r"(?:没有?|没得|木有|莫得|冇得?|无|未)"
_DO = r"(?:办|吃|拿|享受|评|批|给|领|上|纳入|参加|进|申请|报|弄|听说|定)"
_NOT = re.compile(
    rf"(?:{_NEG}{_DO}?(?:上|过|到|下来|进|成)?着?|不(?:是|算|属于|吃|拿|享受|够|符合|在)|够不上|轮不[上着到]|没被?评上|也没|又不是|啥也不是|哪(?:里|儿)?有|(?:上|去|到)哪(?:里|儿)?(?:吃|办|领))(?:什么|啥|这个|那个|过|到|上|的|着|条件)?$"
)
_NOT_AFTER = re.compile(
    rf"^(?:户|家庭|金|证|对象|啥的|什么的|[这那]些|、|和|跟|也好|呢|是|[?？,，]\s*(?={_NEG}(?:$|[,，。了啊呀呢哦])))*(?:啥|什么|哪样)?(?:也|都|还|就|给|一样都?|一个都?)*(?:{_NEG}(?!钱花|着落|断|收入|工作|劳|人)|停了|取消|退了|给停|不给|轮不|够不|不够|不是|不让|不批|不享受|不吃|办不|评不|申请过没)"
    rf"|^[^,，。]{{0,8}}(?:没批|没办下来|没下来|去问|问[过了]|没通过|没评上|没吃上|取消|停了|停掉|清退|退出|不批|没办成|拿掉|轮不|退回)"
)
_PENDING = re.compile(r"^[^。]{0,10}(?:审批|在(?:批|办|弄|跑|走|申请)|还没下来|公示)")
_ASKING = re.compile(
    r"^[^。]{0,8}(?:怎么办理|咋办理|怎么申请|咋申请|能不能|能办|可以办|给办(?![的了上过好下成])|行不行|符合|条件|[吗么]|多少钱|标准)|^(?:去)?(?:哪里|哪儿)办|^[^,，。]{0,3}怎么办"
)
_WANTING = re.compile(
    r"(?:想(?:申请|办|要|吃|问)?(?:个|一下|问)?|要?申请(?:过|了|办)?(?:个)?|能(?:不能)?(?:给)?(?:办|申请|吃)?(?:个)?|给(?:我)?办(?:个)?|什么(?:是|叫)|啥(?:是|叫)|正在办|在办|正?打算办|咋办|怎么办|问(?:一下|问)?|报过?(?:[两三一]回|[两三一]次)?)$"
)
_UNSURE = re.compile(r"不(?:知道|清楚|晓得|确定)[^,，。]{0,4}(?:是不是|有没有|算不算)?[^,，。]{0,2}$")
_OF_OTHERS = re.compile(r"(?:邻居|别人|人家|他们家|隔壁|有的人)[^,，。]{0,6}$")
_IF = re.compile(r"(?:要是|如果|假如|真要|早)[^,，。]{0,4}$")
_NOT_ME = re.compile(
    r"^[^。]{0,4}[,，]?(?:就)?(?:我|俺)(?:们|家|自己)*(?:可|倒|都|也|又|还|就)*(?:不吃|没吃|不是|没有?|不享受)"
)
_MINE = re.compile(rf"(?:(?:我|俺|咱)(?:们)?(?:家|的)?{kin.alternatives()}|老伴|老公|老婆|媳妇|孩子)[^,，。]{{0,4}}$")
_BENEFIT = r"(?:政策|待遇|补助|补贴|救助|帮扶|照顾|扶持)"
_WHO = r"(?:村里|镇里|人家|别的|其他的?|旁的|另外|说|(?:据|就)?我?(?:所知|了解|晓得|知道)的?|听说|说是|[他她](?:说|讲)|好像|应该|反正|现在|目前|我|俺|他|她|咱|我们|俺们|家里?|这个?|这些|那|啥|什么|么事|一样|哪样|样样|一个|就|是|倒|还|可|真|也|都|一直|从来|以前)"
_ALL_DENIED = re.compile(
    rf"(?:啥|什么|么事|任何|一点|国家的?|一样){_BENEFIT}(?:都|也|一样)*{_NEG}(?!给|人){_DO}?"
    rf"|{_NEG}(?!给)(?:{_DO}(?:过|到|着|了|上)*|(?=任何|什么|啥))(?:国家|公家|政府|任何|什么|啥|的)*{_BENEFIT}(?![就可能])"
)
"""啥补助也没有 · 没享受过国家的政策: no kind is named, all are denied."""
_SWEEPING = re.compile(rf"(?:户|证|这些|那些|的)*(?:啥|什么|哪样|一样|一个)?[都也]{_NEG}")
_HAS = re.compile(r"(?:(?<!没)(?<!木)(?<!冇)有|吃着|办了|拿着|是)(?:个|本|张|了)?$")
_DENIES_THE_NEXT = re.compile(rf"(?:也|但|但是|可|就)?{_NEG}{_DO}?(?:上|过|到)?$")
_NAMED_ON = re.compile(r"(?:户|证|啥|什么|这些|那些|也好|的|、|和|跟|或者?)*")
_NONE = re.compile(
    rf"^{_WHO}*(?:{_NEG}|不(?:是|算|属于|够格?|符合|沾边?|享受|让|给(?:办|评)|在(?:内|册))|没沾|够不[上着]|轮不[上着到])"
    rf"(?:{_DO}|听说)?(?:过|上|到|成|下来|着|有|了|进)*(?:{_NEG}|{_DO}|那|这|个|玩意儿?|些|国家|公家|政府|{_BENEFIT}|东西|哪样|证|啥|什么|边|人|管|给|办|都|也|任何|一样|俺们?|我们?)*[了呢啊呀吧的哦嘛哩呗]*$"
    r"|(?:啥|什么|任何)[^,，。 ]{0,4}(?:也|都)(?:没有?|没享受|没沾)"
    rf"|^哪(?:里|儿)?(?:有|来)(?:的)?(?:那|这|啥|什么|过|$|[呀啊哦的])|不(?:给|让)(?:报|办|评|吃|享受)"
    r"|普通(?:户|农户|家庭|人家|老百姓|村民|居民)|一般(?:户|农户|家庭|人家|老百姓)|正常(?:户|家庭)|(?:申请|办|报)过?(?:了)?没(?:批|下来|通过|办成|成)"
)


@dataclass(frozen=True)
class Mention:
    """`holds`: said to be so; denied when False; asked about, wished for or of somebody else when None."""

    kind: str
    start: int
    end: int
    holds: bool | None


def status(text: Text, context: Context, says_no: bool) -> list[Heard]:
    """What the household is said to be. A denial, or a plain no (`says_no`), is heard as [none] only when the status was asked."""
    asked = context.asked == _FIELD
    told = _mentions(text, asked)
    held = [m for m in told if m.holds]
    if held:
        kinds = list(dict.fromkeys(m.kind for m in held))
        return [_hear(text, kinds, held[0].start, held[-1].end, 0.92)]
    denied = next((m for m in told if m.holds is False), None)
    if asked and denied:
        return [_hear(text, ["none"], denied.start, denied.end, 0.9)]
    if asked and (nothing := _nothing(text) or (says_no and (0, len(text.norm)))):
        return [_hear(text, ["none"], *nothing, 0.9)]
    if every := _ALL_DENIED.search(text.norm):
        return [_hear(text, ["none"], *every.span(), 0.7)]
    if denied and _all_denied_at_once(text, told):
        return [_hear(text, ["none"], denied.start, told[-1].end, 0.7)]
    if denied and re.search(r"(?:不是|没有?)[^,，。]{0,4}低保", text.norm):
        return [_hear(text, ["none"], denied.start, denied.end, 0.6)]
    return []


def _all_denied_at_once(text: Text, told: list[Mention]) -> bool:
    """低保残疾证啥都没有: everything named, 低保 or several, in one sweep."""
    telling = len(told) > 1 or told[0].kind == "dibao"
    return telling and all(m.holds is False for m in told) and bool(_SWEEPING.match(text.after(told[-1].end, 8)))


def _mentions(text: Text, asked: bool) -> list[Mention]:
    """In the order said; what is denied of the last of several named in one breath is denied of all: 低保残疾都没有.

    A benefit said to be held keeps clear of the next one's denial: 有残疾证低保没有.
    """
    told: list[Mention] = []
    for kind, start, end in reversed(_spans(text)):
        follows = told[0] if told else None
        has_it = bool(_HAS.search(text.before(start, 4)))
        if follows and not has_it and not follows.holds and _NAMED_ON.fullmatch(text.norm[end : follows.start]):
            holds = follows.holds
        else:
            holds = _holds(text, start, end, _about_it(text, end, follows, has_it), asked)
        told.insert(0, Mention(kind, start, end, holds))
    return _denied_ahead(text, told)


def _about_it(text: Text, end: int, follows: Mention | None, has_it: bool) -> str:
    """What is said of the benefit that ends at `end`, up to the clause or the words of the next one."""
    if not follows:
        return text.after(end, 14)
    clause = text.clause_of(follows.start)[0]
    words = text.norm[end : min(end + 14, clause if clause > end else follows.start)]
    return _DENIES_THE_NEXT.sub("", words) if has_it else words


def _denied_ahead(text: Text, told: list[Mention]) -> list[Mention]:
    """没有低保和残疾证: one denial for both; 没有低保，残疾证有 for one."""
    kept = told[:1]
    for item in told[1:]:
        last = kept[-1]
        joined = re.fullmatch(r"(?:户|证|、|和|跟|或者?|还有)*", text.norm[last.end : item.start])
        denied = (
            joined and last.holds is False and item.holds and not re.match(r"证?(?:倒|是)?有", text.after(item.end, 4))
        )
        kept.append(replace(item, holds=False) if denied else item)
    return kept


def _spans(text: Text) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for kind, pattern in _PATTERNS:
        for m in pattern.finditer(text.norm):
            if not any(s < m.end() and m.start() < e for _, s, e in found):
                found.append((kind, *m.span()))
    return sorted(found, key=lambda f: f[1])


def _holds(text: Text, start: int, end: int, after: str, asked: bool) -> bool | None:
    before = text.before(start, 10)
    if _UNSURE.search(before) or _OF_OTHERS.search(before) or _IF.search(before):
        return None
    if _NOT.search(before) or _NOT_AFTER.match(after) or _was(before, after):
        return False
    if _NOT_ME.match(after) and not _MINE.search(before):
        return False if asked else None
    if _ASKING.match(after) or _WANTING.search(before) or _PENDING.match(after):
        return False if asked and ("申请" in before or not _ASKING.match(after)) else None
    return True


def _was(before: str, after: str) -> bool:
    """以前有低保，前年给取消了."""
    return bool(re.search(r"以前|原来|原先|过去", before) and re.search(r"取消|停|退|没了|不给", after))


def _nothing(text: Text) -> tuple[int, int] | None:
    for start, end in text.clauses:
        if m := _NONE.search(text.norm[start:end]):
            return start + m.start(), start + m.end()
    return None


def _hear(text: Text, value: list[str], start: int, end: int, confidence: float) -> Heard:
    hedged = re.search(r"好像|应该|可能|大概|听说|也许", text.before(start, 6))
    said, place = text.said(start, end), text.origin(start, end)
    return Heard(
        _FIELD, value, said, confidence - (0.12 if hedged else 0), *place, correction=is_after_marker(text, start)
    )
