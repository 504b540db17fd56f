"""Numbers, phones and ID numbers survive being spoken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import asking
from stdnum.cn import ric
from understanding.numerals import parse, spoken_range

from understanding import listen

DIGITS = "零一二三四五六七八九"
PLACES = ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"))


def say(number):
    """As people say it: 8200 → 八千二, 30050 → 三万零五十."""
    if number < 10:
        return DIGITS[number]
    words, rest, last = "", number, 0
    for size, unit in PLACES:
        head, tail = divmod(rest, size)
        if head:
            gap = "零" if last and last // 10 > size else ""
            words += gap + (say(head) if head != 2 or size < 100 else "两") + unit
            last, rest = size, tail
    if rest:
        words += ("零" if last > 10 else "") + DIGITS[rest]
    return words


@given(st.integers(min_value=10, max_value=9_999_999))
def test_a_number_said_in_full_is_read_back_the_same(number):
    assert parse(say(number)) == number


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([(10_000, "万"), (1000, "千"), (100, "百")]))
def test_a_bare_last_digit_stands_one_place_below(head, tail, unit):
    size, word = unit
    assert parse(f"{DIGITS[head]}{word}{DIGITS[tail]}") == head * size + tail * size // 10


@given(st.integers(1, 8), st.sampled_from([(10_000, "万"), (1000, "千"), (100, "百")]))
def test_two_neighbouring_digits_are_a_range(low, unit):
    size, word = unit
    assert spoken_range(f"{DIGITS[low]}{DIGITS[low + 1]}{word}") == (low * size, (low + 1) * size)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("八千二", 8200),
        ("五万二", 52_000),
        ("二十三万六", 236_000),
        ("9万3", 93_000),
        ("3.8w", 38_000),
        ("一千零五", 1005),
    ],
)
def test_shortened_numbers_are_filled_up(words, value):
    assert parse(words) == value


@given(st.sampled_from("3456789"), st.text("0123456789", min_size=9, max_size=9), st.data())
@settings(max_examples=60)
def test_a_mobile_number_is_heard_however_it_is_dictated(second, rest, data):
    number = "1" + second + rest
    spoken = ""
    for digit in number:
        word = data.draw(st.sampled_from([digit, DIGITS[int(digit)], *(["幺"] if digit == "1" else [])]))
        spoken += word + data.draw(st.sampled_from(["", "", " ", "，"]))
    heard = listen(f"电话是{spoken}", asking("applicant.phone")).get("applicant.phone")
    assert heard is not None
    assert heard.value == number


def id_number(serial, born=19600101):
    first = f"370304{born}{serial:03d}"
    return first + ric.calc_check_digit(first + "0")


@given(st.integers(0, 999))
@settings(max_examples=40)
def test_a_right_id_number_is_heard(serial):
    heard = listen(f"身份证{id_number(serial)}", asking("applicant.id_number")).get("applicant.id_number")
    assert heard is not None
    assert heard.value == id_number(serial)


@given(st.integers(0, 999), st.integers(6, 16), st.integers(1, 9))
@settings(max_examples=60)
def test_a_wrong_id_number_is_noticed_and_never_heard(serial, place, shift):
    right = id_number(serial)
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    hearing = listen(f"身份证{wrong}", asking("applicant.id_number"))
    assert hearing.get("applicant.id_number") is None
    assert [n.kind for n in hearing.notices] == ["wrong_id_number"]


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_no_text_breaks_the_understander(words):
    for item in listen(words, asking()).heard:
        assert item.end <= len(words)
