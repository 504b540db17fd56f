"""The notice generator cannot leak: whatever a household's file holds, nothing of it but what may be public comes out."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from backend.domain.public_notice import Household, words_of

REGISTER = {"山头街道": ("冯八峪村", "北神头村"), "域城镇": ("叩家村",)}
TODAY = date(2026, 11, 23)
_ILLNESSES = ("白血病", "尿毒症", "肝癌", "艾滋病", "精神分裂", "脑瘫", "肺结核", "乳腺癌", "抑郁症")
_DETAILS = ("3号楼2单元501", "村东头第二家", "博山路17号", "阳光花园6-1-302")
_GIVEN = st.sampled_from(["明亮", "桂英", "秀兰", "建国", "玉兰", "小宝", "翠", "海"])
_SURNAME = st.sampled_from(["陈", "王", "李", "周", "欧阳"])


@st.composite
def id_numbers(draw):
    seventeen = f"370304{draw(st.dates(date(1920, 1, 1), TODAY)):%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return seventeen + ric.calc_check_digit(seventeen + "0")


phones = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
accounts = st.from_regex(r"62[0-9]{17}", fullmatch=True)


@st.composite
def files(draw):
    """A whole file, and a careless clerk who may have written any secret into any field of it."""
    secrets = {
        "id": draw(id_numbers()), "phone": draw(phones), "account": draw(accounts),
        "illness": draw(st.sampled_from(_ILLNESSES)), "detail": draw(st.sampled_from(_DETAILS)),
    }  # fmt: skip
    name = draw(_SURNAME) + draw(_GIVEN)
    smuggled = st.sampled_from([*secrets.values(), f"{name}{secrets['phone']}", f"{name}（{secrets['illness']}）"])
    household = Household(
        name=draw(st.one_of(st.just(name), smuggled, st.none(), st.text(max_size=12))),
        born_on=draw(st.one_of(st.none(), st.just(ric.get_birth_date(secrets["id"])))),
        township=draw(st.one_of(st.sampled_from(sorted(REGISTER)), smuggled, st.none())),
        village=draw(st.one_of(st.sampled_from(["冯八峪村", "叩家村"]), smuggled, st.just(f"冯八峪村{secrets['detail']}"), st.none())),
        people=draw(st.one_of(st.none(), st.integers(-5, 10**18), st.just(int(secrets["phone"])))),
        fen=draw(st.one_of(st.none(), st.integers(-5, 10**20), st.just(int(secrets["account"])), st.just(int(secrets["phone"]) * 100))),
    )  # fmt: skip
    return name, secrets, household


@settings(max_examples=150, deadline=None)
@given(files(), st.sampled_from(["surname", "first_and_last"]))
def test_no_number_account_illness_or_address_below_the_village_ever_comes_out(file, mask):
    _, secrets, household = file
    said = "\n".join(words_of(household, REGISTER, mask, TODAY).lines())
    plain = said.replace(",", "")
    for secret in secrets.values():
        assert secret not in plain
    assert not any(part.isdigit() and len(part) >= 10 for part in plain.replace(".", " ").split())


@settings(max_examples=150, deadline=None)
@given(files(), st.sampled_from(["surname", "first_and_last"]))
def test_a_name_is_masked_and_nothing_of_a_minors_name_is_said(file, mask):
    name, _, household = file
    words = words_of(household, REGISTER, mask, TODAY)
    assert name not in "".join(words.lines())
    born = household.born_on
    minor = born is None or (TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))) < 18
    if minor:
        assert words.name == "申请人（姓名不公开）"


@settings(max_examples=100, deadline=None)
@given(files())
def test_only_places_of_the_register_are_named(file):
    _, _, household = file
    allowed = {"本县", *REGISTER, *(f"{town}{village}" for town, villages in REGISTER.items() for village in villages)}
    assert words_of(household, REGISTER, "surname", TODAY).place in allowed


def test_an_ordinary_notice_reads_as_it_should():
    household = Household("陈明亮", date(1970, 3, 15), "山头街道", "冯八峪村", 3, 200_000)
    assert words_of(household, REGISTER, "surname", TODAY).lines() == (
        "陈**",
        "山头街道冯八峪村",
        "一家3口，拟救助2,000元",
    )
    assert words_of(household, REGISTER, "first_and_last", TODAY).name == "陈*亮"


def test_on_the_eighteenth_birthday_somebody_is_of_age():
    household = Household("陈小明", date(2008, 11, 23), "山头街道", "冯八峪村", 3, 200_000)
    assert words_of(household, REGISTER, "surname", TODAY).name == "陈**"
    assert words_of(household, REGISTER, "surname", date(2026, 11, 22)).name == "申请人（姓名不公开）"
