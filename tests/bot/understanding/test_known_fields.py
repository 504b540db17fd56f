"""What is on file stays unless asked, put right or plainly told anew."""

from spoken import asking

from understanding import listen, urgency


def heard(words, asked=None, **options):
    return {item.field: item.value for item in listen(words, asking(asked, **options)).heard}


def test_a_story_does_not_change_the_household_told_before():
    assert "household.size" not in heard("我们娘俩昨天去的医院", known={"household.size": 4})


def test_a_correction_changes_what_is_on_file():
    assert heard("刚才说错了，是五口人", known={"household.size": 4})["household.size"] == 5


def test_the_number_of_people_is_put_right_when_it_is_read_back():
    told = heard("人口报少了，我弟也跟我们住，五个人", "confirm", known={"household.size": 4}, read_back=True)
    assert told["household.size"] == 5


def test_a_second_kind_of_status_joins_the_first():
    told = heard("他还有残疾证", known={"household.status": ["dibao"]})
    assert told["household.status"] == ["dibao", "disabled"]


def test_the_callers_own_name_is_not_the_applicants_when_they_call_for_a_neighbour():
    told = heard("我叫孙志强", known={"filer.relation": "neighbor"})
    assert told == {"filer.name": "孙志强"}


def test_a_village_of_two_townships_is_settled_by_the_one_on_file():
    told = heard("赵庄", "address.village", known={"address.township": "白塔镇"})
    assert told == {"address.village": "赵庄村"}


def test_the_phone_called_from_is_taken_when_the_caller_says_so():
    context = asking("applicant.phone", caller_phone="13905330001")
    assert listen("就打我现在这个号", context).get("applicant.phone").value == "13905330001"


def test_no_phone_at_all_is_noticed():
    hearing = listen("俺没有电话", asking("applicant.phone"))
    assert [n.kind for n in hearing.notices] == ["no_phone"]


def test_phone_and_id_number_are_left_out_of_the_story():
    words = "我叫王小明电话13905330001身份证370304196001011234昨天让车撞了腿断了"
    story = heard(words)["emergency.narrative"]
    assert "撞" in story
    assert "13905330001" not in story
    assert "370304" not in story


def test_hunger_and_a_stopped_treatment_are_critical():
    assert urgency({}, "家里断粮两天了") == "critical"
    assert urgency({}, "没钱医院就停药了") == "critical"


def test_a_house_that_cannot_be_lived_in_is_urgent():
    assert urgency({"emergency.in_danger": False}, "灶房压垮了，不敢住了") == "urgent"


def test_school_fees_can_wait():
    assert urgency({"emergency.category": "tuition"}, "学费凑不出来") == "normal"
