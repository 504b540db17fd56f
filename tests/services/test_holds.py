"""A hold on the household's year never outlives the process that took it, and never outruns the case."""

import pytest

from backend.domain.errors import Conflict
from backend.services import approval, ledger, promises
from backend.storage import cases
from tests.support.factories import NOW, YUAN, later, reviewed, staff, submitted


@pytest.fixture
def case():
    return reviewed(submitted("qingliu"), staff("township_clerk", "qingliu"), yuan=6000)


def test_a_hold_whose_case_was_never_saved_is_found_and_taken_back(case):
    promises.hold(case, "grant", NOW, lambda items: {"bureau": 6000 * YUAN})
    assert "nobody's" in ledger.check()[0]
    assert promises.settle_abandoned(later(minutes=5)) == []
    assert promises.settle_abandoned(later(minutes=11)) == [case.number]
    assert ledger.check() == []


def test_while_one_grant_of_a_case_is_held_there_is_no_second(case):
    promises.hold(case, "grant", NOW, lambda items: {"bureau": 6000 * YUAN})
    with pytest.raises(Conflict):
        approval.approve(case.number, 6000 * YUAN, staff("bureau_head", "qingliu"), NOW)


def test_a_case_that_changed_under_the_approval_is_not_approved_and_holds_nothing(case, monkeypatch):
    from backend.services import changing, review

    real = changing.save_as_read

    def save_after_somebody_else(read):
        review.add_note(read.number, "刚接到电话", staff("township_clerk", "qingliu"), NOW)
        return real(read)

    monkeypatch.setattr(changing, "save_as_read", save_after_somebody_else)
    with pytest.raises(Conflict):
        approval.approve(case.number, 6000 * YUAN, staff("bureau_head", "qingliu"), NOW)
    assert cases.by_number(case.number).state == "approval"
    assert ledger.check() == []
