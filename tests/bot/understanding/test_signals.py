"""Yes, no, don't know, rather not, again: read with what was asked as context."""

import pytest
from spoken import asking

from understanding import listen


def signals(words, asked="confirm", **known):
    return listen(words, asking(asked, known=known)).signals


@pytest.mark.parametrize(
    "words", ["对", "对，没错", "是的", "嗯", "中", "行，就这样", "没毛病", "可以", "都对", "好的好的", "没问题"]
)
def test_agreement_is_heard(words):
    assert signals(words).affirm
    assert not signals(words).deny


@pytest.mark.parametrize("words", ["不对", "不是", "没有", "错了", "不行", "不对，名字错了"])
def test_disagreement_is_heard(words):
    assert signals(words).deny
    assert not signals(words).affirm


@pytest.mark.parametrize("words", ["不知道", "记不清了", "说不上来", "不晓得", "忘了", "没算过", "咱也不知道啊"])
def test_not_knowing_is_an_answer(words):
    assert signals(words, "household.monthly_income").unknown


@pytest.mark.parametrize("words", ["不想说", "不方便说", "你别问了", "问这干啥", "保密"])
def test_rather_not_is_an_answer(words):
    assert signals(words, "household.monthly_income").refuse


@pytest.mark.parametrize("words", ["没听清", "再说一遍", "啥？", "你说啥", "听不见，大点声"])
def test_asking_again_is_heard(words):
    assert signals(words, "household.size").repeat


def test_a_hedged_answer_is_an_answer():
    hearing = listen("不太清楚，大概两千来块", asking("household.monthly_income"))
    assert hearing.get("household.monthly_income").value == 2000
    assert not hearing.signals.unknown


def test_not_knowing_what_to_do_is_no_answer_to_a_question():
    assert not signals("我也不知道咋办啊", "household.size").unknown


def test_a_correction_is_flagged():
    hearing = listen("不对，是五口人", asking("confirm", known={"household.size": 4}))
    assert hearing.signals.correction
    assert hearing.get("household.size").correction
