"""Deadlines, duplicates and referral slips."""

import pytest

from backend.domain.errors import InvalidFields, NotAllowed, NotFound, WrongState
from backend.services import aid, deadlines, duplicates, follow_up, ledger, referral, review, worklist
from backend.services.progress import progress_of
from backend.storage import cases
from backend.storage.documents import Task
from tests.support.factories import NOW, YUAN, id_number, later, staff, submitted


@pytest.fixture
def clerk():
    return staff("township_clerk")


# Deadlines


def test_every_state_carries_the_day_by_which_it_must_be_over(clerk):
    case = submitted()
    assert case.due_on == "2026-11-24"
    case = review.take_step(case.number, "accept", clerk, NOW)
    assert case.due_on == "2026-11-26"
    case = review.take_step(case.number, "ask_supplement", clerk, NOW, "缺住院单")
    assert case.due_on == "2026-11-30"


def test_the_sweep_marks_escalates_to_the_head_once_and_again_changes_nothing(clerk):
    head = staff("township_head")
    case = submitted()
    assert deadlines.sweep(NOW).due_soon == [case.number]
    assert deadlines.sweep(later(days=2)).overdue == [case.number]
    marked = cases.by_number(case.number)
    assert marked.work["escalated"] == {"on": "2026-11-25", "to": head.id}
    assert deadlines.standing(marked, later(days=2)) == "overdue"
    version = marked.version
    again = deadlines.sweep(later(days=2, hours=1))
    assert (again.due_soon, again.overdue) == ([], [])
    assert cases.by_number(case.number).version == version
    (task,) = Task.objects(kind="escalation")
    assert (task.for_role, task.application) == ("township_head", case.number)


def test_a_case_that_moved_on_is_due_anew(clerk):
    case = submitted()
    deadlines.sweep(later(days=2))
    review.take_step(case.number, "accept", clerk, later(days=2))
    assert deadlines.sweep(later(days=2)).overdue == []


def test_papers_of_aid_first_pull_the_day_forward(clerk):
    case = submitted()
    review.take_step(case.number, "accept", clerk, NOW)
    review.take_step(case.number, "start_visit", clerk, later(days=4))
    case = aid.aid_first(case.number, 300 * YUAN, "断粮", clerk, NOW)
    assert case.due_on <= case.work["aid_first"]["papers_due_on"]


# Duplicates


def test_the_same_person_filing_twice_is_shown_with_the_reason(clerk):
    number = id_number()
    first, second = submitted(applicant__id_number=number), submitted(applicant__id_number=number)
    submitted(applicant__name="赵长河", applicant__phone="13900001111", address__village="北神头村")
    (found,) = duplicates.duplicates_of(second, clerk, NOW)
    assert found.case.number == first.number
    assert "身份证号相同" in found.reasons


def test_a_name_heard_otherwise_in_the_same_village_is_found_by_ear(clerk):
    submitted(
        applicant__name="陈明良", applicant__phone="13900001111", applicant__id_number=None, address__detail="村东头"
    )
    second = submitted(applicant__phone="13900002222", address__detail="村东头")
    (found,) = duplicates.duplicates_of(second, clerk, NOW)
    assert "读音相近" in found.reasons[0]


def test_a_merge_keeps_both_histories_and_what_only_one_knew(clerk):
    number = id_number()
    first = submitted(applicant__id_number=number, costs__medical_self_paid=None)
    second = submitted(applicant__id_number=number, need__kinds=["medical"])
    kept = duplicates.merge(second.number, first.number, clerk, NOW, "同一个人打了两次电话")
    assert kept.number == first.number
    assert any(entry.name == "costs.medical_self_paid" for entry in kept.fields)
    ended = cases.by_number(second.number)
    assert (ended.state, ended.work["merged_into"]) == ("merged", first.number)
    ((was, history),) = duplicates.history_of(kept)
    assert was == second.number
    assert [event.action for event in history.events][:2] == ["opened", "answers_written"]
    again = duplicates.merge(second.number, first.number, clerk, NOW, "再点一次")
    assert again.work["merged_from"] == [second.number]


def test_a_case_with_money_given_is_not_the_one_that_ends(clerk):
    first, second = submitted(), submitted()
    aid.aid_first(second.number, 300 * YUAN, "断粮", clerk, NOW)
    with pytest.raises(WrongState, match="反过来"):
        duplicates.merge(second.number, first.number, clerk, NOW, "同一件")


def test_what_the_household_got_lately_is_listed_with_amounts(clerk):
    number = id_number()
    first = submitted(applicant__id_number=number)
    aid.aid_first(first.number, 300 * YUAN, "断粮", clerk, NOW)
    second = submitted(applicant__id_number=number)
    (line,) = duplicates.recent_aid(second, later(days=10))
    assert (line.case, line.fen, line.on) == (first.number, 300 * YUAN, "2026-11-23")
    assert duplicates.recent_aid(second, later(days=400)) == []
    assert ledger.check() == []


# Referral slips


def test_the_sender_owns_the_slip_until_the_department_accepts(clerk):
    liaison = staff("department_liaison")
    case = submitted()
    review.take_step(case.number, "accept", clerk, NOW)
    case = referral.refer(case.number, "区医保分局", "请核实大病保险报销", clerk, NOW)
    (slip,) = case.slips
    assert slip.due_on == "2026-11-30"
    assert "区医保分局" not in progress_of(case).held_by
    case = referral.accept(slip.number, liaison, NOW)
    assert "区医保分局（一部分，最晚 2026-11-30 答复）" in progress_of(case).held_by
    case = referral.answer(slip.number, "已报销一万二千元", liaison, later(days=2))
    assert "一万二千元" in progress_of(case).passed[-1].says
    assert "区医保分局" not in progress_of(case).held_by
    assert referral.open_slips(liaison) == []


def test_a_refusal_names_the_right_department_and_the_sender_has_it_again(clerk):
    liaison = staff("department_liaison")
    case = referral.refer(submitted().number, "区住建局", "危房", clerk, NOW)
    slip = case.slips[0].number
    with pytest.raises(InvalidFields):
        referral.refuse(slip, " ", "不归我们", liaison, NOW)
    with pytest.raises(InvalidFields):
        referral.refuse(slip, "区住建局", "不归我们", liaison, NOW)
    case = referral.refuse(slip, "区应急管理局", "火灾损失归应急管理", liaison, NOW)
    assert (case.slips[0].state, case.slips[0].right_department) == ("refused", "区应急管理局")
    assert case.active
    with pytest.raises(WrongState):
        referral.accept(slip, liaison, NOW)
    assert len(referral.refer(case.number, "区应急管理局", "火灾损失", clerk, NOW).slips) == 2


def test_a_liaison_sees_the_cases_with_a_slip_for_their_department_and_no_others(clerk):
    housing, health = (
        staff("department_liaison", department=name, number=n) for n, name in enumerate(("住建局", "医保局"))
    )
    case = referral.refer(submitted().number, "住建局", "危房", clerk, NOW)
    other = submitted()
    (seen,) = worklist.page(housing, worklist.Wanted(), NOW).items
    assert seen.number == case.number
    assert [slip.department for _, slip in referral.open_slips(housing)] == ["住建局"]
    assert referral.open_slips(health) == []
    assert worklist.page(health, worklist.Wanted(), NOW).total == 0
    for number, liaison in ((case.number, health), (other.number, housing)):
        with pytest.raises(NotFound):
            review.open_case(number, liaison)
    with pytest.raises(NotFound):
        referral.accept(case.slips[0].number, health, NOW)
    referral.refuse(case.slips[0].number, "应急管理局", "是火灾", housing, NOW)
    with pytest.raises(NotFound):
        review.open_case(case.number, housing)


def test_an_open_slip_keeps_the_case_from_closing(clerk):
    case = referral.refer(submitted().number, "区住建局", "危房", clerk, NOW)
    assert "还有转办单没有答复" in follow_up.open_ends(case)


def test_only_the_department_accepts(clerk):
    case = referral.refer(submitted().number, "区住建局", "危房", clerk, NOW)
    with pytest.raises(NotAllowed):
        referral.accept(case.slips[0].number, clerk, NOW)
