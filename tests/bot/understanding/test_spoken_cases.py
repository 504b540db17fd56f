"""Sentences as callers say them, with what must be heard and what must not: cases/*.yaml, one file a subject."""

import pytest
from spoken import CASES, agrees, asking, cases

from understanding import listen

SUBJECTS = sorted(p.stem for p in CASES.glob("*.yaml") if p.stem != "danger")


def spoken():
    for subject in SUBJECTS:
        for case in cases(subject):
            yield pytest.param(case, id=f"{subject}: {case['say'][:24]}")


@pytest.mark.parametrize("case", spoken())
def test_the_caller_is_heard_right(case):
    context = asking(case.get("asked"), county=case.get("in", "boshan"), known=case.get("known"))
    hearing = listen(case["say"], context)
    heard = {item.field: item.value for item in hearing.heard}
    for field, wanted in case.get("hears", {}).items():
        assert agrees(wanted, heard.get(field)), f"{field}: wanted {wanted}, heard {heard.get(field)}"
    for field in case.get("not", []):
        assert field not in heard, f"{field} must not be heard, was {heard[field]}"
    for kind in case.get("notices", []):
        assert kind in [n.kind for n in hearing.notices]


@pytest.mark.parametrize("case", spoken())
def test_what_was_heard_is_in_the_callers_own_words(case):
    context = asking(case.get("asked"), county=case.get("in", "boshan"), known=case.get("known"))
    for item in listen(case["say"], context).heard:
        assert 0 <= item.start < item.end <= len(case["say"])
        if item.field != "emergency.narrative":
            assert item.said == case["say"][item.start : item.end]
