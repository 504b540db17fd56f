"""How soon somebody must look: critical (life or basic living now), urgent (within 24 hours), normal."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NOW_NOTHING = re.compile(
    r"没(?:有|得)?(?:饭吃|吃的|东西吃|米下锅|粮)|断(?:粮|顿|药|氧)|揭不开锅|[两三几一]天(?:都)?没(?:好好)?(?:吃|进食)|饿(?:着|了|肚子|死)|停(?:药|透析|化疗|治疗)|药(?:都)?(?:断|停|吃完|没)了|"
    r"没(?:有)?(?:地方|地儿|处)(?:住|睡|去)|睡(?:在)?(?:大街|马路|桥洞|车站|外面)|无家可归|(?:等着|没钱)(?:救命|手术|做手术|透析|化疗)|抢救(?!过来)|病危|重症监护|icu"
)
_WITHIN_A_DAY = re.compile(
    r"不敢住|没法(?:儿)?住|住不(?:了|成)|房(?:子|屋)?[^,，。]{0,6}(?:塌|垮|倒|烧|淹|冲)|压垮|住院|手术|透析|化疗|放疗|骨折|起不来|下不了床|动不了|没人(?:管|照顾|伺候)|"
    r"孩子(?:一个人|没人)|(?:老人|一个人)(?:过|在家|独居)|查出|确诊|车祸|着火|摔|中风|脑(?:梗|出血)|没(?:有)?(?:收入|暖气|煤)"
)
_STRUCK = frozenset(("accident", "sudden_illness", "public_incident", "despair"))


def urgency(known: Mapping[str, object], told: str = "") -> str:
    """`known`: the fields of the case; `told`: the caller's words so far. → critical, urgent or normal."""
    story = told + str(known.get("emergency.narrative") or "")
    needs = known.get("need.kinds")
    if known.get("emergency.in_danger") is True or _NOW_NOTHING.search(story):
        return "critical"
    if known.get("emergency.category") in _STRUCK or _WITHIN_A_DAY.search(story):
        return "urgent"
    if isinstance(needs, (list, tuple)) and {"shelter", "medical"} & set(needs):
        return "urgent"
    return "normal"
