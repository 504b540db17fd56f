"""The dialogue: what is asked, what is not asked again, how it is read back, and how one leaves it for a while."""

from __future__ import annotations

import json

STORY = "我爸脑梗住院自己掏了三万二"
ANSWERS = {
    "applicant.name": "我叫赵福来",
    "address.village": "域城镇叩家村",
    "applicant.phone": "13954478899",
    "household.size": "四口人",
    "household.monthly_income": "一个月两千",
    "household.status": "都没有",
    "filer.name": "我叫赵强",
}


def answer_all_questions(conversation, answers=ANSWERS, most=14):
    for _ in range(most):
        if conversation.seen.get("ask") in (None, "confirm"):
            return conversation.seen
        conversation.say(answers.get(conversation.seen["ask"], "不知道"))
    raise AssertionError(conversation.asked)


def read_back(conversation):
    conversation.say(STORY)
    return answer_all_questions(conversation)


def test_what_was_volunteered_is_never_asked(conversation):
    conversation.say("我叫陈明亮电话18705641001家住域城镇叩家村家里六口人没有低保一个月两千我爸摔断了腿自己花了五万二")
    told = {"applicant.name", "applicant.phone", "address.village", "address.township", "household.size"}
    answer_all_questions(conversation)
    assert not told & set(conversation.asked)


def test_no_question_is_put_twice_when_it_was_answered(conversation):
    read_back(conversation)
    assert len(conversation.asked) == len(set(conversation.asked))


def test_a_plain_caller_is_asked_at_most_seven_questions(conversation):
    read_back(conversation)
    assert len(conversation.asked) <= 7


def test_a_question_not_understood_is_put_three_times_and_then_left_to_the_caseworker(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村")
    assert conversation.seen["ask"] == "applicant.phone"
    conversation.say_all("啥电话不电话的一三八", "一三八零", "一三八")
    assert conversation.asked.count("applicant.phone") == 3
    assert conversation.talk.draft.skipped["applicant.phone"] == "unreadable"


def test_the_name_is_explained_and_asked_once_more_when_refused(conversation):
    conversation.say_all(STORY, "不想说")
    assert conversation.seen["ask"] == "applicant.name"
    assert "名字" in conversation.said


def test_without_a_phone_the_bot_asks_where_to_find_them(conversation):
    conversation.say(STORY)
    answer_all_questions(conversation, {**ANSWERS, "applicant.phone": "没有手机", "address.detail": "小卖部旁边"})
    assert "address.detail" in conversation.asked
    assert conversation.talk.draft.value("address.detail")


def test_the_read_back_groups_everything_and_a_yes_files_it(conversation, web):
    read_back(conversation)
    assert "139 5447 8899" in conversation.said
    assert conversation.say("对")["filed"]["number"].startswith("BS")
    body = web.bodies("/applications")[0]
    assert body["form"]["household"] == {"size": 4, "monthly_income": 2000, "status": ["none"]}
    assert body["provenance"]["household.size"]["said"]
    assert body["provenance"]["household.size"]["confirmed"] is True


def test_a_correction_at_the_read_back_reads_only_what_changed(conversation):
    read_back(conversation)
    conversation.say("不对，是五口人")
    assert "5口人" in conversation.said
    assert "赵福来" not in conversation.said
    assert conversation.seen["ask"] == "confirm"


def test_a_bare_no_at_the_read_back_asks_what_is_wrong(conversation):
    read_back(conversation)
    conversation.say("不对")
    assert "哪里不对" in conversation.said
    assert conversation.seen["ask"] == "confirm"


def test_any_field_may_be_corrected_while_another_is_asked(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "13954478899")
    conversation.say("刚才电话说错了，是13954478800")
    assert conversation.talk.draft.value("applicant.phone") == "13954478800"
    assert conversation.seen["ask"] == "household.size"


def test_after_filing_a_correction_goes_to_the_same_application(conversation, office, web):
    read_back(conversation)
    conversation.say_all("对", "收入说错了，一个月是一千五")
    office.sender.deliver_one()
    snapshot = web.bodies("/conversations/call-1")[-1]
    assert snapshot["draft"] == 1
    assert snapshot["form"]["household"]["monthly_income"] == 1500


def test_another_emergency_after_filing_is_a_new_draft_of_the_same_person(conversation):
    read_back(conversation)
    conversation.say_all("对", "还有个事，孩子考上大学学费六千交不起")
    assert conversation.talk.draft.key == 2
    assert conversation.talk.draft.value("costs.tuition") == 6000
    assert conversation.talk.draft.value("applicant.phone") == "13954478899"


def test_a_question_is_answered_with_its_article_and_the_open_question_comes_again(conversation):
    conversation.say_all(STORY, "我叫赵福来")
    seen = conversation.say("要带什么材料？")
    assert seen["topic"] == "materials"
    assert "凌政办机" in conversation.said
    assert seen["ask"] == "address.village"


def test_a_question_about_a_scheme_fills_nothing_in(conversation):
    conversation.say("五保老人有啥待遇")
    assert conversation.talk.draft.told == {}


def test_repeat_says_the_same_again(conversation):
    conversation.say(STORY)
    before = conversation.said
    conversation.say("再说一遍")
    assert conversation.said == before


def test_nonsense_three_times_offers_a_person(conversation):
    conversation.say_all("啦啦啦", "哈哈哈哈", "阿巴阿巴")
    assert "人工" in conversation.said


def test_three_silences_end_the_call_and_keep_what_was_told(conversation, office, web):
    conversation.say(STORY)
    for _ in range(3):
        conversation.say(event="silence")
    assert conversation.seen["hangup"]
    office.sender.deliver_one()
    assert web.bodies("/conversations/call-1")[-1]["state"] == "closed"


def test_a_farewell_in_the_middle_promises_a_call_back(conversation):
    conversation.say_all(STORY, "我叫赵福来，电话13954478899", "先不说了挂了再见")
    assert conversation.seen["intent"] == "goodbye"
    assert "回电话" in conversation.said


def test_nobody_is_promised_a_call_back_who_left_no_number(conversation):
    conversation.say_all(STORY, "先不说了挂了再见")
    assert "记下了" in conversation.said
    assert "回电话" not in conversation.said


def test_a_complaint_is_taken_in_two_turns_and_names_nobody_on_a_form(conversation, web):
    conversation.say("我要举报村主任给他亲戚办低保")
    assert conversation.seen["intent"] == "complaint"
    conversation.say("甘泉村的王主任，去年给他小舅子办的")
    complaint = web.bodies("/complaints")[0]
    assert "小舅子" in complaint["text"]
    assert complaint["kind"] == "tip_off"
    assert conversation.talk.draft.told == {}


def test_a_person_takes_over_with_everything_said_so_far(conversation, web):
    conversation.say_all(STORY, "我不跟机器说，转人工")
    assert conversation.seen["handoff"]
    assert web.bodies("/handoffs")[0]["reason"] == "asked"


def test_the_bot_is_silent_while_a_person_types_but_the_form_grows(conversation, office, web):
    conversation.say(STORY)
    office.sender.deliver_one()
    web.operator_active = True
    conversation.say("我叫赵福来")
    assert conversation.said == ""
    assert conversation.talk.draft.value("applicant.name") == "赵福来"


def test_someone_who_rings_again_from_a_known_line_goes_on_where_it_was_left(converse, web):
    form = {"applicant": {"name": "赵福来"}, "emergency": {"category": "sudden_illness", "narrative": STORY}}
    web.statuses["13954478899"] = {"unfinished": True, "form": form, "provenance": {}}
    again = converse("call-2")
    again.door |= {"phone": "13954478899", "phone_is_verified": True}
    again.say("我上次的申请还没登完")
    assert again.talk.draft.value("applicant.name") == "赵福来"
    assert again.seen["ask"] == "address.village"


def test_someone_who_just_tells_it_again_is_reminded_of_what_they_left(converse, web):
    form = {"applicant": {"name": "赵福来"}, "emergency": {"category": "sudden_illness", "narrative": STORY}}
    web.statuses["13954478899"] = {"unfinished": True, "form": form, "provenance": {}}
    again = converse("call-2")
    again.door |= {"phone": "13954478899", "phone_is_verified": True}
    again.say("我爸脑梗住院没钱治")
    assert "还没登记完" in again.said
    assert again.seen["ask"] == "address.village"


def test_the_state_survives_its_own_json(conversation):
    read_back(conversation)
    raw = json.loads(json.dumps(conversation.talk.to_json()))
    assert type(conversation.talk).from_json(raw) == conversation.talk


def test_an_answer_that_is_said_twice_in_one_breath_is_no_plea_to_repeat(conversation):
    conversation.say_all(STORY, "我叫赵福来", "域城镇叩家村", "一三九五四四七，再说一遍啊，幺三九五四四七八八九九")
    assert conversation.talk.draft.value("applicant.phone") == "13954478899"
    assert conversation.seen["ask"] != "applicant.phone"


def test_someone_who_only_enquires_politely_but_tells_trouble_is_registered(conversation):
    conversation.say("您好麻烦您了，我想咨询一下救助的事情，我得了尿毒症每周透析三回")
    assert conversation.seen["ask"] == "applicant.name"
