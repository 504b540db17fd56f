"""Whether words tell what happened, or only ask for help."""

from __future__ import annotations

import re

from actions.state import Talk
from actions.turn import Turn

_SHORTEST = 4
_SHORTEST_UNASKED = 8
_SHORTEST_UNSURE = 12
_SURE = 0.5
_PLEA = re.compile(
    "申请|救助|登记|帮忙|帮帮|帮一把|拉一把|政府|国家|困难|难处|难事|大事|家里|我家|俺家|家|我们|我|俺|你们|你|想|要|求|请|问|能不能|一下|"
    "一个|这个|那个|找|救急难|低保|临时|遇上|遇到|出了|出|点|事|有|了|的|啊|呀|吧|呢|，|。|？|！|喂|您好|你好|同志|跟|说|给"
)


def tells_a_story(talk: Talk, turn: Turn) -> bool:
    """Asked what happened, any words beyond a plea and a greeting do; unasked, a call for help that says more, or many words."""
    if talk.draft.knows("emergency.narrative") or turn.declines or turn.intent == "greet":
        return False
    beyond_a_plea = len(_PLEA.sub("", turn.text))
    if talk.asking == "emergency.narrative":
        return beyond_a_plea >= _SHORTEST
    is_call_for_help = turn.intent == "apply" and turn.confidence >= _SURE
    says_more = beyond_a_plea >= (_SHORTEST_UNASKED if is_call_for_help else _SHORTEST_UNSURE)
    return talk.asking is None and not talk.draft.told and says_more
