"""Names found by where they stand: the trained finder and the readers together, as a caller meets them."""

import random

import pytest
from components.invented_names import another_like
from components.people import find
from understanding.surnames import is_mongolian, surnames


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("我是房东，我家楼上那个租户，古长河，一个人收废品的，昨天脑梗送医院了，我替他问问", "古长河"),
        ("您好这里是村委会上报一户我村低保户钟水妹独居前天中风送的县医院", "钟水妹"),
        ("我替内人胡月娥申请，她上月确诊的胰腺癌", "胡月娥"),
        ("您好，替一位服务对象申请。崔志强，男，四十六岁，一直没有找到工作", "崔志强"),
    ],
)
def test_the_one_in_need_named_in_passing_is_not_asked_for_again(conversation, words, name):
    conversation.say(words)
    assert conversation.talk.draft.told["applicant.name"].value == name


def test_who_names_themselves_in_passing_is_the_applicant(conversation):
    conversation.say("厂子关门了，我，孟庆山，干了二十二年，说不要就不要了，一分钱没给")
    assert conversation.talk.draft.told["applicant.name"].value == "孟庆山"


def test_the_caller_who_speaks_of_a_named_villager_is_not_named_so(conversation):
    conversation.say("我是村医，我们村邹水生刚刚从房上摔下来，家里人都吓傻了")
    assert conversation.talk.draft.told["applicant.name"].value == "邹水生"
    assert not conversation.talk.draft.knows("filer.name")


@pytest.mark.parametrize(
    "words",
    [
        "隔壁的刘大娘七十九了，摔了一跤",
        "黄连峪的房子塌了",
        "阿伯家的香把窗帘引着了",
        "我跟车的师傅趴方向盘上",
        "哈哈哈哈",
    ],
)
def test_places_kin_and_things_are_nobody(conversation, words):
    conversation.say(words)
    assert not conversation.talk.draft.knows("applicant.name")


def test_the_finder_says_where_and_how_surely(models):
    words = "我家楼上那个租户，古长河，一个人收废品的"
    (found,) = find(models[3], words)
    assert words[found.start : found.end] == "古长河"
    assert 0.5 < found.probability <= 1


def test_an_invented_name_is_of_the_kind_of_the_one_it_stands_for():
    rng = random.Random(1)
    assert all(another_like("王小明", rng)[:1] in surnames() for _ in range(20))
    assert any(is_mongolian(another_like("乌云其木格", rng)) for _ in range(20))


@pytest.mark.parametrize(
    ("words", "relation", "applicant", "caller"),
    [
        ("您好！志愿者田晓霞为独居老人欧阳清反映：老人五天前被电动车撞伤住院", "volunteer", "欧阳清", "田晓霞"),
        ("我是志愿服务队的何敏，反映一位求助对象：村民柏玉成，上月其独子车祸去世", "volunteer", "柏玉成", "何敏"),
        (
            "五保老人苏日嘎，独居，前天突发脑出血送医。报送人：嘎查达 巴特尔 电话13754096600",
            "village_officer",
            "苏日嘎",
            "巴特尔",
        ),
        ("我叫许丽娟我姆妈住在奕棋镇她前天下楼梯踩空把髋骨摔坏了", "child", None, "许丽娟"),
    ],
)
def test_who_calls_and_who_is_in_need_are_told_apart(conversation, words, relation, applicant, caller):
    conversation.say(words)
    draft = conversation.talk.draft
    assert (draft.value("filer.relation"), draft.value("applicant.name"), draft.value("filer.name")) == (
        relation,
        applicant,
        caller,
    )


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("我姓甘甘露的甘甘小红", "甘小红"),
        ("我姓纪纪律的纪纪占山今年七十六了", "纪占山"),
        ("那顺 那顺就那个那顺", "那顺"),
        ("写我的罗细妹罗是四夕罗", "罗细妹"),
    ],
)
def test_a_name_explained_in_one_breath_is_heard(conversation, words, name):
    conversation.say("我家房子昨天着火烧了，火灭了")
    conversation.say(words)
    assert conversation.talk.draft.value("applicant.name") == name


@pytest.mark.parametrize("words", ["石马响泉的，我不大会打字", "俩棚，连苗带棚膜四万块钱没了"])
def test_an_answer_that_is_a_place_or_a_loss_is_no_name(conversation, words):
    conversation.say("昨天大棚着火烧没了")
    conversation.say(words)
    assert not conversation.talk.draft.knows("applicant.name")


@pytest.mark.parametrize(
    ("words", "field", "name"),
    [
        ("我是沙坪村的村长叫孟和，我们这儿的特困户上个月骑马摔了，替他申请", "filer.name", "孟和"),
        ("我叫乌云高娃我跟我闺女俩人住，前天家里着火了", "applicant.name", "乌云高娃"),
        ("替村里一个大爷申请，焦裕国是他哥，他叫焦裕民，前天摔断了腿", "applicant.name", "焦裕民"),
        ("我隔壁李阿婆家昨天着火了，她叫李招娣，替她申请", "applicant.name", "李招娣"),
        ("孩子叫黄细妹，前天烫伤了，我是她老师，替她申请", "applicant.name", "黄细妹"),
    ],
)
def test_each_name_goes_to_its_owner(conversation, words, field, name):
    conversation.say(words)
    assert conversation.talk.draft.value(field) == name
