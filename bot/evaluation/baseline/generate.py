"""Writes the baseline's project (domain, rules, NLU data) from the same training sentences our own bot learns from.

Run in the bot's environment: python generate.py <target folder>. Entities, which our data does not mark, come from
templates below, because DIET learns entities only from marked sentences.
"""

from __future__ import annotations

import csv
import random
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "nlu_data"
FIELDS = {
    "emergency__narrative": "家里出了什么事？",
    "applicant__name": "您叫什么名字？",
    "applicant__phone": "您的电话号码是多少？",
    "address__township": "您住在哪个乡镇或者街道？",
    "address__village": "您住在哪个村？",
    "household__size": "家里几口人？",
    "household__monthly_income": "全家一个月收入多少？",
    "household__status": "是低保、特困、低收入或者有残疾人吗？",
    "emergency__in_danger": "现在有没有危险？",
}
CATEGORIES = {
    "accident": ["出车祸了", "从架子上摔下来了", "家里着过火", "让机器轧了手", "摔断了腿", "烫伤了住院"],
    "sudden_illness": ["查出癌症", "得了白血病", "心梗住院", "脑出血动了手术", "突然得了重病", "肝癌晚期"],
    "chronic_illness_disability": ["瘫痪在床", "常年吃药", "尿毒症透析", "残疾干不了活", "有精神病", "尘肺好多年"],
    "tuition": ["交不起学费", "孩子考上大学没钱", "学费凑不齐", "孩子上学困难"],
    "job_loss": ["下岗了", "厂子倒闭了", "失业没收入", "被裁员了", "做生意赔了"],
    "despair": ["活着没指望了", "孩子没了过不去这个坎", "心里绝望"],
    "other": ["家里揭不开锅", "没地方住", "房子快塌了"],
}
WHO = ["我", "我爸", "我妈", "我老公", "我媳妇", "我儿子", "邻居", "孩子", "俺老伴"]
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙马朱胡", ["国强", "秀英", "建军", "桂兰", "明", "小红", "志刚", "玉梅"]


def places() -> list[tuple[str, str]]:
    """Every (township, village) of the register, named without the office's suffix."""
    rows = list(csv.DictReader((DATA / "lookups" / "regions.csv").open(encoding="utf-8")))
    towns = {row["code"]: row["name"] for row in rows if row["level"] == "township"}
    return [(towns[r["parent_code"]], r["name"].removesuffix("委会")) for r in rows if r["parent_code"] in towns]


def marked_sentences(count: int = 500) -> list[str]:
    """Sentences with entities marked in Rasa's way; the same seed every time, so that a run can be repeated."""
    dice = random.Random(5)
    where = places()
    return [_sentence(dice, where) for _ in range(count)]


def _sentence(dice: random.Random, where: list[tuple[str, str]]) -> str:
    town, village = dice.choice(where)
    name = dice.choice(SURNAMES) + dice.choice(GIVEN)
    phone = "1" + "".join(dice.choice("0123456789") for _ in range(10))
    parts = [
        f"我叫[{name}](applicant__name)",
        f"电话[{phone}](applicant__phone)",
        f"住在[{town}](address__township)[{village}](address__village)",
        f"家里[{dice.choice('一二三四五六七八')}](household__size)口人",
        f"一个月收入[{dice.randrange(3, 60) * 100}](household__monthly_income)",
        f"[{dice.choice(['低保', '特困', '低收入', '残疾'])}](household__status)户",
    ]
    dice.shuffle(parts)
    return "，".join(parts[: dice.randrange(1, 5)])


def nlu() -> dict[str, Any]:
    """Our own intent sentences, split apply sentences by category, and the marked ones."""
    intents: dict[str, list[str]] = {}
    for path in sorted(DATA.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = [line.removeprefix("- ") for line in block["examples"].splitlines()]
            intents.setdefault(block["intent"], []).extend(lines)
    intents["tell"] = marked_sentences()
    for category, troubles in CATEGORIES.items():
        intents[f"apply_{category}"] = [f"{who}{trouble}" for trouble in troubles for who in WHO]
    return {
        "version": "3.1",
        "nlu": [{"intent": name, "examples": "".join(f"- {s}\n" for s in says)} for name, says in intents.items()],
    }


def domain(intents: list[str]) -> dict[str, Any]:
    slots = {field: _slot(field) for field in FIELDS}
    slots["emergency__category"] = {
        "type": "text",
        "influence_conversation": False,
        "mappings": [{"type": "from_intent", "intent": f"apply_{name}", "value": name} for name in CATEGORIES],
    }
    return {
        "version": "3.1",
        "intents": intents,
        "entities": [field for field in FIELDS if not field.startswith("emergency")],
        "slots": slots,
        "forms": {"intake_form": {"required_slots": list(FIELDS)}},
        "responses": _asking() | {f"utter_{intent}": _reply(intent) for intent in intents if _custom(intent)},
        "actions": ["action_file"],
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def _slot(field: str) -> dict[str, Any]:
    asked = {"type": "from_text", "conditions": [{"active_loop": "intake_form", "requested_slot": field}]}
    told = [] if field.startswith("emergency") else [{"type": "from_entity", "entity": field}]
    return {"type": "text", "influence_conversation": False, "mappings": [*told, asked]}


def _asking() -> dict[str, Any]:
    questions = {
        f"utter_ask_{field}": [{"text": says, "custom": {"ask": field.replace("__", ".")}}]
        for field, says in FIELDS.items()
    }
    return questions | {"utter_confirm": [{"text": "都记下了，对吗？", "custom": {"ask": "confirm"}}]}


def _custom(intent: str) -> dict[str, Any] | None:
    kind, _, rest = intent.partition("_")
    fixed = {"human": {"handoff": True}, "tip_off": {"intent": "complaint"}}
    if kind in ("faq", "crisis"):
        return {"topic" if kind == "faq" else "crisis": rest}
    return fixed.get(intent) or (
        {"intent": intent} if intent in ("status", "complaint", "goodbye", "off_topic") else None
    )


def _reply(intent: str) -> list[dict[str, Any]]:
    return [{"text": "好的。", "custom": _custom(intent)}]


def rules(intents: list[str]) -> dict[str, Any]:
    form = [{"action": "intake_form"}, {"active_loop": "intake_form"}]
    opening = [i for i in intents if i.startswith("apply") or i in ("tell", "greet")]
    opened = [{"rule": f"open at {i}", "steps": [{"intent": i}, *form]} for i in opening]
    answered = [
        {"rule": f"answer {i}", "steps": [{"intent": i}, {"action": f"utter_{i}"}]} for i in intents if _custom(i)
    ]
    full = {
        "rule": "the form is full",
        "condition": [{"active_loop": "intake_form"}],
        "steps": [{"action": "intake_form"}, {"active_loop": None}, {"action": "utter_confirm"}],
    }
    filed = {"rule": "yes", "steps": [{"intent": "affirm"}, {"action": "action_file"}]}
    return {"version": "3.1", "rules": [*opened, *answered, full, filed]}


def write_project(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name in ("config.yml", "endpoints.yml", "credentials.yml", "actions.py"):
        shutil.copy(HERE / name, target / name)
    learned = nlu()
    intents = [block["intent"] for block in learned["nlu"]]
    for name, content in (("nlu", learned), ("domain", domain(intents)), ("rules", rules(intents))):
        folder = target if name == "domain" else target / "data"
        folder.mkdir(exist_ok=True)
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=200)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_project(Path(sys.argv[1]))
