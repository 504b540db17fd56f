"""On what day it happened: of all the days named, the one that stands with the event."""

from __future__ import annotations

import re

from .calendar_days import Day, days
from .corrections import is_after_marker, standing
from .text import Text
from .types import Context, Heard

_FIELD = "emergency.occurred_on"
EVENT = re.compile(
    r"滑坡|埋|碰了|摔|跌|撞|轧|压[垮塌倒断着到伤]|砸|烧|着火|着了|失火|起火|火灾|塌|垮|倒了|淹|冲[走了垮]|泥石流|洪水|下大雨|发大水|发水|山洪|泡了|掀|刮(?:大)?风|大风|冰雹|下雹|大雪|涝|暴雨|台风|地震|雷|触电|中毒|溺水|落水|"
    r"车祸|出车祸|出事|出了事|事故|受伤|伤了|断了|骨折|绞|卷[进了]|烫|爆炸|咬|打伤|捅|被打|被抢|被偷|被骗|走失|查出|确诊|检查出|诊断|得了|得的|患|犯病|犯了|发病|病倒|"
    r"病了|生病|晕|昏|倒下|倒在|瘫|中风|脑梗|脑出血|脑溢血|心梗|住院|住的院|住进|送医院|送到医院|送去|进医院|抢救|手术|开的?了?刀|透析|下岗|失业|倒闭|裁|辞退|开除|停工|停产|"
    r"丢了工作|没活|没工作|走了|没了|去世|过世|不在了|离了|跑了|出走|破产|赔了|亏了|断粮|断顿|揭不开锅|考上|录取|接到通知|通知书|病重|加重|恶化|复发|转移|释放|放出来|出狱|刑满|放的|出来了|冻|死了|掉|燎|电打|翻[了车到进下沟]|闪了|扭|崴|关了|关门|关就关|黄了|滚下|不要(?:我|俺|咱)|撤了|散了|解散|遣散|通知(?:的|我|俺)|急性|送进"
)
_OTHER = re.compile(
    r"生日|出生|生的|生人|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|办的?低保|低保.{0,4}(?:办|批)|结婚|开学|还(?:钱|款|贷)|发工资|嫁|搬(?:家|走|来|到|去|进)|退休|申请|打电话|交了|缴|过户|到期|之前要|借|来的|毕业|复查|出院"
)
_NOT_THE_DAY = re.compile(r"^[^半]{1,3}年(?:多|半|来)*了|才(?:知道|晓得|听说|得知|发现|接到)")
_ASKS_THE_DATE = re.compile(
    r"今[天儿个日]+[^,，。]{0,4}(?:几|多少)(?:号|日|月)|今[天儿个日]+[^,，。]{0,4}(?:周|星期|礼拜)几"
)
_WIDTH = 16
_A_STORY = 0.4
"""Up to this probability of `none` the classifier hears an emergency told."""


def occurred_on(text: Text, context: Context) -> list[Heard]:
    """The day of the event as ISO date; lasting states (下岗半年了) count back from today with less confidence."""
    told = [d for d in days(text.norm, context.today) if not _tells_nothing(text, d)]
    put_right = context.read_back and _FIELD in context.known
    asked = context.asked == _FIELD or put_right
    scored = [(score, d) for d in told if (score := _score(text, d, asked)) > 0] or _only_day_of_a_story(
        text, told, context
    )
    kept = {(scored[i][1].start) for i in standing(text, [(d.start, d.end) for _, d in scored])}
    scored = [pair for pair in scored if pair[1].start in kept]
    if not scored:
        return []
    score, best = max(scored, key=lambda pair: (pair[0], pair[1].confidence, -pair[1].start))
    first, last = text.origin(best.start, best.end)
    confidence = round(min(best.confidence, 0.6 + 0.2 * score), 2)
    said = text.said(best.start, best.end)
    return [
        Heard(_FIELD, best.day.isoformat(), said, confidence, first, last, correction=is_after_marker(text, best.start))
    ]


def _tells_nothing(text: Text, told: Day) -> bool:
    """The end of a longer number; 今天二十多少号来着 asks for the date."""
    is_end_of_number = text.before(told.start, 1).isdecimal()
    return is_end_of_number or bool(_ASKS_THE_DATE.match(text.norm, told.start))


def _only_day_of_a_story(text: Text, told: list[Day], context: Context) -> list[tuple[float, Day]]:
    """前天正包着水饺，一下子就歪那了: no word names the event, but the classifier hears a story, and one day is named in it."""
    if len(told) != 1 or context.story.get("none", 1.0) > _A_STORY:
        return []
    day = told[0]
    start, end = text.clause_of(day.start)
    dated_otherwise = _OTHER.search(text.norm[start:end]) or text.norm[day.start : day.end].endswith("了")
    return [] if dated_otherwise else [(0.6, day)]


def _score(text: Text, told: Day, asked: bool) -> float:
    """2 when the event stands beside the day, 1 when only near; what is dated otherwise counts against it."""
    start, end = text.clause_of(told.start)
    clause = text.norm[max(start, told.start - _WIDTH) : min(end, told.end + _WIDTH)]
    lasting = text.norm[told.start : told.end].endswith("了")
    if _OTHER.search(clause) and not EVENT.search(text.norm[told.end : min(end, told.end + 10)]):
        return 0.0
    if lasting and "年" in text.norm[told.start : told.end] and not asked:
        return 0.0
    if not asked and _NOT_THE_DAY.search(text.norm[told.start : min(end, told.end + 8)]):
        return 0.0
    if EVENT.search(clause):
        return 1.0 if lasting and re.search(r"住|手术|没吃|打工|干了", clause) else 2.0
    if asked:
        return 1.5
    near = text.norm[max(0, told.start - 10) : told.end + 24]
    return 0.8 if EVENT.search(near) and not lasting and told.confidence >= 0.5 else 0.0
