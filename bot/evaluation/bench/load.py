"""How many conversations a second, and whether a turn grows dearer as the conversation grows longer."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bot.evaluation.doors import Line
from bot.evaluation.player import play
from bot.evaluation.scores import percentile
from bot.evaluation.sets import Caller

CALLS_AT_A_LEVEL = 32
LONG_CALL = 100
SMALL_TALK = ["一般能给多少钱", "要带什么材料", "我住石马镇东石村", "家里四口人", "一个月两千来块", "没听清，再说一遍"]
"""Said over and over on the long call: questions, answers and a request to repeat, never a yes that would file."""


@dataclass(frozen=True)
class Level:
    """One load level: callers at once, what was played and how long turns took (milliseconds)."""

    callers: int
    conversations: int
    filed: int
    seconds: float
    turn_p50_ms: float
    turn_p95_ms: float

    @property
    def a_second(self) -> float:
        return self.conversations / self.seconds


def at_once(line: Line, people: list[Caller], callers: int, conversations: int = CALLS_AT_A_LEVEL) -> Level:
    """Plays `conversations` whole calls, `callers` at a time, each with a connection of its own."""
    queue = [people[i % len(people)] for i in range(max(conversations, callers))]
    began = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        calls = list(pool.map(lambda caller: play(Line(line.bot, None), caller), queue))
    seconds = time.perf_counter() - began
    times = [second for call in calls for second in call.seconds]
    filed = sum(call.filed is not None for call in calls)
    p50, p95 = percentile(times, 0.5) * 1000, percentile(times, 0.95) * 1000
    return Level(callers, len(queue), filed, seconds, p50, p95)


def long_call(line: Line, turns: int = LONG_CALL) -> list[float]:
    """Milliseconds of each turn of one long conversation."""
    sender, times = f"bench-long-{uuid.uuid4().hex[:6]}", []
    line.say(sender, "我爸上个月摔断了腿，想申请救助", "boshan")
    for turn in range(turns):
        began = time.perf_counter()
        line.say(sender, SMALL_TALK[turn % len(SMALL_TALK)], "boshan")
        times.append((time.perf_counter() - began) * 1000)
    return times


def stretches(times: list[float]) -> dict[str, float]:
    """Median milliseconds around turns 5, 25, 50, 75 and 100."""
    spans = {"5": (0, 10), "25": (20, 30), "50": (45, 55), "75": (70, 80), "100": (90, 100)}
    return {at: percentile(times[low:high], 0.5) for at, (low, high) in spans.items()}
