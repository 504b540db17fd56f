"""Seven cases walked through the console in Chromium, each step by the person whose work it is, on the county's own rules."""

from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from backend.adapters.clock import beijing_day, utc_now
from backend.services import casework, ledger, review
from backend.storage.documents import Application
from tests.browser.console_pages import Screens, keep
from tests.support.factories import reviewed, staff, submitted
from tests.support.web import PASSWORD, add_staff

TODAY = beijing_day(utc_now()).isoformat()
VISIT = {
    "哪天去的": TODAY, "谁去的": "王干事、李会计", "看到的情况": "家里三口人，老伴住院，存款用完了。", "经济状况核对": "没有车和房产，存款不到一千元。",
}  # fmt: skip


class Office:
    """The people of one county, each with a browser of their own."""

    def __init__(self, screens: Screens, county: str) -> None:
        self.screens, self.county = screens, county
        self.desks: dict[str, Page] = {}

    def desk(self, role: str) -> Page:
        if role not in self.desks:
            self.desks[role] = self.screens.sign_in(add_staff(role, self.county), PASSWORD)
        return self.desks[role]

    def open(self, role: str, case: Application) -> Page:
        desk = self.desk(role)
        desk.goto(f"/console/cases/{case.number}")
        return desk

    def take(self, role: str, case: Application, step: str, shot: str = "", **boxes: str) -> Page:
        """Press the step's button, fill its boxes (label → words), send them; the page then shows the case again."""
        desk = self.open(role, case)
        button = desk.get_by_role("link", name=step, exact=True)
        if not button.is_visible():
            desk.get_by_text("还能办的").click()
        button.click()
        form = desk.locator("form.act")
        form.wait_for()
        for label, words in boxes.items():
            fill(form, label, words)
        if shot:
            desk.wait_for_timeout(700)
            keep(desk, shot)
        form.get_by_role("button", name=step, exact=True).click()
        expect(form).to_have_count(0)
        return desk


def fill(form: Locator, label: str, words: str) -> None:
    """Write into the box, or tick the choice, that stands under this label."""
    group = form.get_by_role("group", name=label)
    if group.count():
        group.get_by_label(words, exact=True).check()
        return
    box = form.get_by_label(label).first
    if box.evaluate("box => box.tagName") == "SELECT":
        box.select_option(label=words)
    else:
        box.fill(words)


@pytest.fixture
def office_of(screens):
    return lambda county: Office(screens, county)


def state_of(page: Page) -> Locator:
    return page.locator(".case-head .state")


def test_an_ordinary_case_from_acceptance_to_the_archive(office_of):
    office, case = office_of("boshan"), submitted()
    office.take("township_clerk", case, "受理")
    office.take("township_clerk", case, "安排入户调查")
    office.take("township_clerk", case, "登记调查结果", **VISIT)
    office.take(
        "township_clerk", case, "提出审核意见", "walk-review", 审核意见="建议给", 建议金额="2000", 理由="情况属实。"
    )
    clerk = office.open("township_clerk", case)
    expect(clerk.get_by_role("heading", name="现在不用您办")).to_be_visible()
    expect(clerk.locator(".next")).to_contain_text("在民政局负责人手里")
    done = office.take("bureau_head", case, "批准", "walk-approve", 批准金额="2000")
    expect(state_of(done)).to_have_text("已批准")
    office.take("finance", case, "登记收款账号", 户名="陈明亮", 开户行="农商银行", 账号="6223190000012345678")
    office.take("finance", case, "开始发放")
    office.take("finance", case, "登记发放", 凭据="收条 17 号")
    closed = office.take("township_clerk", case, "办结")
    expect(state_of(closed)).to_have_text("已办结")
    office.take(
        "township_clerk",
        case,
        "登记回访",
        哪天回访的=TODAY,
        家里现在怎么样="老伴出院了",
        给我们打几分="5 分，很满意",
        对我们怎么说="办得快",
    )
    end = office.take("township_clerk", case, "归档")
    expect(state_of(end)).to_have_text("已归档")
    expect(end.get_by_label("钱", exact=True)).to_contain_text("2,000元")
    keep(end, "walk-archived")
    assert ledger.check() == []


def test_aid_first_keeps_the_case_open_until_its_papers_are_there(office_of):
    office, case = office_of("boshan"), submitted(emergency__in_danger=True)
    office.take("township_clerk", case, "受理")
    helped = office.take(
        "township_clerk", case, "先行救助", "walk-aid-first", **{"金额（元）": "500", "原因": "断粮两天，等不得。"}
    )
    expect(helped.get_by_label("钱", exact=True)).to_contain_text("500元")
    expect(helped.get_by_role("link", name="补齐先行救助手续")).to_be_visible()
    office.take("township_clerk", case, "补齐先行救助手续", 补了哪些手续="入户核实、困难证明")
    after = office.open("township_clerk", case)
    expect(after.get_by_role("link", name="补齐先行救助手续")).to_have_count(0)
    office.take("township_clerk", case, "安排入户调查")
    office.take("township_clerk", case, "登记调查结果", **VISIT)
    office.take("township_clerk", case, "提出审核意见", 审核意见="建议给", 建议金额="2000", 理由="情况属实。")
    done = office.take("bureau_head", case, "批准", 批准金额="2000")
    expect(done.get_by_label("钱", exact=True)).to_contain_text("1,500元")
    assert ledger.check() == []


def test_yuans_three_tiers_each_decided_by_its_own_level(office_of):
    office, clerk = office_of("yuan"), staff("township_clerk", "yuan")
    case = submitted("yuan", address__township="顺河镇", address__village="荣楼村")
    office.take("village_officer", case, "登记互助社发放", **{"金额（元）": "1000", "哪天发的": TODAY})
    reviewed(case, clerk, yuan=2000, at=utc_now())
    assert office.open("bureau_head", case).get_by_role("link", name="批准", exact=True).count() == 0
    township = office.take("township_head", case, "批准", "walk-yuan-township", 批准金额="2000")
    expect(township.get_by_label("钱", exact=True)).to_contain_text("互助社")
    id_number = next(entry.value for entry in case.fields if entry.name == "applicant.id_number")
    more = submitted("yuan", applicant__id_number=id_number, address__township="顺河镇", address__village="荣楼村")
    reviewed(more, clerk, yuan=4000, at=utc_now())
    seen = office.open("township_head", more)
    assert seen.get_by_role("link", name="批准", exact=True).count() == 0
    expect(seen.get_by_label("是不是重复")).to_contain_text("1,000元")
    district = office.take("bureau_head", more, "批准", "walk-yuan-district", 批准金额="4000")
    expect(state_of(district)).not_to_have_text("审批")
    assert ledger.check() == []


def test_a_large_sum_goes_through_the_consultation_to_the_leading_group(office_of):
    office = office_of("linghai")
    case = submitted("linghai", address__township="大凌河街道", address__village=None)
    reviewed(case, staff("township_clerk", "linghai"), yuan=6000, at=utc_now(), scheme="emergency_relief")
    expect(state_of(office.open("bureau_head", case))).to_have_text("会商")
    office.take(
        "bureau_head", case, "登记会商意见", 哪天商量的=TODAY, 哪些部门="民政局、医保局", 商量的结果="同意给六千元。"
    )
    bureau = office.open("bureau_head", case)
    assert bureau.get_by_role("link", name="批准", exact=True).count() == 0
    expect(bureau.locator(".next")).to_contain_text("救助领导小组")
    done = office.take(
        "leading_group",
        case,
        "批准",
        "walk-leading-group",
        批准金额="6000",
        说明="社会影响大，一事一议。",
        超出规定的范围="是",
    )
    expect(done.get_by_label("钱", exact=True)).to_contain_text("6,000元")
    assert ledger.check() == []


def test_a_refusal_tells_the_reason_and_the_way_to_appeal(office_of):
    office, case = office_of("boshan"), submitted()
    reviewed(case, staff("township_clerk"), at=utc_now())
    desk = office.open("bureau_head", case)
    desk.get_by_role("link", name="不予批准").click()
    desk.locator("form.act").get_by_role("button", name="不予批准").click()
    expect(desk.locator("form.act")).to_contain_text("请填“原因”")
    done = office.take("bureau_head", case, "不予批准", "walk-refusing", 原因="家里另有两套房。")
    expect(state_of(done)).to_have_text("未批准")
    written = done.get_by_label("办理经过").first
    expect(written).to_contain_text("家里另有两套房")
    case.reload()
    told = case.outbox[-1].says
    assert "家里另有两套房" in told
    assert "复议" in told or "申诉" in told


def test_a_loan_is_paid_back_in_instalments_and_its_balance_is_always_seen(office_of):
    office, case = office_of("boshan"), submitted()
    office.take("township_clerk", case, "受理")
    lent = office.take(
        "township_head",
        case,
        "先行借款",
        "walk-lending",
        **{"金额（元）": "1000", "分几期还": "2", "原因": "等着做手术。"},
    )
    expect(lent.get_by_label("钱", exact=True)).to_contain_text("1,000元")
    clerk = staff("township_clerk", number=2)
    review.take_step(case.number, "start_visit", clerk, utc_now())
    seen = casework.Visit(date.fromisoformat(TODAY), "王干事、李会计", "人已经出院。", "保险赔了三万元。")
    casework.record_visit(case.number, seen, clerk, utc_now())
    casework.review(case.number, casework.Review("refuse", None, "保险已经赔了。"), clerk, utc_now())
    office.take("bureau_head", case, "不予批准", 原因="保险已经赔付。")
    for left in ("600元", None):
        paid = office.take("finance", case, "登记还款", **{"金额（元）": "400" if left else "600"})
        money = paid.get_by_label("钱", exact=True)
        expect(money.get_by_text("借款未清")).to_have_count(1 if left else 0)
        if left:
            expect(money).to_contain_text(left)
    finance = office.desk("finance")
    finance.get_by_role("link", name="台账").click()
    expect(finance.get_by_role("row", name="归还借款")).to_have_count(2)
    keep(finance, "walk-loan-ledger")
    assert ledger.check() == []


def test_an_objection_to_a_notice_brings_the_case_back_to_the_review(office_of):
    office, case = office_of("boshan"), submitted(household__monthly_income=900)
    office.take("township_clerk", case, "选定救助项目", 按哪一项救助办="低保")
    office.take("township_clerk", case, "受理")
    office.take("township_clerk", case, "安排入户调查")
    office.take("township_clerk", case, "登记调查结果", **VISIT, 家庭财产符不符合规定="是")
    office.take(
        "township_clerk", case, "登记民主评议", 哪天开的=TODAY, 到会几个人="20", 同意几个人="18", 大家怎么说="都同意"
    )
    office.take("township_clerk", case, "提出审核意见", 审核意见="建议给", 建议金额="1200", 理由="符合条件。")
    hung = office.take("bureau_head", case, "批准", 批准金额="1200")
    expect(state_of(hung)).to_have_text("公示")
    notice = hung.get_by_label("公示", exact=True)
    expect(notice).to_contain_text("陈")
    expect(notice).not_to_contain_text("陈明亮")
    keep(hung, "walk-notice")
    printed = hung.request.get(f"/console/cases/{case.number}/print/notice")
    assert printed.body().startswith(b"%PDF")
    back = office.take("township_clerk", case, "公示有异议", 原因="邻居说家里有辆货车。")
    expect(state_of(back)).to_have_text("审核")
    assert ledger.check() == []
