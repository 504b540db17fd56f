"""Going on with what the bot heard."""

import re

from backend.storage.documents import Application
from tests.support.calls import filing, snapshot, told
from tests.support.web import as_bot


def test_what_the_bot_heard_is_claimed_corrected_and_handed_in(screen, app):
    body = filing(form=told(applicant={"name": "周玉兰", "phone": "13954478899"}))
    filed = app.test_client().post("/api/intake/v1/applications", json=body, headers=as_bot("call-1:1")).json
    Application.objects.update(set__state="unfinished")
    screen.open("apply/claim/index")
    screen.sign_in()
    screen.shows("我有编号和查询码")
    screen.fill("编号", filed["number"])
    screen.fill("查询码", filed["query_code"])
    screen.keep_picture("claim")
    screen.press("找到它")
    screen.shows("这些是您说过的")
    screen.keep_picture("claim-heard")
    screen.page.locator("main:visible").last.get_by_role("button", name=re.compile("^谁需要帮助")).click()
    screen.shows("您说的是：“大娘叫周玉兰”")
    screen.fill("姓名", "周玉蓝")
    screen.press("先到这里，回目录")
    screen.press("看一遍")
    screen.shows("周玉蓝")
    screen.pick("我说的都是真的")
    screen.press("交上去")
    screen.shows(filed["number"])
    case = Application.objects.get()
    assert case.state == "submitted"
    assert case.applicant_name == "周玉蓝"


def test_what_was_told_from_ones_own_phone_waits_on_the_first_page_and_needs_no_number(screen, app):
    body = snapshot(state="closed", caller_phone="13800138000", form=told(applicant={"name": "周玉兰"}))
    kept = app.test_client().put("/api/intake/v1/conversations/call-1", json=body, headers=as_bot())
    assert kept.status_code == 200, kept.json
    screen.open("pages/cases/index")
    screen.sign_in()
    screen.shows("您打电话说过的")
    screen.keep_picture("cases-called")
    screen.open()
    screen.shows("您说过的，我们都记着")
    screen.press("接着填")
    screen.shows("这些是您说过的，请看看对不对。")
    screen.press("看一遍")
    screen.pick("我说的都是真的")
    screen.press("交上去")
    screen.shows("查询码（别人帮您查时要用）")
    screen.open("pages/cases/index")
    screen.shows("交上来了，等工作人员看")
    assert Application.objects.get().state == "submitted"


def test_a_number_read_out_in_pairs_may_be_typed_so(screen, app):
    body = filing(form=told(applicant={"name": "周玉兰", "phone": "13954478899"}))
    filed = app.test_client().post("/api/intake/v1/applications", json=body, headers=as_bot("call-1:1")).json
    screen.open("apply/claim/index")
    screen.sign_in()
    screen.fill("编号", " ".join(re.findall("..", filed["number"].lower())))
    screen.fill("查询码", " ".join(filed["query_code"]))
    screen.press("找到它")
    screen.shows("一步一步")
    screen.press("看看填的，不对就改")
    screen.shows("不用再交一遍")
