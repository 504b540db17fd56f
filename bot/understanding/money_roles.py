"""What each sum of money is: the words around it, and what was asked, say whether it is income, own cost, loss …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .amounts import Amount
from .text import Text
from .types import Context

INCOME, OWN, TOTAL, REPAID, SHARE_REPAID = "income", "own", "total", "repaid", "share_repaid"
TUITION, LOSS, NONE = "tuition", "loss", "none"

_ASKED_ROLE = {
    "household.monthly_income": INCOME,
    "costs.medical_self_paid": TOTAL,
    "costs.property_loss": LOSS,
    "costs.tuition": TUITION,
}
_BEFORE: tuple[tuple[str, float, str], ...] = (
    (
        OWN,
        3.0,
        r"自费|自己(?:又|就|还|得|要|先|一共|总共|大概|差不多|前后|光)*(?:已经)?(?:掏|出|花|付|拿|交|承担|负担|垫|贴)|自个儿?(?:掏|出|花|拿|垫)|自付|自掏|自理|个人(?:掏|出|承担|负担|付|部分)"
        r"|我们?(?:家)?(?:自己)?(?:掏|垫)了?|报(?:完|销完|销后|了以后|了之后|销以后|销之后|下来|销下来)[^,，。]{0,6}|(?:除去|刨去|扣除|去掉|除了)(?:报销|医保|报)[^,，。]{0,4}[,，]?(?:还|剩)?|报(?:销)?不了的?"
        r"|净(?:花|掏)|剩下的?得?自己|还得自己|欠(?:了|着)?(?:医院|卫生院|大夫)|医院(?:还)?欠|实际(?:花|掏|自付)",
    ),
    (
        REPAID,
        3.2,
        r"(?:医保|新农合|农合|合作医疗|保险|公家|大病|社保|居民医保|国家|统筹)(?:那边|那块)?(?:才|就|只|能|给|都|也|已经)*(?:报|赔|付|给|拿)(?:销)?了?|报销?了|报了有?|能报|给报|报上|报回来|(?:老板|对方|肇事[^,，。没]{0,3}|司机|厂里|公司|单位|工地|保险[^,，。]{0,3})[^,，。没不]{0,4}赔(?:偿)?了?|赔给|赔了(?:我们?|俺)|补助了|减免了?|报销(?:了|的)?(?:才|只有|大概)?",
    ),
    (
        NONE,
        3.1,
        r"(?:手术|治疗|医生说|大夫说|后续|后期|接下来)[^,，。]{0,6}(?:还得|还要|要|得|需要?)(?:花|准备|交)?|借(?:了|的|遍|到|来)?(?:亲戚|别人|钱|人家|朋友|外债|款)?[^,，。]{0,6}$|欠(?:了|着|下|人家|别人|一屁股|外)?(?:债|账|饥荒|外债)?|贷款|贷了|外债|饥荒|债|众筹|水滴筹|捐(?:了|款)?|资助|存款|积蓄|还差|差着?|还缺|还需要?|还得要?|还要|得要|需要|想要|要求|申请|能给|补贴?|给补|救助(?:金|款)?|押金?退|罚|赔人家|房租|租金|彩礼|还款|月供",
    ),
    (
        TUITION,
        3.0,
        r"学费|学杂费|学校(?:要|收|让交)|书本费|书费|上学(?:一年)?(?:要|得)?|念书|大学一年|报名费|住宿费|一学期|一学年|每学年|录取|考上[^。]{0,10}(?:一年|要交|得交)",
    ),
    (
        LOSS,
        2.6,
        r"损失|修(?:房|起来|理|一下|补|缮|好)?[^,，。]{0,6}|重(?:盖|建|修)[^,，。]{0,4}|盖[^,，。]{0,4}|烧(?:了|掉|没|光)[^。]{0,10}|砸(?:坏|了)|淹(?:了|死)|(?:苗|庄稼|大棚|货|东西|粮食|家具)[^,，。]{0,4}(?:完了|没了|毁了|泡了)|冲(?:走|跑|垮)|死了|(?:房子|屋|家具|家电|大棚|庄稼|苗|牛|羊|猪|鸡|鱼塘|货|车子?|三轮|电动车|粮食|果树)[^。]{0,8}(?:值|亏|赔|毁|没了|报废)|值|亏了|赔进去|赔了",
    ),
    (
        INCOME,
        2.6,
        r"收入|工资|月薪|挣|养老金|养老钱|退休金|低保金|低保(?:费|钱)?一(?:个)?月|打零工|打工|打短工|务工|务农|种地|地里|种[^,，。]{1,4}|卖[^,，。]{1,4}|进账|进项|来钱|一年下来|一年到头|按月|寄|给(?:我|俺|家)?生活费|补助费?一个月|残补|护理补贴|高龄补贴|津贴|全家(?:一共)?|靠|生活费|月收|年收|个把月|有时候?|时候|多的月份|旺季|淡季|拿|领|发",
    ),
    (INCOME, 1.8, r"一个月|每个?月|每月|每年|一年|一天|每天"),
    (
        TOTAL,
        2.2,
        r"花了?|花费|花销|医药费|医疗费|药费|治疗费|手术费?|住院费?|住院|看病|治病|看了|治了|抢救|化疗|放疗|透析|医院|检查|总共|一共|费用|押金|交了|缴了|缴费|icu|重症|救护车|吃药|药|病",
    ),
)
_AFTER: tuple[tuple[str, float, str], ...] = (
    (OWN, 2.8, r"^(?:块|元|钱|的|都|全|多)*(?:是|得|要)?(?:自费|自己(?:掏|出|花|付|拿|承担|垫)|自付|个人)"),
    (
        REPAID,
        2.8,
        r"^(?:块|元|钱)*(?:是)?(?:医保|新农合|农合|保险)(?:报|出|给)|^(?:块|元|钱)*(?:给)?报(?:销)?(?:了|掉)",
    ),
    (TUITION, 2.8, r"^(?:块|元|钱|多)*的?(?:学费|学杂费|书本费|住宿费)"),
    (
        INCOME,
        2.7,
        r"^(?:块|元|钱|多|来)*(?:钱)?(?:的)?(?:收入|工资|养老金|退休金|低保|养老钱|一个?月|每月|[/／]月|一天|一年|进账|生活费)",
    ),
    (TOTAL, 2.3, r"^(?:块|元|钱|多|来)*(?:钱)?的?(?:医药费|医疗费|住院费|药费|手术费|治疗费|押金)"),
    (LOSS, 2.9, r"^(?:块|元|钱|多|来)*(?:钱)?(?:来|去)?(?:修|盖|重建|翻修)"),
    (LOSS, 2.4, r"^(?:块|元|钱|多|来)*(?:钱)?的?(?:损失|家当|东西|货|家具|粮食|羊|牛|猪)"),
    (NONE, 2.9, r"^(?:块|元|钱|多|来)*(?:钱)?的?(?:外债|债|饥荒|存款|房租|贷款|捐款|救助)"),
)
_RANK_BEFORE = tuple((role, weight, re.compile(p)) for role, weight, p in _BEFORE)
_RANK_AFTER = tuple((role, weight, re.compile(p)) for role, weight, p in _AFTER)
_REACH = 18
_PAST = re.compile(r"(?:以前|原来|原先|过去|之前|那会儿|没病的?时候|去年|往年)[^,，。]{0,10}$")


@dataclass(frozen=True)
class Role:
    name: str
    amount: Amount
    cue: str


def roles(text: Text, sums: list[Amount], context: Context) -> list[Role]:
    """Each sum with what it is; sums without any sign, when nothing about money was asked, are left out."""
    asked = _ASKED_ROLE.get(context.asked or "")
    told: list[Role] = []
    for index, amount in enumerate(sums):
        if amount.value and amount.value < 100 and not amount.explicit and not _stands_alone(text, amount):
            continue
        left = sums[index - 1].end if index else 0
        right = sums[index + 1].start if index + 1 < len(sums) else len(text.norm)
        scores = _scores(text, amount, left, right)
        if asked:
            scores[asked] = (scores.get(asked, (0.0, ""))[0] + 1.6, scores.get(asked, (0.0, ""))[1])
        if INCOME in scores and _PAST.search(text.norm[max(0, left, amount.start - _REACH) : amount.start]):
            scores[NONE] = (scores[INCOME][0] + 1.0, "以前")
        if not scores and told and _continues(text, told[-1].amount, amount):
            scores = {told[-1].name: (1.0, "")}
        if scores and (amount.explicit or asked or max(s for s, _ in scores.values()) >= 2.4):
            name = max(scores, key=lambda r: scores[r][0])
            told.append(Role(name, amount, scores[name][1]))
    return told


def _scores(text: Text, amount: Amount, left: int, right: int) -> dict[str, tuple[float, str]]:
    sentence = text.sentence_of(amount.start)[0]
    first = max(sentence, left, amount.start - _REACH)
    before, after = text.norm[first : amount.start], text.norm[amount.end : min(right, amount.end + 8)]
    found: dict[str, tuple[float, str]] = {}
    for role, weight, pattern in _RANK_BEFORE:
        last = None
        for last in pattern.finditer(before):
            pass
        if last:
            gap = before[last.end() :]
            far = 0.06 * len(gap) + 0.35 * len(re.findall(r"[,，、]", gap))
            found[role] = max(found.get(role, (0.0, "")), (weight - far, last.group()))
    for role, weight, pattern in _RANK_AFTER:
        if match := pattern.match(after):
            found[role] = max(found.get(role, (0.0, "")), (weight, match.group()))
    return found


def _stands_alone(text: Text, amount: Amount) -> bool:
    """A small bare number is money only as the whole answer; else it may be an age or a floor."""
    return amount.end - amount.start >= len(text.norm.strip(" ,，。吧呢啊")) - 2


def _continues(text: Text, previous: Amount, amount: Amount) -> bool:
    """七千八，哦不对，六千八: the corrected sum plays the part of the first."""
    return amount.start - previous.end <= 14
