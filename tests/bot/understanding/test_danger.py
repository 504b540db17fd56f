"""Danger is raised for what happens now, in every kind, and not for the past, the dead, the figurative and the told."""

import pytest
from spoken import cases

from understanding import danger, danger_is_not_now, danger_is_resolved, is_from_smoke, is_harmed, is_of_another

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


@pytest.mark.parametrize(
    "words",
    [
        "前天夜里仓房着火，老头让人拉出来了，人没啥事，现在住在闺女家",
        "大前天房子塌了一角，没伤着人，现在搬到学校了",
    ],
)
def test_days_gone_by_with_everybody_well_are_resolved(words):
    assert danger_is_resolved(words)


@pytest.mark.parametrize(
    "words", ["昨天着的火，人没事，这会儿又着起来了", "昨晚掉井里了，现在还没救上来", "屋里着火了，人没事"]
)
def test_what_goes_on_is_not_resolved(words):
    assert not danger_is_resolved(words)


@pytest.mark.parametrize(
    "words", ["一屋煤烟味，推我奶推不醒", "炕洞倒烟，娘俩都晕倒在炕上了", "烧炭烤火的，两人叫不应"]
)
def test_people_senseless_from_smoke_need_a_doctor(words):
    assert is_from_smoke(words)


@pytest.mark.parametrize("words", ["屋里着火了，我妈叫不应", "煤气味大，阀门关不动", "我爸躺在炕上叫不醒"])
def test_a_fire_a_smell_and_a_stroke_are_none_of_smoke(words):
    assert not is_from_smoke(words)


@pytest.mark.parametrize(
    ("words", "is_done"),
    [
        ("俺二叔把百草枯灌下去半瓶", True),
        ("我室友割腕了，床单上都是血", True),
        ("我嫂子喝多了嚷着要跳水库", False),
        ("楼下大爷坐在楼顶边上不肯下来", False),
        ("她给我发微信说下辈子再见", False),
    ],
)
def test_another_in_despair_is_told_from_the_caller(words, is_done):
    assert is_of_another(words)
    assert is_harmed(words) is is_done


@pytest.mark.parametrize(
    "words",
    [
        "老公跑了，不想活了",
        "儿子不孝活够了",
        "等老伴睡了就喝药",
        "我抱着孩子站在桥上",
        "替我跟我闺女说声对不起，农药我喝了",
        "我妈没了，我想跳河",
        "从这儿跳下去算了",
        "他说要拉着我一起死",
    ],
)
def test_in_doubt_it_is_the_callers_own_life(words):
    assert not is_of_another(words)
