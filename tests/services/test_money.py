"""Money: what was promised, paid, lent and given back always adds up, and no cap is ever passed."""

import pytest

from backend.domain.errors import InvalidFields, NotAllowed, WrongState
from backend.services import aid, approval, casework, disbursement, follow_up, ledger, notices
from backend.storage import cases
from backend.storage.casework_documents import LedgerEntry
from tests.support.factories import NOW, TODAY, YUAN, later, reviewed, staff, submitted, visited


@pytest.fixture
def clerk():
    return staff("township_clerk")


@pytest.fixture
def head():
    return staff("bureau_head")


def granted(clerk, head, *, yuan=2000, **told):
    case = reviewed(submitted(**told), clerk, yuan=yuan)
    return approval.approve(case.number, yuan * YUAN, head, NOW)


# Aid first


def test_aid_first_is_given_at_once_and_counts_towards_what_is_approved_later(clerk, head):
    case = aid.aid_first(submitted().number, 500 * YUAN, "断粮两天了", clerk, NOW)
    assert case.state == "submitted"
    assert case.work["aid_first"]["papers_due_on"] == "2026-11-30"
    case = reviewed(case, clerk, yuan=2000)
    case = approval.approve(case.number, 2000 * YUAN, head, NOW)
    assert ledger.ledger_of(case).balance.owed == 1500 * YUAN
    assert disbursement.start(case.number, clerk, NOW).payments[0].fen == 1500 * YUAN
    assert ledger.check() == []


def test_a_case_with_aid_first_does_not_close_without_its_papers(clerk, head):
    case = aid.aid_first(submitted().number, 500 * YUAN, "断粮两天了", clerk, NOW)
    reviewed(case, clerk, yuan=500)
    approval.approve(case.number, 500 * YUAN, head, NOW)
    with pytest.raises(WrongState, match="手续"):
        follow_up.close(case.number, clerk, NOW)
    aid.complete_papers(case.number, "审核表、审批表、收条都已补齐", clerk, NOW)
    assert follow_up.close(case.number, clerk, NOW).state == "closed"


def test_aid_first_stops_at_the_countys_limit_however_often_it_is_given(clerk):
    case = submitted()
    aid.aid_first(case.number, 600 * YUAN, "急", clerk, NOW)
    with pytest.raises(InvalidFields, match="填得不对"):
        aid.aid_first(case.number, 401 * YUAN, "急", clerk, NOW)
    assert aid.aid_first(case.number, 400 * YUAN, "急", clerk, NOW).work["aid_first"]["fen"] == 1000 * YUAN


def test_unjustified_aid_first_is_recovered(clerk, head):
    case = aid.aid_first(submitted().number, 500 * YUAN, "急", clerk, NOW)
    reviewed(case, clerk)
    case = approval.refuse(case.number, head, NOW, "核对出大额存款。")
    assert ledger.ledger_of(case).balance.recovery_balance == 500 * YUAN
    assert case.outbox[-1].event == "recovery_due"
    aid.recover(case.number, 200 * YUAN, clerk, NOW)
    with pytest.raises(InvalidFields):
        aid.recover(case.number, 301 * YUAN, clerk, NOW)
    case = aid.recover(case.number, 300 * YUAN, clerk, NOW)
    assert ledger.ledger_of(case).balance.recovery_balance == 0
    assert ledger.check() == []


def test_what_aid_first_gave_beyond_the_approved_amount_is_recovered(clerk, head):
    case = aid.aid_first(submitted().number, 800 * YUAN, "急", clerk, NOW)
    reviewed(case, clerk, yuan=500)
    case = approval.approve(case.number, 500 * YUAN, head, NOW)
    balance = ledger.ledger_of(case).balance
    assert (balance.recovery_balance, balance.owed) == (300 * YUAN, 0)


def test_a_case_that_got_aid_first_can_no_longer_be_withdrawn(clerk):
    from backend.services import review

    case = aid.aid_first(submitted().number, 500 * YUAN, "急", clerk, NOW)
    with pytest.raises(WrongState, match="给过钱"):
        review.take_step(case.number, "withdraw", clerk, NOW)


# Loans


def test_a_loan_is_turned_into_aid_and_the_rest_comes_back_in_instalments(clerk, head):
    case = submitted()
    aid.lend(case.number, 1500 * YUAN, "资格还定不了", 3, staff("township_head"), NOW)
    reviewed(case, clerk, yuan=1000)
    approval.approve(case.number, 1000 * YUAN, head, NOW)
    case = aid.turn_into_aid(case.number, 1000 * YUAN, clerk, NOW)
    balance = ledger.ledger_of(case).balance
    assert (balance.loan_balance, balance.owed) == (500 * YUAN, 0)
    with pytest.raises(WrongState, match="借款"):
        follow_up.close(case.number, clerk, NOW)
    aid.repay(case.number, 250 * YUAN, clerk, later(days=30))
    case = aid.repay(case.number, 250 * YUAN, clerk, later(days=60))
    assert ledger.ledger_of(case).balance.loan_balance == 0
    assert follow_up.close(case.number, clerk, later(days=60)).state == "closed"
    assert ledger.check() == []


def test_a_loan_never_exceeds_the_band_of_the_rule():
    head = staff("township_head", "linghai")
    clerk = staff("township_clerk", "linghai")
    case = submitted("linghai", emergency__category="tuition", household__status=["dibao"], costs__tuition=6000)
    casework.set_scheme(case.number, "emergency_relief", clerk, NOW)
    with pytest.raises(InvalidFields) as refusal:
        aid.lend(case.number, 2001 * YUAN, "开学在即", 1, head, NOW)
    assert "2,000" in refusal.value.fields["amount"]
    assert aid.lend(case.number, 2000 * YUAN, "开学在即", 1, head, NOW).work["loan"]["instalments"] == 1


def test_a_clerk_does_not_lend(clerk):
    with pytest.raises(NotAllowed):
        aid.lend(submitted().number, 100 * YUAN, "急", 1, clerk, NOW)


# The three tiers of yuan


@pytest.fixture
def yuan_clerk():
    return staff("township_clerk", "yuan")


def test_what_the_village_society_paid_counts_against_the_next_tiers(yuan_clerk):
    case = submitted("yuan")
    with pytest.raises(InvalidFields):
        aid.record_society_payment(case.number, 1001 * YUAN, TODAY, yuan_clerk, NOW)
    aid.record_society_payment(case.number, 1000 * YUAN, TODAY, yuan_clerk, NOW)
    with pytest.raises(InvalidFields):
        aid.record_society_payment(case.number, 1 * YUAN, TODAY, yuan_clerk, NOW)
    case = reviewed(case, yuan_clerk, yuan=2000)
    assert approval.roles_for(case, NOW) == ("township_head",)
    case = approval.approve(case.number, 2000 * YUAN, staff("township_head", "yuan"), NOW)
    held = {(row["kind"], row["level"]): row["fen"] for row in case.work["held"]}
    assert held == {("society", "mutual_aid_society"): 1000 * YUAN, ("grant", "township"): 2000 * YUAN}
    assert ledger.ledger_of(case).balance.society == 1000 * YUAN
    assert ledger.check() == []


def test_after_three_thousand_in_all_only_the_district_may_give_more(yuan_clerk):
    first = submitted("yuan")
    aid.record_society_payment(first.number, 1000 * YUAN, TODAY, yuan_clerk, NOW)
    reviewed(first, yuan_clerk, yuan=2000)
    approval.approve(first.number, 2000 * YUAN, staff("township_head", "yuan"), NOW)
    number = next(str(entry.value) for entry in first.fields if entry.name == "applicant.id_number")
    second = reviewed(submitted("yuan", applicant__id_number=number), yuan_clerk, yuan=500)
    assert approval.roles_for(second, NOW) == ("bureau_head",)
    with pytest.raises(NotAllowed):
        approval.approve(second.number, 500 * YUAN, staff("township_head", "yuan", number=2), NOW)


# Caps and bands


def qingliu_household(number=None):
    told = {"applicant__id_number": number} if number else {}
    return submitted("qingliu", **told)


def test_outside_the_band_only_case_by_case_with_a_reason_one_level_up():
    clerk, bureau, group = (staff(role, "linghai") for role in ("township_clerk", "bureau_head", "leading_group"))
    case = reviewed(submitted("linghai"), clerk, yuan=5000, scheme="emergency_relief")
    with pytest.raises(InvalidFields) as refusal:
        approval.approve(case.number, 6000 * YUAN, bureau, NOW)
    assert "一事一议" in refusal.value.fields["amount"]
    with pytest.raises(NotAllowed):
        approval.approve(case.number, 6000 * YUAN, bureau, NOW, "特别困难", case_by_case=True)
    with pytest.raises(InvalidFields):
        approval.approve(case.number, 6000 * YUAN, group, NOW, "", case_by_case=True)
    case = approval.approve(case.number, 6000 * YUAN, group, NOW, "三口人全部住院，例会研究同意。", case_by_case=True)
    assert case.papers["approval"]["case_by_case"] is True
    assert case.papers["approval"]["level"] == "leading_group"


def test_a_large_case_goes_to_the_leading_group_after_a_consultation():
    clerk, group = staff("township_clerk", "linghai"), staff("leading_group", "linghai")
    case = reviewed(submitted("linghai"), clerk, yuan=8000, scheme="emergency_relief")
    assert case.state == "consultation"
    agreed = casework.Consultation(TODAY, ("民政局", "医保局"), "同意按八千元救助")
    assert casework.consult(case.number, agreed, group, NOW).state == "approval"


# Bank batches


def test_a_refused_transfer_makes_the_payment_due_again(clerk, head):
    from io import BytesIO

    from openpyxl import load_workbook

    finance = staff("finance")
    cases_paid = [granted(clerk, head, yuan=yuan) for yuan in (1000, 2000)]
    for case in cases_paid:
        disbursement.set_account(case.number, "=陈明亮", "农商银行", "6223190000012345678", finance, NOW)
        disbursement.start(case.number, finance, NOW)
    batch = disbursement.make_batch(finance, NOW)
    assert batch.total == 3000 * YUAN
    with pytest.raises(WrongState):
        disbursement.make_batch(finance, NOW)
    sheet = load_workbook(BytesIO(disbursement.export(batch.number, finance, NOW)))
    table = sheet.worksheets[0]
    assert table.cell(2, 2).value == "=陈明亮"
    assert table.cell(2, 2).data_type == "s"
    for row in (2, 3):
        refused = table.cell(row, 5).value == 1000
        table.cell(row, 7).value = "失败" if refused else "成功"
        table.cell(row, 8).value = "账号已销户" if refused else ""
    out = BytesIO()
    sheet.save(out)
    for _ in range(2):
        disbursement.read_back(batch.number, out.getvalue(), finance, NOW)
    refused, paid = (cases.by_number(case.number) for case in cases_paid)
    assert (refused.payments[0].state, refused.payments[0].refused) == ("due", "账号已销户")
    assert paid.payments[0].state == "paid"
    assert ledger.ledger_of(paid).balance.paid == 2000 * YUAN
    assert refused.outbox[-1].event == "transfer_refused"
    assert disbursement.make_batch(finance, later(days=1)).total == 1000 * YUAN
    assert ledger.check() == []


def test_a_result_table_that_does_not_fit_registers_nothing(clerk, head):
    from io import BytesIO

    from openpyxl import load_workbook

    finance = staff("finance")
    case = granted(clerk, head)
    disbursement.set_account(case.number, "陈明亮", "农商银行", "6223190000012345678", finance, NOW)
    disbursement.start(case.number, finance, NOW)
    batch = disbursement.make_batch(finance, NOW)
    book = load_workbook(BytesIO(disbursement.export(batch.number, finance, NOW)))
    book.worksheets[0].cell(2, 5).value = 9999
    book.worksheets[0].cell(2, 7).value = "成功"
    out = BytesIO()
    book.save(out)
    with pytest.raises(InvalidFields) as refusal:
        disbursement.read_back(batch.number, out.getvalue(), finance, NOW)
    assert "第2行" in refusal.value.fields
    with pytest.raises(InvalidFields):
        disbursement.read_back(batch.number, b"not a table", finance, NOW)
    assert cases.by_number(case.number).payments[0].state == "in_batch"


def test_an_account_lies_sealed_and_is_masked(clerk, head, house):
    case = granted(clerk, head)
    disbursement.set_account(case.number, "陈明亮", "农商银行", "6223190000012345678", clerk, NOW)
    assert "6223190000012345678" not in str(house["applications"].find_one({"number": case.number}))


def test_goods_in_place_of_money_make_the_payment_smaller(clerk, head):
    case = granted(clerk, head, yuan=1000)
    disbursement.start(case.number, clerk, NOW)
    with pytest.raises(InvalidFields):
        disbursement.give_goods(case.number, "大米", 4, 1001 * YUAN, clerk, NOW)
    case = disbursement.give_goods(case.number, "大米", 4, 400 * YUAN, clerk, NOW)
    assert case.payments[0].fen == 600 * YUAN
    disbursement.pay_by_hand(case.number, "收条", clerk, NOW)
    assert ledger.check() == []


# The proof


def test_the_proof_finds_a_ledger_line_that_was_touched(clerk, head, house):
    case = granted(clerk, head)
    assert ledger.check() == []
    house["ledger_entries"].update_one({"case": case.number}, {"$inc": {"fen": 1}})
    assert ledger.check() == [f"ledger: {case.number}-001 differs from its case"]


def test_what_a_dead_process_did_not_post_is_posted_by_the_sweep(clerk, head, house):
    case = granted(clerk, head)
    house["ledger_entries"].delete_many({})
    house["applications"].update_one({"number": case.number}, {"$set": {"unposted": True}})
    assert ledger.check() != []
    assert ledger.post_left_over() == 1
    assert (ledger.post_left_over(), ledger.check()) == (0, [])
    assert len(LedgerEntry.objects) == 1


def test_an_objection_takes_the_promise_back(clerk, head):
    facts = {"household.assets_fit": True}
    case = visited(submitted(household__monthly_income=900), clerk, scheme="dibao", facts=facts)
    casework.record_appraisal(case.number, casework.Appraisal(TODAY, 20, 18, "同意"), clerk, NOW)
    casework.review(case.number, casework.Review("approve", 1200 * YUAN, "符合"), clerk, NOW)
    case = approval.approve(case.number, 1200 * YUAN, head, NOW)
    assert case.work["held"]
    case = notices.object_to(case.number, "他家有两辆车", clerk, NOW)
    assert (case.state, case.work["held"]) == ("review", [])
    assert ledger.check() == []
