"""emergency.category: the eight categories of emergency relief, weighed by the words of the story."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from . import lookups
from .text import Text
from .types import Context, Heard

_FIELD = "emergency.category"
CATEGORIES = (
    "accident",
    "sudden_illness",
    "chronic_illness_disability",
    "tuition",
    "job_loss",
    "public_incident",
    "despair",
    "other",
)
_PATTERNS = tuple(
    (r["category"], float(r["weight"]), re.compile(r["pattern"])) for r in lookups.rows("category_cues.tsv")
)
_ABOUT_OTHERS = re.compile(r"(?:邻居|别人|人家|电视|新闻|网上|听说)[^,，。]{0,10}$")
_NO_STORY = 0.65
"""From this probability of `none` on, words without a cue tell of no emergency."""
_LEAST_ODDS = 0.001
_LEAST = 0.45
_NOT = re.compile(r"(?:没有?|不是|不算|没被|没让|没出)[^,，。]{0,2}$")
_BARE = (
    ("accident", "意外|事故|火灾|车祸|受伤"),
    ("sudden_illness", "大病|急病|重病|生病|病"),
    ("tuition", "上学|学费"),
    ("job_loss", "工作|失业"),
)
_SAYS = {"困难": "other", "没钱": "other", "其他": "other", "别的": "other", "过不下去": "other"}


def category(text: Text, context: Context) -> list[Heard]:
    """The likeliest category and how sure it is; none when neither the words nor the classifier point to one."""
    asked = context.asked in (_FIELD, "emergency.narrative")
    if context.asked == _FIELD and text.norm.strip() in CATEGORIES:
        return [_hear(text, text.norm.strip(), 0, len(text.norm), 0.99)]
    cues = _cues(text)
    if not cues and context.story.get("none", 1.0) >= _NO_STORY:
        return _plain(text) if asked else []
    likely = _weighed(cues, context.story)
    best = max(likely, key=lambda name: likely[name])
    start, end = cues[best][1:] if best in cues else (0, len(text.norm))
    return [_hear(text, best, start, end, round(_LEAST + (0.97 - _LEAST) * likely[best], 2))]


def _cues(text: Text) -> dict[str, tuple[float, int, int]]:
    """Each category that the words point to: how strongly, and where in the text."""
    found: dict[str, tuple[float, int, int]] = {}
    for name, weight, pattern in _PATTERNS:
        for match in pattern.finditer(text.norm):
            before = text.before(match.start(), 12)
            if _NOT.search(before) or _ABOUT_OTHERS.search(before):
                continue
            score, start, end = found.get(name, (0.0, *match.span()))
            gain = weight if name not in found else weight * 0.3
            found[name] = (score + gain, min(start, match.start()), max(end, match.end()))
    return found


def _weighed(cues: Mapping[str, tuple[float, int, int]], story: Mapping[str, float]) -> dict[str, float]:
    """The probability of each category: the classifier's odds, moved by every cue."""
    weights = {
        name: (story.get(name, 0.0) + _LEAST_ODDS) * math.exp(cues[name][0] if name in cues else 0.0)
        for name in CATEGORIES
    }
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def _plain(text: Text) -> list[Heard]:
    for name, words in _BARE:
        if match := re.search(words, text.norm):
            return [_hear(text, name, *match.span(), 0.6)]
    for words, name in _SAYS.items():
        if (at := text.norm.find(words)) >= 0:
            return [_hear(text, name, at, at + len(words), 0.55)]
    return []


def _hear(text: Text, value: str, start: int, end: int, confidence: float) -> Heard:
    return Heard(_FIELD, value, text.said(start, end), confidence, *text.origin(start, end))
