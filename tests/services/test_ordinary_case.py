"""An ordinary case walks the whole table, and each door on the way is held by the right person."""

import pytest

from backend.domain.errors import FourEyes, InvalidFields, NotAllowed, NotFound, WrongState
from backend.services import approval, casework, disbursement, follow_up, judging, ledger, review
from backend.services.progress import progress_of
from backend.storage import cases
from backend.storage.documents import Staff
from backend.storage.sealed import keyring
from tests.support.factories import NOW, TODAY, YUAN, id_number, later, reviewed, staff, submitted, visited


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


def test_every_step_leaves_an_event_and_a_word_for_the_resident(clerk, head):
    case = approval.approve(reviewed(submitted(), clerk).number, 2000 * YUAN, head, NOW)
    steps = [event.action for event in case.events if event.changes.get("state")]
    assert steps == ["submit", "accept", "start_visit", "record_visit", "review", "approve"]
    assert [notice.event for notice in case.outbox] == steps
    assert [passed.title for passed in progress_of(case).passed][-1] == "已批准"


def test_the_decision_is_stored_with_the_version_of_the_packs_and_its_articles(clerk):
    kept = judging.decision_of(reviewed(submitted(), clerk))
    assert kept["pack_version"]
    assert kept["level"] == "bureau"
    assert all(step["citation"]["document"] for step in kept["steps"] if step["citation"])


def test_whoever_reviewed_cannot_approve_even_in_the_right_chair(head):
    reviewer = staff("bureau_reviewer")
    case = reviewed(submitted(), reviewer)
    Staff.objects(username=reviewer.id).update_one(set__role="bureau_head")
    promoted = staff("bureau_head", number=7)
    promoted = type(promoted)(reviewer.id, reviewer.name, "bureau_head", "boshan")
    with pytest.raises(FourEyes):
        approval.approve(case.number, 2000 * YUAN, promoted, NOW)
    assert approval.approve(case.number, 2000 * YUAN, head, NOW).state == "granted"


@pytest.mark.parametrize("registered_by", ["id", "name", "member"])
def test_a_registered_close_relative_neither_reviews_nor_approves(registered_by, clerk):
    number, sons = id_number(), id_number("19950101")
    registered = {"id": keyring().lookup("id", number), "name": "陈明亮", "member": keyring().lookup("id", sons)}
    relatives = [registered[registered_by]]
    cousin = staff("township_clerk", number=2, relatives=relatives)
    head_cousin = staff("bureau_head", number=2, relatives=relatives)
    son = casework.Member("陈小海", "儿子", sons)
    case = visited(submitted(applicant__id_number=number), clerk, members=(son,))
    opinion = casework.Review("approve", 1000 * YUAN, "情况属实")
    with pytest.raises(FourEyes):
        casework.review(case.number, opinion, cousin, NOW)
    casework.review(case.number, opinion, clerk, NOW)
    with pytest.raises(FourEyes):
        approval.approve(case.number, 1000 * YUAN, head_cousin, NOW)


def test_only_the_level_that_decides_may_approve_or_refuse(clerk):
    case = reviewed(submitted(), clerk)
    township_head = staff("township_head")
    assert approval.roles_for(case, NOW) == ("bureau_head",)
    with pytest.raises(NotAllowed):
        approval.approve(case.number, 2000 * YUAN, township_head, NOW)
    with pytest.raises(NotAllowed):
        approval.refuse(case.number, township_head, NOW, "不符合")
    assert cases.by_number(case.number).state == "approval"


def test_a_refusal_carries_its_reason_and_the_way_to_appeal(clerk, head):
    case = approval.refuse(reviewed(submitted(), clerk).number, head, NOW, "家里有两套房。")
    assert case.state == "refused"
    told = progress_of(case).passed[-1].says
    assert "家里有两套房" in told
    assert "复议" in told or "申诉" in told
    with pytest.raises(InvalidFields):
        approval.refuse(case.number, head, NOW, " ")


def test_a_case_cannot_be_reviewed_before_it_was_visited(clerk):
    case = submitted()
    review.take_step(case.number, "accept", clerk, NOW)
    with pytest.raises(WrongState):
        casework.review(case.number, casework.Review("approve", 100, "好"), clerk, NOW)


def test_a_step_with_a_form_of_its_own_cannot_be_clicked_through(clerk):
    case = submitted()
    review.take_step(case.number, "accept", clerk, NOW)
    review.take_step(case.number, "start_visit", clerk, NOW)
    with pytest.raises(WrongState, match="专门的表"):
        review.take_step(case.number, "record_visit", clerk, NOW)


def test_money_that_is_still_owed_keeps_the_case_open(clerk, head):
    case = approval.approve(reviewed(submitted(), clerk).number, 2000 * YUAN, head, NOW)
    with pytest.raises(WrongState, match="没有发完"):
        follow_up.close(case.number, clerk, NOW)


def test_nothing_is_archived_before_somebody_looked_in_again(clerk, head):
    case = approval.approve(reviewed(submitted(), clerk).number, 2000 * YUAN, head, NOW)
    disbursement.start(case.number, clerk, NOW)
    disbursement.pay_by_hand(case.number, "收条", clerk, NOW)
    follow_up.close(case.number, clerk, NOW)
    with pytest.raises(WrongState, match="回访"):
        follow_up.archive(case.number, clerk, NOW)


def test_a_transferred_case_leaves_the_old_township_and_reaches_the_new_one():
    old = staff("township_clerk", townships=["山头街道"])
    new = staff("township_clerk", number=2, townships=["域城镇"])
    case = submitted()
    moved = casework.transfer(case.number, "域城镇", old, NOW, "人户分离，现住域城。")
    assert moved.township == "域城镇"
    assert review.open_case(case.number, new).number == case.number
    with pytest.raises(NotFound):
        review.open_case(case.number, old)
    assert "域城镇" in progress_of(moved).passed[-1].says


def test_dibao_goes_through_the_villagers_appraisal_and_the_public_notice(clerk, head):
    facts = {"household.assets_fit": True}
    case = visited(submitted(household__monthly_income=900), clerk, scheme="dibao", facts=facts)
    assert case.state == "appraisal"
    case = casework.record_appraisal(case.number, casework.Appraisal(TODAY, 20, 18, "同意"), clerk, NOW)
    band = judging.band_of(judging.judge(case, None, NOW))
    case = casework.review(case.number, casework.Review("approve", band[1], "符合低保条件"), clerk, NOW)
    case = approval.approve(case.number, band[1], head, NOW)
    assert case.state == "notice"
    assert ledger.ledger_of(case).balance.granted == 0
