"""Danger is raised for what happens now, in every kind, and not for the past, the dead, the figurative and the told."""

import pytest
from spoken import cases

from understanding import danger, danger_is_not_now

SAID = cases("danger")
DANGERS = [(kind, words) for kind, said in SAID.items() if kind != "none" for words in said]


@pytest.mark.parametrize(("kind", "words"), DANGERS)
def test_danger_now_is_raised(kind, words):
    raised = danger(words)
    assert raised is not None
    assert 0 < raised.confidence <= 1
    assert raised.words in words


def test_the_kind_of_danger_is_nearly_always_right():
    right = [danger(words).kind == kind for kind, words in DANGERS]
    assert sum(right) / len(right) >= 0.97


@pytest.mark.parametrize("words", SAID["none"])
def test_what_is_no_danger_raises_no_alarm(words):
    assert danger(words) is None


@pytest.mark.parametrize("words", ["去年着过火", "电视上说有人跳楼", "没想不开", "穷得要死", "家暴能申请救助吗"])
def test_a_classifier_is_told_when_the_words_rule_danger_out(words):
    assert danger_is_not_now(words)


@pytest.mark.parametrize("words", ["我想跟老伴去了", "心里堵得慌，今晚的药我都备下了", "他又来了"])
def test_a_classifier_is_not_silenced_without_reason(words):
    assert not danger_is_not_now(words)
