"""Whose life it is when somebody speaks of suicide: the caller's, or another's whom the caller tries to help."""

from __future__ import annotations

import re
from functools import cache

from . import kin
from .text import read

_POISON = r"(?:农药|敌敌畏|百草枯|除草剂|老鼠药|耗子药|毒药|安眠药|安定|头孢|乐果|药(?![费钱店]))"
_WISH = (
    r"不(?:想|愿意?|打算)(?:再)?(?:活|治|拖累)|不活|不拖累|活(?:够|腻)|寻(?:死|短)|轻生|自[杀尽残]|想不开|[要想去求等到]死|死给|死了算"
    r"|喝(?:农)?药|上吊|还吊|吊死|跳(?!舞|绳|槽)|卧轨|割腕|同归于尽|一了百了|了[断结]|[开放]煤气|遗书|后事|下辈子|来世|永别|先走一步|绝食"
    r"|(?:一起|一块儿?)(?:走|死|去)"
)
_ACT = (
    rf"(?:喝|吞|灌|服|咽)[^,，。酒 ]{{0,8}}{_POISON}|吃[^,，。 ]{{0,3}}(?:[整一]?[瓶把板]|农|毒|老鼠|安眠)[^,，。 ]{{0,4}}药"
    rf"|{_POISON}(?:瓶|罐)?子?[^,，。 ]{{0,6}}(?:[喝吞灌倒攥揣拧抠]|吃[了下完光进])|绳"
    r"|(?:站|坐|爬|趴|跨|翻|蹲)[^,，。 ]{0,8}(?:楼|台|房顶|桥|栏|窗|井|轨|塔|河|江|水|树|边上)|在[^,，。 ]{0,6}(?:楼顶|天台|房顶|桥|栏杆|窗|铁轨)"
    r"|[往朝到去][^,，。 ]{0,4}(?:江|河|水库|井|铁路|铁轨|桥|楼顶)|(?:割|划)[^,，。 ]{0,4}(?:腕|胳膊|脖子|手)|(?:刀|剪)[^,，。 ]{0,8}(?:脖子|手腕|胳膊|自己|划|割)"
    rf"|[攥揣拿拎端][^,，。 ]{{0,4}}{_POISON}|锁[^,，。 ]{{0,5}}(?:屋|房|里)|(?:跳|吊)(?:下|上)?[来去]?了|吊(?:着|在|上去)|[要去](?:跳|上吊|寻死|喝(?:农)?药|死)"
)
_GONE = r"死|[走没跑丢]了|不|没|离婚|去世|过世|嫌|打骂|骂|骗"
"""What those who are left say of somebody: 老公跑了，活够了 is the caller's own despair."""
_TOWARDS = "跟给对替陪带找和抱着把让被想见去为帮等同"
_ADVERBS = r"(?:刚才?|现在|正|又|老|总|天天|今[天早晚]|昨[天晚]|突然|一个人|自己|一直|就|也|都|还|在|要|想|非|闹|吵|拿|把自己)*"
_SAYS = r"(?:说|讲|喊|嚷|闹|吵|念叨|交代|发[^,，。 ]{0,4}(?:消息|信息|微信|语音|短信)|留[^,，。 ]{0,3}(?:话|纸条|信))"
_NOT_ME = rf"(?:(?!(?<![着跟给对和让叫抱拉])[我俺]|{_GONE}).)"
_ALL_OF_US = re.compile(r"同归于尽|(?:全家|一家人?|我们|咱们?[^,，。]{0,2}|大家|[带拉跟]我)[^,，。]{0,3}(?:一起|一块)")
_TAKEN = re.compile(
    rf"(?<![要想怕没别敢])(?:喝|吞|灌|服|咽|吃)(?:了|下|完|光|进)(?![^,，。]{{0,4}}酒)|{_POISON}[^,，。 要想]{{0,5}}(?:[喝吞灌]|吃)(?:了|下|完|光|进|$)"
    r"|(?<![要想])(?:割|划|捅|撞)(?:了|开|破|得)|血|白沫|跳(?:下[去来])?了(?!算)|吊(?:着|在|上去)|解下来|昏|[叫喊][^,，。 ]?不[醒应]|没(?:反应|气|呼吸)"
)


@cache
def _another() -> str:
    """Somebody the caller speaks of, where it is they who act: not 跟我妈说, not 等老伴睡着."""
    others = (
        r"他(?!们)|她(?!们)|有人|那?人家?(?=[往在要说])|(?:[室病]友|同桌|小媳妇|老汉|大爷|邻居|[男女]的|小伙子?|姑娘)"
    )
    return rf"(?<![{_TOWARDS}这那哪])(?<![{_TOWARDS}][我俺])(?:{kin.alternatives()}|{others})"


@cache
def _acts_another() -> re.Pattern[str]:
    said, done = rf"{_NOT_ME}{{0,16}}?{_SAYS}[^。！!？?]{{0,10}}?", rf"{_NOT_ME}{{0,14}}?"
    return re.compile(
        rf"{_another()}(?:(?:{_ADVERBS}|{said})(?:{_WISH})|(?:{said}|{done})(?:{_ACT}))(?![^,，。]{{0,3}}[死没]了)"
    )


@cache
def _acts_the_caller() -> re.Pattern[str]:
    somebody = rf"们|[家村班]|同[学屋事桌]|[室病]友|[^,，。 ]{{0,3}}{kin.alternatives()}"
    return re.compile(
        rf"(?<![跟给对让叫拉抱帮替找陪怕])(?:我|俺)(?!{somebody})(?:(?!{kin.alternatives()})[^,，。 他她我俺]){{0,8}}?(?:{_WISH}|{_ACT})"
    )


def is_of_another(text: str) -> bool:
    """Whether the words tell of another's wish or attempt to die. In doubt, and where the caller is to die too, it is not."""
    norm = read(text).norm
    return bool(_acts_another().search(norm)) and not speaks_for_oneself(text) and not _ALL_OF_US.search(norm)


def speaks_for_oneself(text: str) -> bool:
    """Whether the caller says 我 of the wish or the attempt."""
    return bool(_acts_the_caller().search(read(text).norm))


def is_harmed(text: str) -> bool:
    """Whether it was done already: poison taken, blood, no answer. A threat (要喝药) is not."""
    return bool(_TAKEN.search(read(text).norm))
