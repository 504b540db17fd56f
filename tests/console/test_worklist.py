import re
from contextlib import contextmanager

import mongoengine
import pytest
from pymongo import monitoring

from backend.adapters.clock import utc_now
from backend.services import review
from backend.storage.documents import Application
from tests.support.factories import NOW, staff, submitted


class _Counter(monitoring.CommandListener):
    def __init__(self):
        self.names = []

    def started(self, event):
        self.names.append(event.command_name)

    def succeeded(self, event):
        pass

    def failed(self, event):
        pass


@contextmanager
def counted_commands():
    """What is asked of the database meanwhile."""
    counter = _Counter()
    listeners = mongoengine.get_connection()._event_listeners
    listeners._EventListeners__command_listeners.append(counter)
    enabled = listeners._EventListeners__enabled_for_commands
    listeners._EventListeners__enabled_for_commands = True
    try:
        yield counter.names
    finally:
        listeners._EventListeners__command_listeners.remove(counter)
        listeners._EventListeners__enabled_for_commands = enabled


def names_in(page) -> list[str]:
    return re.findall(r'class="person"[^>]*>([^<]+)<', page.text)


def test_life_comes_before_wait(desk_of):
    submitted(applicant__name="王等久", emergency__category="tuition")
    submitted(applicant__name="李要紧", emergency__in_danger=True)
    assert names_in(desk_of("bureau_reviewer").open("/cases")) == ["李要紧", "王等久"]


def test_lanes_count_what_stands_in_them(desk_of):
    now = utc_now()  # on the real day: a case of a fixed one is overdue some days later
    submitted(at=now, emergency__in_danger=True)
    submitted(at=now, emergency__category="tuition")
    submitted(at=now, emergency__category="tuition")
    page = desk_of("bureau_reviewer").open("/cases/lanes").text
    lanes = dict(re.findall(r"<span>([^<]+)</span><b>(\d+)</b>", page))
    assert lanes == {"本地区在办": "3", "特急": "1", "紧急": "0", "一般": "2", "我的": "0", "超期": "0"}


def test_filters_live_in_the_address(desk_of):
    submitted(applicant__name="张城东", address__township="城东街道", address__village=None)
    submitted(applicant__name="赵山头", address__township="山头街道")
    desk = desk_of("bureau_reviewer")
    assert names_in(desk.open("/cases?township=城东街道")) == ["张城东"]
    assert names_in(desk.open("/cases?state=accepted")) == []
    assert len(names_in(desk.open("/cases?township=no-such-place&page=-3&state=nonsense"))) == 2


@pytest.mark.parametrize("words", ["陈明亮", "chenmingliang", "Chen Mingliang", "13812342345", "138 1234 2345"])
def test_a_case_is_found_by_name_pinyin_and_phone(desk_of, words):
    submitted()
    submitted(applicant__name="别的人", applicant__phone="13812349999")
    assert names_in(desk_of("bureau_reviewer").open("/cases", query_string={"q": words})) == ["陈明亮"]


def test_nobody_finds_what_lies_outside_their_region(desk_of):
    case = submitted(address__township="山头街道")
    township = desk_of("township_clerk", townships=["城东街道"])
    county = desk_of("bureau_head", "linghai")
    for desk in (township, county):
        assert names_in(desk.open("/cases", query_string={"q": case.number})) == []
        assert desk.open(f"/cases/{case.number}").status_code == 404


def test_several_cases_are_given_to_a_colleague_at_once(desk_of):
    numbers = [submitted().number, submitted().number]
    colleague = staff("bureau_reviewer", name="接手的人")
    desk = desk_of("bureau_head")
    asked = desk.open("/cases/assign", query_string={"numbers": numbers, "username": colleague.id})
    assert "这 2 件会由 <b>接手的人</b> 经办" in asked.text
    assert desk.send("/cases/assign", numbers=numbers, username=colleague.id).status_code == 303
    assert {case.assignee for case in Application.objects} == {colleague.id}


def test_giving_nothing_says_what_to_do(desk_of):
    answer = desk_of("bureau_head").send("/cases/assign", username="boshan.bureau_head")
    assert answer.status_code == 422
    assert "请先勾选" in answer.text


def test_the_page_asks_as_little_of_the_database_for_many_cases_as_for_few(desk_of):
    desk = desk_of("bureau_reviewer")
    submitted()
    with counted_commands() as few:
        desk.open("/cases")
    for _ in range(8):
        submitted()
    with counted_commands() as many:
        desk.open("/cases")
    assert len(many) == len(few) <= 8  # one question for each urgency until the page is full


def test_an_ended_case_is_shown_only_when_asked_for(desk_of):
    case = submitted()
    review.take_step(case.number, "withdraw", staff("bureau_head", number=2), NOW)
    desk = desk_of("bureau_reviewer")
    assert names_in(desk.open("/cases")) == []
    assert names_in(desk.open("/cases?ended=1")) == ["陈明亮"]
