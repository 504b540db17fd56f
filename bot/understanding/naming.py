"""What the readers of names share: a name with its owner, and of whom a stretch of words speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from . import kin, lookups, roles
from .corrections import is_after_marker
from .name_endings import WORD_BREAK
from .surnames import Name, name_at, whole_answer_name
from .text import Text

SELF, OTHER, BARE = "self", "other", "bare"
CALLED = r"(?:的)?(?:大名|大号|名字|姓名|全名|名儿)?(?:就|是|应该)?(?:叫做?|名叫|名字叫|名是|名字是|姓名是|叫个|是叫|(?<=大名)|(?<=大号))(?:做|个)?"
_OUR_PLACE = r"(?:我|俺|咱)们?(?:村|社区|嘎查|组|屯|队|厂|店|班|单位|楼|院|小区|大队|辖区|网格|工地)(?!的?(?:主任|会计|书记|支书|干部|网格员|村医|医生|文书|社工|[,，。]))"
TITLE = r"(?:老人家?|老汉|老爷子|老太太|[大二三老]?(?:爷|娘|姐|哥|叔|婶|伯|妈|嫂|姨)|奶奶|爷爷|同志|师傅|阿姨|先生|女士|同学)"
_OWN = re.compile(
    r"(?:我|俺|本人)(?!家|们|老|爸|妈|爹|娘|儿|女|隔|邻|对|男|媳|哥|姐|弟|妹|村|这|楼|的?电话|的?手机|想|要|来|代|替|帮)"
)
REPORTED_BY = r"(?:报送|上报|填报|填表|反映|代办|经办|代报)人[是为]?[:： ]*"
_REPORTS = re.compile(rf"{REPORTED_BY}[^,，。]{{0,6}}$")
_OWN_REACH = 12
"""我 further off tells what the caller did (我…一瞅栗宝贵的柴火垛着了), not who is named."""
_ON_BEHALF = re.compile(r"(?:替|代|帮|为|给)(?!我的?(?:名|姓)|忙|助)(?:(?:我|俺|咱)们?)?[^,，。 我俺]*$")


@cache
def others() -> str:
    """A regex fragment for whoever is spoken of and is no kin: 租户, 低保户, 我们村…."""
    words = sorted(lookups.words("persons.txt"), key=len, reverse=True)
    return rf"老[一-鿿]头|{'|'.join(words)}|{_OUR_PLACE}"


@cache
def _spoken_of() -> re.Pattern[str]:
    return re.compile(rf"{kin.alternatives()}|{others()}")


@cache
def _in_a_role() -> re.Pattern[str]:
    """我是…嘎查的嘎查长叫孟和: who says what they are names themselves next."""
    return re.compile(
        rf"(?:我|俺|这里|这边)(?:就)?是[^,，。他她]{{0,26}}{roles.alternatives()}(?:名?叫|姓名是?)?[,， ]?$"
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


def subject(text: Text, position: int) -> tuple[str, str | None]:
    """Whether a name at `position` is the caller's or that of the person spoken of last before it."""
    before = text.norm[max(0, position - 30) : position]
    if _REPORTS.search(before) or _in_a_role().search(text.norm[:position]):
        return SELF, None
    if _ON_BEHALF.search(before):
        return OTHER, None
    own = max((m.end() for m in _OWN.finditer(before, max(0, len(before) - _OWN_REACH))), default=-1)
    other = max(_spoken_of().finditer(before), key=lambda m: m.end(), default=None)
    if other and other.end() > own:
        return OTHER, other.group()
    return (SELF, None) if own >= 0 else (BARE, None)


def after(
    text: Text, m: re.Match[str], owner: str, who: str | None, least: float, confidence: float
) -> list[NameHeard]:
    """The name right behind a lead-in, when its score reaches `least`."""
    called = any(c in m.group() for c in ("叫", "姓", "大名", "大号"))
    found = name_at(text.norm, m.end(), called=called, meant=True)
    if not found or found.score < least:
        return []
    return [heard(text, found, m.end(), owner, who, confidence)]


def heard(text: Text, found: Name, start: int, owner: str, who: str | None, confidence: float) -> NameHeard:
    return NameHeard(found.words, owner, who, start, found.end, confidence, is_after_marker(text, start))


def unlisted(text: Text, m: re.Match[str], owner: str = SELF, who: str | None = None) -> list[NameHeard]:
    """我叫 followed by something that stands alone is a name, however rare."""
    rest = re.match(rf"[一-鿿·]{{2,6}}?(?=$|[,，。 ]|{WORD_BREAK.pattern})", text.norm[m.end() :])
    words = whole_answer_name(rest.group()) if rest else None
    if not words:
        return []
    fuller = name_at(text.norm, m.end() + len(words) + 1)
    if fuller and fuller.words.endswith(words) and fuller.words != words:
        return [heard(text, fuller, m.end() + len(words) + 1, owner, who, 0.9)]
    return [NameHeard(words, owner, who, m.end(), m.end() + len(words), 0.7)]
