"""emergency.in_danger: whether life or basic living is at risk now, answered or volunteered."""

from __future__ import annotations

import re

from .text import Text
from .types import Context, Heard

_FIELD = "emergency.in_danger"
_NONE = r"(?:没(?:有|得|啥|什么)?|木有|莫得|冇|毫?无)"
_SAFE = re.compile(
    rf"{_NONE}(?:什么|啥|太|多|大|的|生命|人身|性命|紧急|现实|眼前|突发)*(?:危险|大碍|大事|事儿?(?=$|[,，。了])|之忧)|危险(?:倒|也|是|已经|都|早)*(?:{_NONE}|不大|过(?:去)?了|解除)|"
    r"没(?:有)?人?(?:受伤|伤着|伤亡)|人(?:都)?(?:跑|逃)(?:出|了出)来|醒(?:了|过来)|做完了|人(?:都)?(?:没事|没啥事|没什么事|没大碍|没伤着?|好好的|平安|安全|没危险|还好|不要紧)|平?稳(?:定|住|下来)?了?|安全(?![带帽绳期])|脱离(?:了)?(?:生命)?危险|脱险|出院|缓过来|抢救过来|救过来|不(?:要紧|碍事|危险|至于)|"
    r"暂时(?:没事|还好|没啥|没危险|没问题|不要紧|能撑)|命(?:是)?保住了|眼下(?:没|还)(?:事|好|行|能)|没有?生命|还(?:能)?(?:凑合|行|过得去|撑得住|好)|火(?:已经)?(?:灭|扑)了|扑灭|灭了|好(?:多|些|点)了|转到普通|在家养|养着|已经(?:安置|转移)|有(?:亲戚|地方)(?:住|收留)|住(?:在)?亲戚|不急|饿不着|有吃有住|吃住(?:还)?(?:行|没问题|有)|目前(?:还)?(?:行|好|没|稳)|(?:过|度过|渡过)了?危险期|安稳|好好的|好着|平安|不闹"
)
_AT_RISK = re.compile(
    r"(?:还|正)?在?抢救(?!过来|回来|了[^,，。]{0,6}(?:好|没事|稳))|病危|快(?:不行|没命|死)了|不行了|有(?:生命)?危险|危险(?:得很|着呢|期)|(?:还|正)?在(?:重症|icu)|昏迷(?:不醒|着|到现在)|没(?:有)?(?:饭吃|吃的(?!亏)|东西吃|米下锅|粮食?了)|断(?:粮|顿|药|氧)|揭不开锅|饿(?:着|了[一两三几]|肚子|好几)|没(?:有)?(?:地方|地儿|处)(?:住|睡|去)|无家可归|睡(?:在)?(?:大街|马路|桥洞|车站|外面|外头|雪地)|流落|药(?:都)?(?:断了|没了|停了|吃完了)|(?:治疗|透析|化疗|药)(?:就)?(?:要|得|快|马上)?(?:停|断)(?:了|下来)?|停(?:药|了药|了透析|了化疗|止治疗)|(?:医院|大夫)(?:要|说要|催|让)[^,，。]{0,6}(?:停药|出院|停|赶)|房(?:子)?(?:随时|快|要|还在)(?:塌|倒|垮)|随时(?:会|可能|要)|等着(?:救命|手术|用钱)|救命钱|拖不(?:得|起|了)|再不(?:交钱|手术|治|做)|喘不(?:上|过)|(?:人|我|孩子|老人|屋里|娃)[^,，。]{0,3}冻(?:着|得)|没(?:有)?(?:暖气|煤|取暖)|要出人命|命悬|一天没吃|几天没吃|没进食|没吃(?:上)?(?:饭|东西)"
)
_STILL = re.compile(
    r"(?:还|仍|正)(?:在|没(?:有)?)?(?:烧|着|打|砸|骂|追|堵|闹|流|淌|抽|喘|吐|锁|关|困|坐|站|躺|昏|疼|里头|里面|楼顶|桥|河|外头)|(?:还|仍|都)(?:是)?没(?:有)?(?:醒|灭|出来|下来|到|来|找到|退|止住|动静|反应)"
    r"|叫不醒|不醒|没醒|没反应|止不住|火(?:还)?没灭|不(?:太)?安全"
)
"""What an answer says of danger that goes on; only asked for, since elsewhere 还在住院 and 还没到 say nothing of it."""
_LOOKED_AFTER = re.compile(
    r"住(?:着)?院|医院|卫生院|病房|在家|亲戚|邻居|(?:闺女|女儿|儿子|姐|哥|娘)家|凑合|能(?:撑|过|行)|就是|只是"
)
_PLAINLY_SAFE = re.compile(r"人|脱|没(?:有|得|啥|什么)?(?:生命|危险|大碍)|无|抢救|平?稳|过了危险|度过")
"""What says so outright, asked or not."""
_NOT = re.compile(r"(?:没有?|木|莫|冇|(?:过|脱离)了?|不|不是|已经不|也不)(?:再)?(?:说)?$")
_NOT_YET = re.compile(r"(?:没(?:有)?|未|不)(?:太|大|够|完全|怎么|算)*$")
_OF_DANGER = re.compile(r"平?稳|安|脱|度?过了?危险期|醒|灭|扑")
"""Of these a denial (没脱险, 病情不稳定, 不安全) says that the danger goes on."""


def in_danger(text: Text, context: Context, says_no: bool) -> list[Heard]:
    """Plain statements first, then a bare 有 or 没有 when it was asked; 对 and 嗯 tell nothing. What is treated and stable is no
    danger.
    """
    asked = context.asked == _FIELD
    risk = next((m for m in _AT_RISK.finditer(text.norm) if not _NOT.search(text.before(m.start(), 3))), None)
    told_safe, denied = _told_safe(text)
    safe = next((m for m in told_safe if _PLAINLY_SAFE.match(m.group())), told_safe[0] if told_safe else None)
    if risk and safe:
        later_is_safe = safe.start() > risk.start()
        risk, safe = (None, safe) if later_is_safe and re.search(r"脱离|过来|稳|灭", safe.group()) else (risk, None)
    if risk and not (asked and says_no and risk.start() > 6 and not re.search(r"饭|吃|粮|住|药|停", risk.group())):
        return [_hear(text, True, *risk.span(), 0.9 if asked or context.read_back else 0.75)]
    if safe and (asked or _PLAINLY_SAFE.match(safe.group())):
        return [_hear(text, False, *safe.span(), 0.92 if asked else 0.7)]
    if asked and (still := denied or _STILL.search(text.norm)):
        return [_hear(text, True, *still.span(), 0.85)]
    if asked and says_no:
        return [_hear(text, False, 0, len(text.norm), 0.92)]
    if asked and re.match(r"\s*(?:有(?!人|吃|地方|医保)|危险)", text.norm):
        return [_hear(text, True, 0, len(text.norm), 0.88)]
    if asked and (cared_for := _LOOKED_AFTER.search(text.norm)):
        return [_hear(text, False, *cared_for.span(), 0.5)]
    return []


def _told_safe(text: Text) -> tuple[list[re.Match[str]], re.Match[str] | None]:
    """What says safe, and the first of it that is denied."""
    told = list(_SAFE.finditer(text.norm))
    denied = [m for m in told if _NOT_YET.search(text.before(m.start(), 5))]
    return [m for m in told if m not in denied], next((m for m in denied if _OF_DANGER.match(m.group())), None)


def _hear(text: Text, value: bool, start: int, end: int, confidence: float) -> Heard:
    return Heard(_FIELD, value, text.said(start, end), confidence, *text.origin(start, end))
