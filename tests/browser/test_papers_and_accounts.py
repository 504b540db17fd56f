"""Papers, the bank's table, slips and accounts in Chromium: what leaves the house printed, and who may come in."""

from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from backend.adapters.clock import utc_now
from backend.storage.documents import Application
from tests.browser.console_pages import keep
from tests.browser.test_case_walks import VISIT, Office, state_of
from tests.support.factories import submitted
from tests.support.web import PASSWORD, add_staff

_FIRST_PASSWORD = "first-one-2026"


def text_of(page: Page, address: str) -> str:
    """The words of a printed paper, fetched as this person's browser would."""
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf", answer.text()
    return "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(answer.body())).pages)


def granted(office: Office) -> Application:
    """A case whose money waits for its account."""
    case = submitted(at=utc_now())
    office.take("township_clerk", case, "受理")
    office.take("township_clerk", case, "安排入户调查")
    office.take("township_clerk", case, "登记调查结果", **VISIT)
    office.take("township_clerk", case, "提出审核意见", 审核意见="建议给", 建议金额="2000", 理由="情况属实。")
    office.take("bureau_head", case, "批准", 批准金额="2000")
    return case


def test_the_approval_form_carries_what_was_found_and_decided_and_room_to_sign(screens):
    office = Office(screens, "boshan")
    case = granted(office)
    head = office.open("bureau_head", case)
    paper = text_of(head, head.get_by_role("link", name="打印审批表").get_attribute("href"))
    for words in ("社会救助申请审批表", case.number, "陈明亮", "存款用完了", "建议给予救助", "2,000元", "审批人签字"):
        assert words in paper
    assert "13812342345" not in paper
    hidden = screens.sign_in(add_staff("auditor"), PASSWORD)
    hidden.goto(f"/console/cases/{case.number}")
    expect(hidden.get_by_role("link", name="打印审批表")).to_have_count(0)


def test_the_bank_gets_a_table_and_its_answer_is_read_back(screens, tmp_path):
    office = Office(screens, "boshan")
    case = granted(office)
    office.take("finance", case, "登记收款账号", 户名="陈明亮", 开户行="农商银行", 账号="6223190000012345678")
    finance = office.take("finance", case, "开始发放")
    finance.goto("/console/money")
    finance.get_by_role("button", name="把等着发的合成一批").click()
    expect(finance.get_by_role("row", name="陈明亮")).to_contain_text("****5678")
    keep(finance, "walk-batch")
    with finance.expect_download() as taken:
        finance.get_by_role("button", name="下载给银行的表").click()
    table = load_workbook(BytesIO(taken.value.path().read_bytes()))
    sheet = table.active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("6223190000012345678" in map(str, row) for row in cells)
    heads = next(row for row in cells if "户名" in row)
    line = next(at for at, row in enumerate(cells, start=1) if "陈明亮" in row)
    sheet.cell(line, heads.index("结果") + 1).value = "成功"
    table.save(tmp_path / "answer.xlsx")
    finance.get_by_label("银行发回来的表").set_input_files(tmp_path / "answer.xlsx")
    finance.get_by_role("button", name="读回银行结果").click()
    expect(finance.get_by_role("row", name="陈明亮")).to_contain_text("发到了")
    keep(finance, "walk-batch-read-back")


def test_a_slip_goes_to_the_department_it_names_is_printed_answered_and_seen_by_no_other(screens):
    office, case = Office(screens, "boshan"), submitted(at=utc_now())
    health = screens.sign_in(add_staff("department_liaison", username="b.health", department="医疗保障局"), PASSWORD)
    school = screens.sign_in(add_staff("department_liaison", username="b.school", department="教育局"), PASSWORD)
    sent = office.take("bureau_reviewer", case, "转给其他部门", 转给哪个部门="医疗保障局", 请他们帮什么="核一下报销。")
    slip = sent.get_by_label("转办单", exact=True).get_by_role("link", name="打印").get_attribute("href")
    assert all(words in text_of(sent, slip) for words in ("社会救助转办单", "医疗保障局", "核一下报销", "经办人签字"))
    school.goto("/console/slips")
    expect(school.get_by_text("现在没有要部门办的转办单")).to_be_visible()
    health.goto("/console/slips")
    health.get_by_role("link", name="陈明亮").click()
    keep(health, "walk-slip")
    office.desks["department_liaison"] = health
    number = case.reload().slips[0].number
    office.take("department_liaison", case, "部门接收转办单", 转办单="医疗保障局：核一下报销。")
    done = office.take(
        "department_liaison", case, "部门答复转办单", 转办单="医疗保障局：核一下报销。", 办得怎样="已报销八千元。"
    )
    expect(done.get_by_label("转办单", exact=True)).to_contain_text("已报销八千元")
    assert school.request.get(f"/console/cases/{case.number}/print/slip/{number}").status == 404
    expect(state_of(office.open("bureau_reviewer", case))).to_have_text("已提交，待受理")


def test_an_administrator_opens_an_account_and_its_owner_comes_in(screens):
    admin = screens.sign_in(add_staff("admin"), PASSWORD)
    admin.get_by_role("link", name="开一个账号").click()
    admin.get_by_label("用户名").fill("zhang.min")
    admin.get_by_label("姓名").fill("张敏")
    admin.get_by_label("岗位").select_option(label="乡镇（街道）经办人")
    admin.get_by_label("第一个密码").fill(_FIRST_PASSWORD)
    admin.get_by_role("button", name="开账号").click()
    expect(admin.get_by_text("这个岗位要选乡镇（街道）")).to_be_visible()
    keep(admin, "walk-account-refused")
    admin.get_by_label("山头街道").check()
    admin.get_by_label("第一个密码").fill(_FIRST_PASSWORD)
    admin.get_by_role("button", name="开账号").click()
    expect(admin.get_by_role("row", name="张敏")).to_contain_text("山头街道")
    keep(admin, "walk-accounts")
    expect(screens.sign_in("zhang.min", _FIRST_PASSWORD).locator(".who")).to_contain_text("博山区 · 山头街道")
