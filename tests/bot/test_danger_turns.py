"""Danger comes before everything and does not go away at the next sentence."""

from __future__ import annotations

import pytest
from components.danger import AGAINST_AN_ANSWER, Bars, judge

from test_dialogue import STORY


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("俺不想活了，绳子都拴好了", "suicide"),
        ("俺爹一头栽地上了叫不醒", "medical"),
        ("灶房着起来了", "fire"),
        ("他拿刀砍我", "violence"),
    ],
)
def test_danger_is_said_and_posted_on_the_very_turn(conversation, office, web, words, kind):
    assert conversation.say(words)["crisis"] == kind
    office.sender.deliver_one()
    assert web.bodies("/alerts")[0]["kind"] == kind


@pytest.mark.parametrize(
    "words", ["穷死了", "去年家里着过火", "我丈夫上个月走了，后事办完了", "累死我了", "打死我也不去"]
)
def test_past_and_figurative_danger_raises_no_alarm(conversation, words):
    assert "crisis" not in conversation.say(words)


def test_danger_in_the_middle_of_the_form_interrupts_it_and_keeps_the_form(conversation):
    conversation.say_all(STORY, "我叫赵福来")
    assert conversation.say("我不想活了，我要从楼上跳下去")["crisis"] == "suicide"
    assert conversation.talk.draft.value("applicant.name") == "赵福来"


def test_the_same_danger_said_twice_is_one_alert_and_stays_with_the_caller(conversation, office, web):
    conversation.say_all("我不想活了，要跳楼", "别拦我，我要跳楼")
    assert conversation.seen["crisis"] == "suicide"
    while office.sender.deliver_one():
        pass
    assert len(web.bodies("/alerts")) == 1


def test_the_alert_outlives_a_web_that_is_away(conversation, office, web):
    web.is_away = True
    conversation.say("着火了，火往卧室窜")
    office.sender.deliver_one()
    web.is_away = False
    office.outbox.all_due_now()
    while office.sender.deliver_one():
        pass
    assert web.bodies("/alerts")[0]["kind"] == "fire"


def test_a_caller_who_is_safe_goes_on_with_the_form(conversation):
    conversation.say_all("屋里着火了，火还在烧", "域城镇叩家村", "13954478899")
    assert "跟我说一声" in conversation.said
    assert "ask" not in conversation.seen
    conversation.say("火灭了，没有危险了")
    assert conversation.talk.danger is None
    assert conversation.seen["ask"] == "applicant.name"


@pytest.mark.parametrize("words", ["还没灭", "好的", "消防车来了"])
def test_while_they_are_not_safe_nobody_asks_again_whether_they_are(conversation, words):
    conversation.say_all("屋里着火了，火还在烧", "域城镇叩家村", "13954478899", words)
    assert conversation.talk.danger == "fire"
    assert conversation.talk.draft.value("emergency.in_danger") is True
    assert "emergency.in_danger" not in conversation.asked


def test_the_classifier_alone_must_be_sure_and_is_overruled_by_what_is_past():
    ranked = [("fire", 0.5), ("none", 0.4), ("medical", 0.1)]
    assert judge("屋里着起来了", None, ranked, Bars()).kind == "fire"
    assert judge("屋里着起来了", None, ranked, AGAINST_AN_ANSWER) is None
    assert judge("去年家里着过火", None, ranked, Bars()) is None


@pytest.mark.parametrize("words", ["就打我的", "我在呢", "打我手机就行"])
def test_a_few_words_that_answer_are_no_alarm(conversation, words):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", words)
    assert "crisis" not in conversation.seen


@pytest.mark.parametrize(
    "words",
    [
        "这破电脑卡死了，刚才念到哪了",
        "他家有轿车有楼房还领低保，我要去告",
        "前几年我妈想不开过，现在吃了药天天跟人跳操",
        "母猪难产死了，圈里还死了两头牛",
        "地里旱得直冒烟，一棵都没活",
        "要是有人晕在路边，是打你们还是打别的号",
    ],
)
def test_strong_words_of_the_well_the_beast_and_the_rule_raise_no_alarm(conversation, words):
    assert "crisis" not in conversation.say(words)


@pytest.mark.parametrize("words", ["有危险，还在吐", "有危险", "还危险着，大夫在看", "他还没醒"])
def test_an_answer_that_the_danger_goes_on_is_no_new_kind_of_danger(conversation, words):
    conversation.say_all("俺爹一头栽地上了叫不醒", "域城镇叩家村", "13954478899")
    conversation.talk.asking = "emergency.in_danger"
    conversation.say(words)
    assert conversation.talk.danger == "medical"


def test_a_new_kind_of_danger_in_that_answer_is_heard(conversation):
    conversation.say_all("俺爹一头栽地上了叫不醒", "域城镇叩家村", "13954478899")
    conversation.talk.asking = "emergency.in_danger"
    assert conversation.say("有，屋里着火了，火往床上窜")["crisis"] == "fire"


@pytest.mark.parametrize("words", ["算了就这样吧，对", "行了行了，对", "我在", "就打我的", "护士来了，在抢救"])
def test_what_is_said_at_the_end_of_a_call_is_no_alarm(conversation, words):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村")
    conversation.talk.asking = "confirm"
    assert "crisis" not in conversation.say(words)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("你好我问一下，我家在域城镇叩家村，家里三口人，去年申请的低保一直没信，孩子上学也要钱，这会儿他爸又喝了酒提着斧子在外头劈门呢，门板都裂了", "violence"),
        ("同志，我是叩家村的，老伴走了六年了，我也不想麻烦谁，就是想问问养老金，今早上起来半边身子不听使唤，嘴也歪了，拿筷子拿不住", "medical"),
    ],
)  # fmt: skip
def test_danger_told_in_the_midst_of_a_long_story_is_heard(conversation, words, kind):
    assert conversation.say(words)["crisis"] == kind


def test_a_long_story_without_danger_raises_no_alarm(conversation):
    conversation.say(
        "我跟你说啊，我今天是喝了点酒，可我没醉，我在厂里干了十九年，八月份厂子说关就关了，现在一分钱进项没有，孩子还念着书"
    )
    assert "crisis" not in conversation.seen


@pytest.mark.parametrize("words", ["他就一个人", "她跟俩娃", "他和他妈", "家里没别人了"])
def test_who_lives_there_is_no_alarm(conversation, words):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899")
    assert conversation.seen["ask"] == "household.size"
    assert "crisis" not in conversation.say(words)


def test_danger_told_in_that_answer_is_heard(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899")
    assert conversation.say("他拿刀砍我们")["crisis"] == "violence"


def test_a_fire_of_days_ago_with_everybody_well_raises_no_alarm(conversation):
    conversation.say("前天后半夜灶膛里的火把柴垛引着了厢房烧塌了一间侄子把他背出来了人没大碍现在安排在敬老院住着")
    assert "crisis" not in conversation.seen


def test_senseless_from_coal_smoke_is_a_doctors_and_wants_air_first(conversation):
    assert conversation.say("俺爹那屋一股子煤烟味，推他推不醒")["crisis"] == "medical"
    assert "门窗" in conversation.said
    assert conversation.talk.draft.value("emergency.category") == "accident"


def test_whoever_helps_somebody_in_despair_is_told_what_to_do(conversation):
    assert conversation.say("俺婆婆要上吊，绳子都搭上了")["crisis"] == "suicide"
    assert "别让他一个人待着" in conversation.said
    assert "您先别做傻事" not in conversation.said
    conversation.say("她把农药喝下去了")
    assert "120" in conversation.said
    assert "药瓶" in conversation.said


def test_a_helper_who_despairs_too_is_spoken_to(conversation):
    conversation.say_all("我妈说不想活了，农药都买好了", "我也不想活了，我跟她一起走")
    assert "我在听您说" in conversation.said


def test_a_bare_yes_does_not_say_whether_there_is_danger(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899")
    conversation.talk.asking = "emergency.in_danger"
    conversation.say("对")
    assert not conversation.talk.draft.knows("emergency.in_danger")
