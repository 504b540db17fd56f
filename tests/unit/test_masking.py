"""Masks: enough to recognise, too little to use."""

import re

from hypothesis import given
from hypothesis import strategies as st

from backend.domain.masking import mask_id_number, mask_name, mask_phone, mask_text


def test_the_known_masks():
    assert mask_phone("13812342345") == "138****2345"
    assert mask_id_number("370304199001011223") == "3703**********1223"
    assert mask_name("陈明亮") == "陈*亮"
    assert mask_name("陈明") == "陈*"


def test_numbers_said_aloud_are_starred_out_too():
    said = mask_text("我叫陈明亮电话一八七零五六四幺零零一家住顺河镇，医药费五万二")
    assert "零五六四" not in said
    assert "五万二" in said


@given(
    st.text("今天电话是，。 ", max_size=8),
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(["", " ", "-"]),
)
def test_no_phone_survives_in_free_text(around, number, gap):
    written = f"{number[:3]}{gap}{number[3:7]}{gap}{number[7:]}"
    assert not re.search(r"\d{4}", mask_text(f"{around}{written}{around}"))
