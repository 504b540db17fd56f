"""emergency.category: the eight categories of emergency relief, weighed by the words of the story."""

from __future__ import annotations

import re

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
_LASTING = re.compile(
    r"(?:已经|都|有|快|得|瘫|病|患|疯)[^,，。]{0,4}(?:[一二两三四五六七八九十几好\d]+)年(?:多|半)?了|好[些几]年|常年|长年|多年|年年|[每一]个?(?:周|星期|礼拜|月)[^,，。]{0,4}(?:透析|化疗|打针|输血|透[一二三四两])|老毛病|一直吃药|天天吃药"
)
_ABOUT_OTHERS = re.compile(r"(?:邻居|别人|人家|电视|新闻|网上|听说)[^,，。]{0,10}$")
_NOT = re.compile(r"(?:没有?|不是|不算|没被|没让|没出)[^,，。]{0,2}$")
_BARE = (
    ("accident", "意外|事故|火灾|车祸|受伤"),
    ("sudden_illness", "大病|急病|重病|生病|病"),
    ("tuition", "上学|学费"),
    ("job_loss", "工作|失业"),
)
_SAYS = {"困难": "other", "没钱": "other", "其他": "other", "别的": "other", "过不下去": "other"}


def category(text: Text, context: Context) -> list[Heard]:
    """The likeliest category and how sure it is; none when nothing in the words points to one."""
    asked = context.asked in (_FIELD, "emergency.narrative")
    if context.asked == _FIELD and text.norm.strip() in CATEGORIES:
        return [_hear(text, text.norm.strip(), 0, len(text.norm), 0.99)]
    scores: dict[str, float] = {}
    spans: dict[str, tuple[int, int]] = {}
    for name, weight, pattern in _PATTERNS:
        for match in pattern.finditer(text.norm):
            before = text.before(match.start(), 12)
            if _NOT.search(before) or _ABOUT_OTHERS.search(before):
                continue
            gain = weight if name not in scores else weight * 0.3
            scores[name] = scores.get(name, 0.0) + gain
            start, end = spans.get(name, match.span())
            spans[name] = (min(start, match.start()), max(end, match.end()))
    _settle(scores, text.norm)
    if not scores:
        return _plain(text) if asked else []
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best, top = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    sure = min(0.97, 0.5 + 0.13 * min(top, 3.5)) - (0.2 if top - second < 0.5 else 0.0)
    return [_hear(text, best, *spans.get(best, (0, len(text.norm))), round(sure, 2))]


def _settle(scores: dict[str, float], norm: str) -> None:
    """Where two stories meet, the cause that the rules name decides."""
    if "tuition" in scores and max(scores, key=lambda n: scores[n]) != "tuition":
        if not re.search(r"学费|学杂|录取|考上|上不起|供不起|大学|大专", norm):
            scores["tuition"] *= 0.4
        elif re.search(r"凑不|交不|拿不|供不|缴不|愁|学费[^,，。]{0,4}[\d一二两三四五六七八九十]", norm):
            scores["tuition"] += 1.5
    if (
        "accident" in scores
        and "sudden_illness" in scores
        and not re.search(r"查出|确诊|癌|瘤|白血病|脑出血|脑梗|心梗", norm)
    ):
        scores["sudden_illness"] *= 0.5
    if "accident" in scores and re.search(r"(?:晕|昏|突然|犯病|脑出血|脑梗|中风)[^,，。]{0,6}(?:摔|倒|掉)", norm):
        scores["accident"] *= 0.6
    if (
        "chronic_illness_disability" in scores
        and re.search(r"查出|确诊|突然|突发|刚查", norm)
        and not re.search(r"年(?:了|多|前)|常年|一直|多年|长期", norm)
    ):
        scores["chronic_illness_disability"] *= 0.5
    if "sudden_illness" in scores and _LASTING.search(norm):
        scores["chronic_illness_disability"] = scores.get("chronic_illness_disability", 0.0) + 3.2
        scores["sudden_illness"] *= 0.6
    if "job_loss" in scores and scores.keys() & {"accident", "sudden_illness"}:
        scores["job_loss"] *= 0.6
    if "other" in scores and len(scores) > 1:
        scores["other"] *= 0.5
    if "despair" in scores and scores.keys() & {
        "accident",
        "sudden_illness",
        "tuition",
        "job_loss",
        "chronic_illness_disability",
    }:
        scores["despair"] *= 0.7


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
