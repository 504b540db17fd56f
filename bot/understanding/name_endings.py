"""Where a name may be over: what stands behind it, and how sure that makes it."""

from __future__ import annotations

import re

from . import kin

_FIRM_BREAK = re.compile(r"$|[,，。、 ;；!！?？:：]")
WORD_BREAK = re.compile(
    r"(?:的?电话|手机|家(?=[昨前今上失着房的里被遭起大下两三四五有孩困棚屋羊牛猪院墙])|家住|家在|住在|今年|身份证|家里|[我俺](?:家|们|爹|妈|爸|娘|老|儿|闺|媳|男|叫|是)|号码|联系|现住|现在|老家|户口|来自|因为|昨[天儿晚]|前天|去年|上个|这个|申报|申请|反映|登记|报(?:一下|个|一个)|问一下|咨询|昨晚|上周|上礼拜|上月|大前天|男的?|女的?|地址|想(?:申请|问)|媳妇|儿子|的名字|打的|老人|老汉|老爷子|老太太|[大二三][爷娘姐哥叔婶伯妈嫂]|奶奶|爷爷|同志|师傅|阿姨|[他她]家?|两口子|一家|夫妇|这[个户]|问问|求助|办理|来(?=申请|报|问|登记))"
)
_SOFT_BREAK = re.compile(
    r"[住是我俺在的他她家就了啊吧呢呀哈这那和跟也有得1234567890一二三四五六七八九十幺]|今|现|身|老|吗"
)


def is_over(rest: str) -> bool:
    return bool(_FIRM_BREAK.match(rest) or WORD_BREAK.match(rest))


def breaks_off(norm: str, end: int) -> bool:
    """Whether nothing shows that the name is over at `end` (阿依古|丽)."""
    return ending(norm, end) == 0.0


def ending(norm: str, end: int) -> float:
    rest = norm[end:]
    if _FIRM_BREAK.match(rest):
        return 2.5
    if WORD_BREAK.match(rest):
        return 2.4
    if kin.pattern().match(rest):
        return 1.6
    return 1.2 if _SOFT_BREAK.match(rest) else 0.0
