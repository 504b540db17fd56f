"""An ordinary case walks the whole table, and each door on the way is held by the right person."""

import pytest

from backend.services import approval, disbursement, follow_up, ledger
from tests.support.factories import NOW, TODAY, YUAN, later, reviewed, staff, submitted


@pytest.fixture
def clerk():
    return staff("township_clerk")


@pytest.fixture
def head():
    return staff("bureau_head")


def test_a_case_is_taken_from_acceptance_to_the_archive(clerk, head):
    finance = staff("finance")
    case = reviewed(submitted(), clerk, yuan=2000)
    assert case.state == "approval"
    assert approval.approve(case.number, 2000 * YUAN, head, NOW).state == "granted"
    disbursement.set_account(case.number, "陈明亮", "农商银行", "6223190000012345678", finance, NOW)
    assert disbursement.start(case.number, finance, NOW).state == "disbursing"
    disbursement.pay_by_hand(case.number, "收条 17 号", finance, NOW)
    assert follow_up.close(case.number, clerk, later(days=1)).state == "closed"
    visit = follow_up.ReturnVisit(TODAY, "老伴已经出院，能下地了。", 5, "办得快")
    follow_up.record_return_visit(case.number, visit, clerk, later(days=20))
    done = follow_up.archive(case.number, clerk, later(days=21))
    assert done.state == "archived"
    assert ledger.ledger_of(done).balance.paid == 2000 * YUAN
    assert ledger.check() == []
