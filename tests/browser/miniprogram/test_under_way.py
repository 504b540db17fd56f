"""A case under way: a supplement, taking it back, looking it up, being told."""

import re

from backend.adapters.clock import utc_now
from backend.services import review
from backend.storage.documents import Application
from backend.storage.resident_documents import PhoneCode
from tests.browser.miniprogram.walks import CLERK, picture
from tests.miniprogram.phone import Phone


def test_a_supplement_is_asked_for_photographed_and_handed_in(screen, app):
    filed = Phone(app.test_client()).filed()
    review.take_step(filed["number"], "ask_supplement", CLERK, utc_now(), "请补一张住院发票。")
    PhoneCode.objects.delete()
    screen.open("pages/cases/index")
    screen.sign_in()
    screen.shows(filed["number"])
    screen.keep_picture("cases")
    screen.page.get_by_role("button", name=re.compile(filed["number"])).click()
    screen.shows("请补一张住院发票。")
    screen.keep_picture("supplement")
    screen.press("拍照补上")
    screen.shows("医院费用单")
    with screen.page.expect_file_chooser() as chooser:
        screen.press("拍医院费用单")
    chooser.value.set_files(picture())
    screen.shows("第1张，已交")
    screen.press("好了")
    screen.press("补好了，交上去")
    screen.shows("补的材料收到了")
    assert Application.objects.get().state == "submitted"


def test_a_case_is_taken_back_from_the_phone(screen, app):
    filed = Phone(app.test_client()).filed()
    PhoneCode.objects.delete()
    screen.open(f"pages/case/index?id={filed['id']}")
    screen.sign_in()
    screen.press("不想申请了")
    screen.press("是的，不申请了")
    screen.shows("您说不申请了")
    assert Application.objects.get().state == "withdrawn"


def test_standing_is_read_without_signing_in(screen, app):
    filed = Phone(app.test_client()).filed()
    screen.open("more/lookup/index")
    screen.fill("编号", filed["number"])
    screen.fill("查询码", filed["query_code"])
    screen.press("查一查")
    screen.shows("一步一步")
    screen.keep_picture("lookup")
    assert "陈明亮" not in screen.page.inner_text("body")


def test_whoever_agreed_to_messages_is_not_asked_again_and_knows_when_they_come(screen, app):
    filed = Phone(app.test_client()).filed()
    PhoneCode.objects.delete()
    screen.open(f"pages/case/index?id={filed['id']}")
    screen.sign_in()
    screen.press("有进展，发消息告诉我")
    screen.shows("有进展，会发短信告诉您。晚上九点到早上八点不打扰您。")
    screen.page.reload()
    screen.shows("有进展，会发短信告诉您")
    assert screen.page.get_by_text("有进展，发消息告诉我").count() == 0
    screen.keep_picture("will-be-told")
