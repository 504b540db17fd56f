from io import BytesIO

from openpyxl import load_workbook

from backend.services import aid, review
from tests.support.factories import NOW, YUAN, staff, submitted


def some_cases() -> None:
    """One in 城东街道 with 300 yuan given first; one in 山头街道 that was withdrawn; one of another county."""
    clerk = staff("township_clerk")
    helped = submitted(address__township="城东街道", address__village=None)
    aid.aid_first(helped.number, 300 * YUAN, "断粮", clerk, NOW)
    review.take_step(submitted().number, "withdraw", clerk, NOW, "说不要了")
    submitted("linghai", address__township="大凌河街道", address__village=None)


def rows_of(page: bytes) -> list[tuple]:
    return list(load_workbook(BytesIO(page)).active.iter_rows(values_only=True))


def test_the_month_says_what_came_in_what_became_of_it_and_what_was_given(desk_of):
    some_cases()
    desk = desk_of("bureau_head")
    rows = {row[0]: row[1:] for row in rows_of(desk.client.get("/console/reports/file?month=2026-11").data)}
    assert rows["合计"] == (2, 1, 0, 1, 300)
    assert rows["山头街道"] == (1, 0, 0, 1, None)
    assert "2026年11月" in desk.open("/reports?month=2026-11").text


def test_a_township_sees_its_own_cases_and_no_sum_of_the_county(desk_of):
    some_cases()
    desk = desk_of("township_head", townships=["山头街道"])
    rows = {row[0]: row[1:] for row in rows_of(desk.client.get("/console/reports/file?month=2026-11").data)}
    assert rows["合计"] == (1, 0, 0, 1, None)
    assert "城东街道" not in rows


def test_a_month_of_nothing_and_a_month_that_is_none_are_plain(desk_of):
    desk = desk_of("bureau_head")
    assert "没有交上来的申请" in desk.open("/reports?month=2025-01").text
    assert desk.open("/reports?month=nonsense").status_code == 200
