"""The stretch of words that lists who lives in the household: 家里有老人和两个孩子 · 我们娘俩 · 俩孩子跟着俺老两口过."""

from __future__ import annotations

import re

from .household_words import PERSON, N
from .text import Text

_BRINGS_UP = re.compile(
    r"(?:(?:我|俺|他|她)|(?<![^,，。 ]))(?:一个?人|自己|自个儿?|独自|一个[^,，。]{2,4}?)(?:拉扯|带|养|供|照顾|领|抚养)(?:着|活|大)?(?=[^,，。]{0,4}(?:孩|娃|儿|女|闺|孙|小|他|她|崽))"
)
_LIVE_AS_PAIR = re.compile(r"\s*(?:过|相依|一起|住|生活|在家|[,，。]|$)")
_DUO = re.compile(
    r"(?:我们|我|俺|俺们|咱|他们|她们|就|老)?(?P<k>老两口|两口子|夫妻俩|夫妻两个|小两口|(?<![老亲干丈])(?:娘|爷|母子|父子|母女|父女|祖孙|婆孙|爷孙|兄弟|姐弟|姐妹|兄妹|娘儿|爷儿)(?:俩|仨|[两二]人|两个?|三个?))"
)
_LED_BY_ONE = re.compile(rf"[就只]$|(?:我|俺)[和跟与](?:我|俺)?{PERSON}$")
_CLOSED_BY_NUMBER = re.compile(r"(?:俩|仨|[两三四五]个)人?(?:过|住|一起|生活|相依为命)*(?=[,，。]|$)")
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


def listing(text: Text) -> tuple[int, int] | None:
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
