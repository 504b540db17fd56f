"""Callers talk to the real model, the real action server and the real web, and what they said is on file."""

from tests.conversations.conftest import YES

ONE_BREATH = (
    "我叫陈明亮电话一八七零五六四幺零零一家住域城镇叩家村四组家里六口人一个月也就两千来块没有低保"
    "我爸十一月三号干活从架子上摔下来腰椎断了医药费自己出了五万二"
)


def test_one_breath_fills_the_form_and_a_yes_files_it(caller, on_file):
    chen = caller()
    chen.say(ONE_BREATH)
    chen.answer_until_read_back({"emergency.in_danger": "没危险了，在医院躺着"})
    assert "187 0564 1001" in chen.said
    filed = chen.say(YES)["filed"]
    case = on_file(filed)
    assert case["applicant"]["phone"] == "18705641001"
    assert (case["address"]["township"], case["address"]["village"]) == ("域城镇", "叩家村")
    assert case["household"]["size"] == 6
    assert case["costs"]["medical_self_paid"] == 52000
    assert case["emergency"]["category"] == "accident"
    assert "腰椎断了" in case["emergency"]["narrative"]
    assert case["provenance"]["household.size"]["confirmed"]
    told = {"applicant.phone", "address.village", "household.size", "emergency.narrative", "costs.medical_self_paid"}
    assert not told & set(chen.asked)


def test_a_neighbour_calls_and_both_names_are_kept_apart(caller, on_file):
    neighbour = caller()
    neighbour.say("俺不是给自个儿说的，隔壁叩家村的刘大娘七十九了一个人过，昨儿个摔了一跤起不来")
    neighbour.answer_until_read_back(
        {
            "applicant.name": "大娘叫刘玉珍",
            "filer.name": "我叫孙志强",
            "applicant.phone": "她没手机，打我的吧，13954478899",
            "address.township": "域城镇",
            "household.monthly_income": "二百来块养老金",
            "household.status": "低保户",
            "emergency.in_danger": "大夫看过了没大碍",
        }
    )
    case = on_file(neighbour.say(YES)["filed"])
    assert case["applicant"]["name"] == "刘玉珍"
    assert case["filer"]["name"] == "孙志强"
    assert case["filer"]["relation"] == "neighbor"
    assert case["household"]["status"] == ["dibao"]
    assert case["household"]["size"] == 1


def test_a_correction_at_the_read_back_is_read_again_alone_and_filed(caller, on_file):
    mother = caller("yuan")
    mother.say("孩子今年考上大专，学费六千八，家里实在凑不出来")
    mother.answer_until_read_back(
        {
            "applicant.name": "我叫汪翠兰",
            "applicant.phone": "13505641123",
            "address.village": "韩摆渡镇孙井村",
            "household.size": "三口",
            "household.monthly_income": "一年下来两万四",
            "household.status": "低收入家庭",
        }
    )
    again = mother.say("不对，家里是五口人")
    assert again["ask"] == "confirm"
    assert "5口人" in mother.said
    assert "汪翠兰" not in mother.said
    case = on_file(mother.say(YES)["filed"], "yuan")
    assert case["household"] == {"size": 5, "monthly_income": 2000, "status": ["low_income"]}
    assert case["costs"]["tuition"] == 6800


def test_a_question_in_the_middle_gets_its_article_and_the_form_goes_on_where_it_was(caller):
    asking = caller("linghai")
    asking.say("我爸脑梗住院自己掏了三万")
    before = asking.seen["ask"]
    during = asking.say("救急难一般能给多少钱？")
    assert during["topic"] == "emergency_relief"
    assert during["citations"]
    assert during["citations"][0]["document"] in asking.said
    assert during["ask"] == before


def test_unwilling_answers_stay_empty_and_say_why(caller, on_file):
    unwilling = caller("xilinhot")
    unwilling.say("厂子倒闭了，下岗半年了没找着活")
    unwilling.answer_until_read_back(
        {
            "applicant.name": "斯琴",
            "applicant.phone": "15248012233",
            "address.village": "不想说",
            "household.size": "两个人",
            "household.monthly_income": "不想说",
            "household.status": "没有",
        }
    )
    case = on_file(unwilling.say(YES)["filed"], "xilinhot")
    assert "monthly_income" not in case["household"]
    assert "household.monthly_income" in case["missing"]


def test_the_progress_of_a_filed_case_is_told_by_spoken_number_and_code(caller):
    first = caller()
    first.say(ONE_BREATH)
    first.answer_until_read_back({})
    filed = first.say(YES)["filed"]
    later = caller()
    assert later.say("我那个申请到哪一步了")["intent"] == "status"
    number = " ".join(filed["number"])
    assert later.say(f"编号是{number}，查询码{' '.join(filed['query_code'])}")["intent"] == "status"
    assert "查到了" in later.said
