"""Consent, a copy, erasure, who looked, and leaving a phone."""

from pathlib import Path

from backend.adapters.clock import utc_now
from backend.services import review
from backend.storage.resident_documents import PhoneCode, Resident
from tests.browser.miniprogram.walks import CLERK, begin, on_file
from tests.miniprogram.phone import Phone
from tests.support.web import add_staff, signed_in


def test_consent_is_taken_back_on_the_privacy_page(screen, app):
    Phone(app.test_client())
    PhoneCode.objects.delete()
    screen.open("mine/privacy/index")
    screen.sign_in()
    screen.shows("身份证号、看病和收入")
    screen.press("不再同意：身份证号、看病和收入")
    screen.shows("还没交的申请里也会去掉")
    screen.keep_picture("consent-taken-back")
    assert Resident.objects.get().consents.keys() >= {"sensitive"}  # nothing happens before it is meant
    screen.press("是的，不再同意：身份证号、看病和收入")
    screen.shows("不再同意“身份证号、看病和收入”")
    screen.keep_picture("privacy")
    assert "sensitive" not in Resident.objects.get().consents


def test_whoever_took_a_consent_back_is_asked_again_where_it_is_needed(screen, app):
    phone = Phone(app.test_client())
    draft = phone.begin().json["id"]
    phone.agree("sensitive", granted=False)
    PhoneCode.objects.delete()
    screen.open(f"apply/section/index?id={draft}&section=who")
    screen.sign_in()
    screen.shows("还要请您同意一件事")
    screen.keep_picture("consent-asked-again")
    screen.press("我同意，接着填")
    screen.page.get_by_text("还要请您同意一件事").last.wait_for(state="hidden")
    screen.fill("身份证号", "11010519491231002X")
    screen.page.get_by_text("您填的都存好了。").last.wait_for()
    assert on_file()["applicant.id_number"] == "11010519491231002X"


def test_ones_data_are_taken_along_and_then_erased(screen, app):
    filed = Phone(app.test_client()).filed()
    review.take_step(filed["number"], "withdraw", CLERK, utc_now())
    PhoneCode.objects.delete()
    screen.open("mine/privacy/index")
    screen.sign_in()
    with screen.page.expect_download() as download:
        screen.press("拿走我的资料")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert f"【申请 {filed['number']}】" in text
    assert "姓名：陈明亮" in text
    screen.shows("已经存成文件")
    screen.keep_picture("taken-along")
    screen.press("我要删掉")
    screen.press("是的，都删掉")
    screen.shows("您的资料已经删掉了")
    screen.keep_picture("erased")
    screen.press("回首页")
    screen.shows("别一个人扛")
    assert Resident.objects.count() == 0
    assert "陈明亮" not in str(screen.page.evaluate("JSON.stringify(localStorage)"))


def test_who_looked_at_ones_case_is_told_by_role(screen, app):
    client = app.test_client()
    filed = Phone(client).filed()
    client.get(f"/api/staff/v1/applications/{filed['number']}", headers=signed_in(client, add_staff("bureau_reviewer")))
    PhoneCode.objects.delete()
    screen.open("mine/access/index")
    screen.sign_in()
    screen.shows("看了您的申请")
    screen.keep_picture("access")


def test_leaving_a_phone_leaves_nothing_of_the_person_on_it(screen):
    begin(screen)
    screen.press("接着填：谁需要帮助")
    screen.fill("姓名", "陈明亮")
    screen.page.get_by_text("您填的都存好了。").last.wait_for()
    screen.open("pages/me/index")
    screen.press("退出登录")
    screen.shows("别一个人扛")
    screen.page.wait_for_function("!localStorage.getItem('session')")
    assert "陈明亮" not in str(screen.page.evaluate("JSON.stringify(localStorage)"))
