"""Which two cases look like one: strong marks alone, a name only with place and time."""

from dataclasses import replace
from datetime import date

from backend.domain.duplicates import Sketch, likeness

CHEN = Sketch("陈明亮", "冯八峪村", "村东头第二家", "accident", date(2026, 11, 10), date(2026, 11, 11))


def test_the_same_id_number_is_certain():
    ours = {"id": frozenset({"id:1"})}
    found = likeness(replace(CHEN, secrets=ours), Sketch("王二", secrets=ours))
    assert (found.score, found.reasons) == (100, ("身份证号相同",))


def test_a_name_that_sounds_alike_nearby_and_at_the_same_time_is_worth_a_look():
    other = replace(CHEN, name="陈明良", detail="村东头第2家", occurred_on=date(2026, 11, 12))
    found = likeness(CHEN, other)
    assert found.score >= 60
    assert "读音相近" in found.reasons[0]


def test_a_name_alone_is_not():
    assert likeness(CHEN, replace(CHEN, village="叩家村", detail="博山路17号院西三排")) is None


def test_the_same_name_in_the_same_place_a_year_later_is_another_emergency():
    later = replace(CHEN, occurred_on=date(2027, 11, 10), told_on=date(2027, 11, 11))
    assert likeness(CHEN, later) is None


def test_strangers_share_nothing():
    assert likeness(CHEN, Sketch("赵长河", "叩家村", "村口", "tuition", date(2026, 11, 10))) is None
