"""Going on with what the bot heard."""

import re

from backend.storage.documents import Application
from tests.support.calls import filing, told
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
    screen.shows("这些是您在电话里说的")
    screen.keep_picture("claim-heard")
    screen.page.locator("main:visible").last.get_by_role("button", name=re.compile("^谁需要帮助")).click()
    screen.shows("电话里您说的是：“大娘叫周玉兰”")
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
