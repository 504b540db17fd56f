"""Who lives alone (孤寡, 就她一个), and who is only alone with what happens now (家里就我一个人，婆婆喘不上气)."""

from __future__ import annotations

import re

from . import household_leavers, kin
from .text import Text

Found = tuple[int, int, int, float]
"""Heads, where the words for it start and end, and how sure they are."""


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
_SINGLE = re.compile(
    r"光棍|单身|打单|孤老|(?:老汉|老头子?|老太太|老婆子|老太婆|我|俺)一个$|没家|(?:没|无)儿(?:没|无)女|没成过?家|没结过?婚|没娶|没讨老婆"
)
_ALONE_NOW = re.compile(
    rf"(?:就|只有?|光)(?:剩下?)?(?:我|俺)(?:{_SELF}|一个人?|一人)+(?:个?(?:小孩|孩子|女的|老婆子|女人))?(?P<now>在(?:家|屋|跟前|这))?(?!过|个|[和跟带领])"
)
_AT_HOME_NOW = re.compile(r"\s*人?在(?:家里?|屋里?|跟前)(?!过|住|生活|[种务])")
_NOW = re.compile(r"这会儿|这阵儿|刚才|刚刚|正在|眼下|突然|一下子")
_LIVES_THERE = re.compile(r"\s*人?(?:一起|自己)?(?:过(?![来去得])|住(?!院)|生活|的?户)")


def tells_who_is_at_home(text: Text, found: Found, relation: object) -> bool:
    """婆婆喘不上气，家里就我一个人 · 这会儿就我跟他俩人在家: who is there with it now; more may live with them."""
    if found[0] > 1:
        return bool(_AT_HOME_NOW.match(text.after(found[2], 6)) and _NOW.search(text.norm))
    now = _ALONE_NOW.search(text.norm)
    if not now or _LIVES_THERE.match(text.after(now.end(), 4)):
        return False
    return bool(now["now"]) or relation not in (None, "self") or household_leavers.speaks_of_the_living(text)


def alone(text: Text, asked: bool) -> Found | None:
    m = _ALONE.search(text.norm) or (_ONLY_ME.fullmatch(text.norm) or _JUST_ME.search(text.norm) if asked else None)
    if not m or _NOT_ALONE.match(text.after(m.end(), 8)) or _OF_A_CHILD.search(text.before(m.start(), 8)):
        return None
    return 1, m.start(), m.end(), 0.95 if asked else 0.85


def single(text: Text) -> Found | None:
    """我单身汉 · 他没家，光棍: alone, when nobody else was named."""
    m = _SINGLE.search(text.norm)
    return (1, m.start(), m.end(), 0.85) if m else None
