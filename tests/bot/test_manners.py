"""How the bot behaves to people who talk as people do: it hears, keeps, says once, and never nags or promises in vain."""

from __future__ import annotations

import pytest
from actions.read_back import full, in_pairs

from test_dialogue import ANSWERS, STORY, answer_all_questions, read_back

HERD = "我家羊死了一大半，贷款还不上"


def test_a_story_of_an_unknown_kind_is_kept_and_not_asked_again(conversation):
    conversation.say(HERD)
    assert conversation.talk.draft.value("emergency.narrative") == HERD
    assert conversation.seen["ask"] == "applicant.name"


def test_unwilling_words_are_no_story_and_no_place(conversation):
    conversation.say_all("我要申请临时救助", "不想说")
    assert "emergency.narrative" not in conversation.talk.draft.told
    conversation.say_all("我叫赵福来", "不想说", "不知道", "没有手机", "四口人", "两千", "都没有")
    assert conversation.seen["ask"] == "address.detail"
    conversation.say("不知道")
    assert "address.detail" not in conversation.talk.draft.told


def test_something_else_than_was_asked_gets_a_sign_of_hearing_not_a_rebuke(conversation):
    conversation.say_all(STORY, "家里四口人")
    assert "没听清" not in conversation.said
    assert conversation.seen["ask"] == "applicant.name"


def test_the_first_story_gets_a_kind_word_and_the_same_turn_only_one_question(conversation):
    conversation.say(STORY)
    assert conversation.said.startswith("您别急")
    assert conversation.said.count("？") == 1


def test_an_answer_nobody_could_read_is_kept_as_it_was_said_and_not_asked_for_again(conversation, web):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899", "四口人", "看老天爷赏不赏饭吃")
    assert conversation.seen["ask"] != "household.monthly_income"
    assert conversation.talk.draft.skipped["household.monthly_income"] == "unreadable"
    answer_all_questions(conversation, ANSWERS)
    assert "看老天爷赏不赏饭吃" in conversation.said
    conversation.say("对")
    assert "看老天爷赏不赏饭吃" in web.bodies("/applications")[-1]["form"]["emergency"]["narrative"]


def test_what_was_kept_as_said_can_still_be_told_at_the_read_back(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899", "四口人", "看老天爷赏不赏饭吃")
    answer_all_questions(conversation, ANSWERS)
    conversation.say("收入一个月两千")
    assert conversation.talk.draft.value("household.monthly_income") == 2000
    assert not conversation.talk.draft.as_said


def test_no_phone_and_a_village_is_enough_to_be_found(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "没有电话", "四口人", "两千", "都没有")
    assert conversation.seen["ask"] == "address.detail"
    conversation.say("不知道")
    assert conversation.seen["ask"] != "address.detail"


def test_no_question_is_put_three_times_in_the_same_words(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村")
    asked = [conversation.said]
    for _ in range(2):
        conversation.say("一三八")
        asked.append(conversation.said)
    assert len(set(asked)) == 3


@pytest.mark.parametrize(
    ("worry", "answer"),
    [
        ("我的号码会不会泄露啊", "不告诉别人"),
        ("你们是不是骗子", "不收钱"),
        ("你是机器人吗", "机器人登记员"),
        ("登记要钱吗", "不收钱"),
        ("我想先问下，登记要不要掏钱", "不收钱"),
        ("你们会不会把我的号码给人家", "不告诉别人"),
        ("会不会上门来核实一下啊，会上门核实吗", "上门来看看"),
        ("钱是打卡里还是给现金", "银行卡"),
    ],
)
def test_a_worry_is_answered_and_the_open_question_comes_again(conversation, worry, answer):
    conversation.say_all(STORY, worry)
    assert answer in conversation.said
    assert conversation.seen["ask"] == "applicant.name"


def test_a_question_put_instead_of_an_answer_is_never_kept_as_the_answer(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899")
    conversation.say("我不在家你们还来不来")
    assert "说不准" in conversation.said
    assert conversation.seen["ask"] == "household.size"
    assert not conversation.talk.draft.as_said


def test_three_people_in_short_are_no_wish_for_a_person(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899", "仨人")
    assert "handoff" not in conversation.seen
    assert conversation.talk.draft.value("household.size") == 3


def test_the_line_one_calls_from_is_not_asked_for_but_read_back(converse):
    call = converse(
        "call-9",
        door={"jurisdiction": "boshan", "channel": "hotline", "phone": "13954478800", "phone_is_verified": True},
    )
    call.say(STORY)
    answer_all_questions(call)
    assert "applicant.phone" not in call.asked
    assert "139 5447 8800" in call.said


def test_what_was_not_heard_surely_is_read_once_and_as_such(conversation):
    read_back(conversation)
    conversation.talk.draft.told["household.size"].confidence = 0.5
    text = full(conversation.talk.draft)
    assert text.count("4口人") == 1
    assert "没听准的有：家里4口人" in text


def test_a_township_and_its_village_are_read_as_one_place(conversation):
    read_back(conversation)
    assert "住域城镇叩家村" in conversation.said


def test_a_no_that_names_the_field_is_asked_for_that_field(conversation):
    read_back(conversation)
    assert conversation.say("电话错了")["ask"] == "applicant.phone"
    conversation.say("13954478811")
    assert "139 5447 8811" in conversation.said
    assert conversation.seen["ask"] == "confirm"


def test_two_things_called_wrong_are_put_right_one_after_the_other(conversation):
    read_back(conversation)
    assert conversation.say("收入不对，电话也不对")["ask"] == "household.monthly_income"
    assert conversation.say("一千二")["ask"] == "applicant.phone"
    assert conversation.say("13954478811")["ask"] == "confirm"


def test_a_no_without_a_word_of_what_ends_in_an_offer_and_not_in_a_circle(conversation):
    read_back(conversation)
    said = []
    for _ in range(3):
        conversation.say("不对")
        said.append(conversation.said)
    assert len(set(said)) == 3
    assert conversation.say("对")["filed"]


def test_a_yes_with_a_shrug_files_it(conversation):
    read_back(conversation)
    assert conversation.say("行吧，就这样，对")["filed"]


def test_a_yes_with_a_farewell_files_it_first(conversation):
    read_back(conversation)
    assert conversation.say("对，就这样，再见")["filed"]


def test_what_was_wrong_is_put_right_while_another_question_is_open(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899", "四口人", "两千")
    assert conversation.say("等等，收入不对")["ask"] == "household.monthly_income"


def test_danger_at_the_read_back_puts_the_form_aside(conversation):
    read_back(conversation)
    conversation.say("我不想活了，我现在就在楼顶上")
    assert "我念一遍" not in conversation.said
    assert "ask" not in conversation.seen


def test_despair_does_not_replace_the_emergency_that_led_to_it(conversation):
    conversation.say_all("我下岗了，半年没收入", "我不想活了，我要跳楼")
    assert conversation.talk.draft.value("emergency.category") == "job_loss"


def test_outside_office_hours_a_number_to_ring_back_is_asked_for(conversation, web):
    web.is_open = False
    assert conversation.say("转人工")["handoff"]
    assert conversation.seen["ask"] == "applicant.phone"
    conversation.say("13954478899")
    assert conversation.talk.reach == "13954478899"


def test_a_caller_who_waits_for_a_person_goes_on_where_the_form_was(conversation):
    conversation.say_all(STORY, "我叫赵福来", "转人工", "人还没来吗")
    assert conversation.seen["ask"] == "address.village"
    assert "叫了" in conversation.said


def test_a_complaint_takes_what_occurs_to_the_caller_later(conversation, web):
    conversation.say_all("我要投诉", "村支书让我交两百块才给报低保", "他姓宋，今年八月的事", "没了")
    texts = [body["text"] for body in web.bodies("/complaints")]
    assert len(texts) == 2
    assert "姓宋" in texts[1]
    assert conversation.talk.flow is None


def test_a_complaint_in_the_middle_leads_back_to_the_open_question(conversation):
    conversation.say_all(STORY, "我叫赵福来", "我要投诉镇上那个工作人员，他骂我", "就是窗口那个女的，上周一")
    assert conversation.seen["ask"] == "address.village"


def test_without_a_number_a_look_up_says_how_else(conversation):
    conversation.say_all("我的申请到哪一步了", "没有编号")
    assert "窗口" in conversation.said
    assert conversation.talk.flow is None


def test_a_second_emergency_keeps_who_calls_for_another(conversation):
    conversation.say_all("我妈得了胃癌手术自费三万")
    answer_all_questions(conversation, {**ANSWERS, "applicant.name": "我妈叫方桂英", "filer.name": "我叫方小云"})
    conversation.say_all("对", "还有个事，我家昨天着火，房子烧没了")
    draft = conversation.talk.draft
    assert draft.key == 2
    assert draft.value("filer.name") == "方小云"
    assert "applicant.name" not in draft.told


def test_every_number_is_read_in_pairs():
    assert in_pairs("BS20261125000007") == "BS 20 26 11 25 00 00 07"
    assert in_pairs("Z1125962845") == "Z 11 25 96 28 45"


def test_a_question_is_no_place(conversation):
    conversation.say_all(STORY, "我叫赵福来", "谁来批呢")
    assert "address.detail" not in conversation.talk.draft.told


def test_a_worry_is_answered_once_and_never_holds_the_form_up(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899", "四口人")
    conversation.say("别人家的我不知道")
    assert conversation.seen["ask"] != "household.monthly_income"


def test_not_knowing_what_a_word_means_is_not_knowing(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899", "四口人", "两千", "不知道啥意思")
    assert conversation.seen["ask"] != "household.status"


def test_the_same_words_are_not_said_again_without_end(conversation):
    conversation.say_all(STORY, "我叫赵福来")
    said = []
    for _ in range(4):
        conversation.say("你说啥")
        said.append(conversation.said)
    assert len(set(said)) > 1


def test_a_name_called_mine_is_not_asked_for_without_end(conversation):
    conversation.say_all("我老公昨天摔断了腿", "他叫赵福来", "域城镇叩家村", "13954478899", "两口人", "两千", "没有")
    assert conversation.seen["ask"] == "filer.name"
    for _ in range(6):
        conversation.say("名字不对，写我的名字")
    assert conversation.asked.count("filer.name") + conversation.asked.count("applicant.name") <= 7


def test_who_spoke_of_nobody_else_calls_for_themselves(conversation, web):
    conversation.say("我昨天骑车摔断了腿，我叫赵福来")
    answer_all_questions(conversation, ANSWERS)
    conversation.say("对")
    assert web.bodies("/applications")[-1]["form"]["filer"]["relation"] == "self"


def test_a_benefit_told_beside_the_income_leaves_the_rest_to_be_asked_once(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899", "四口人", "低保一个月九百")
    assert conversation.seen["ask"] == "household.status"
    assert "除了" in conversation.said
    conversation.say("没有别的了")
    assert conversation.talk.draft.value("household.status") == ["dibao"]
    assert conversation.seen["ask"] != "household.status"


@pytest.mark.parametrize("words", ["还没算账", "还没到医院", "账单还没出来呢", "没结账呢", "还没交钱"])
def test_that_nothing_was_paid_yet_is_an_answer_and_no_look_up(conversation, words):
    conversation.say_all(STORY.replace("自己掏了三万二", ""), "我叫赵福来", "域城镇叩家村", "13954478899", "四口人")
    conversation.say_all("一个月两千", "都没有")
    assert conversation.seen["ask"] == "costs.medical_self_paid"
    conversation.say(words)
    assert conversation.talk.flow is None
    assert conversation.talk.draft.as_said["costs.medical_self_paid"] == words


def test_a_look_up_that_came_to_nothing_does_not_ask_for_a_number_again(conversation):
    conversation.say_all(STORY, "我叫赵福来", "我以前申请的批了没有", "没有编号")
    assert conversation.say("我以前申请的到底批了没有")["ask"] == "address.village"
    assert conversation.talk.flow is None


def test_who_calls_for_another_is_asked_for_a_number_of_their_own(conversation):
    conversation.say_all("我替邻居老赵打的，他昨天摔断了腿，他叫赵福来", "域城镇叩家村", "他的电话是13954478899")
    answer_all_questions(conversation, {**ANSWERS, "filer.name": "我叫孙国强", "filer.phone": "13864412233"})
    assert conversation.talk.draft.value("applicant.phone") == "13954478899"
    assert conversation.talk.draft.value("filer.phone") == "13864412233"


@pytest.mark.parametrize(("words", "number"), [("就刚才那个号", "13954478899"), ("不用留我的", None)])
def test_one_number_may_do_for_both(conversation, words, number):
    conversation.say_all("我替邻居老赵打的，他昨天摔断了腿，他叫赵福来", "域城镇叩家村", "他的电话是13954478899")
    answer_all_questions(conversation, {**ANSWERS, "filer.name": "我叫孙国强", "filer.phone": words})
    assert conversation.asked.count("filer.phone") == 1
    assert conversation.talk.draft.value("filer.phone") == number
