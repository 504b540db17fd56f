"""The baseline's only action: files what stands in the slots, as plainly as a form bot does."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset
from rasa_sdk.executor import CollectingDispatcher

DIGITS = {
    "零": 0,
    "一": 1,
    "两": 2,
    "俩": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
STATUS = {"低保": "dibao", "五保": "tekun", "特困": "tekun", "低收入": "low_income", "残疾": "disabled"}


def number(words: str) -> int | str | None:
    """The first number in figures, or a single Chinese digit; otherwise the words as they are."""
    found = re.search(r"\d+", words)
    if found:
        return int(found[0])
    single = [DIGITS[c] for c in words if c in DIGITS]
    return single[0] if len(single) == 1 else words


def filed_form(slots: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Slots (`section__name`) as nested JSON; numbers and choices read in the simplest way, the rest as said."""
    form: dict[str, dict[str, Any]] = {}
    for slot, said in slots.items():
        if said is not None and "__" in slot:
            section, name = slot.split("__")
            form.setdefault(section, {})[name] = _plain(name, str(said))
    return form


def _plain(name: str, said: str) -> Any:
    if name in ("size", "monthly_income", "medical_self_paid", "property_loss", "tuition"):
        return number(said)
    if name == "phone":
        return re.sub(r"\D", "", said) or said
    if name == "status":
        return [code for word, code in STATUS.items() if word in said] or ["none"]
    return said


class ActionFile(Action):
    def name(self) -> str:
        return "action_file"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        form = filed_form(tracker.current_slot_values())
        dispatcher.utter_message(text="登记好了。")
        dispatcher.utter_message(json_message={"filed": {"number": "baseline", "query_code": "-", "form": form}})
        return [AllSlotsReset()]
