"""An application from nothing: told, photographed, resumed, handed in; for oneself and for somebody else."""

import re

from backend.storage.documents import Application
from backend.storage.resident_documents import PhoneCode
from tests.browser.miniprogram.walks import begin, hand_in, on_file, picture, tell, tell_the_rest
from tests.miniprogram.phone import Phone


def test_an_application_from_nothing_with_a_photo(screen):
    begin(screen)
    tell(screen)
    with screen.page.expect_file_chooser() as chooser:
        screen.press("拍身份证")
    chooser.value.set_files(picture())
    screen.shows("第1张，已交")
    screen.keep_picture("apply-4-photos")
    hand_in(screen)
    screen.keep_picture("apply-6-done")
    screen.press("看办到哪一步了")
    screen.shows("一步一步")
    screen.keep_picture("case")
    case = Application.objects.get()
    assert case.state == "submitted"
    assert {entry.name: entry.value for entry in case.fields}["costs.medical_self_paid"] == 2_300_000
    assert [paper.kind for paper in case.attachments] == ["id_card"]


def test_after_a_reload_everything_typed_is_there(screen):
    begin(screen)
    screen.press("接着填：谁需要帮助")
    screen.fill("姓名", "陈明亮")
    screen.page.reload()
    screen.shows("第1步")
    assert screen.page.locator("main:visible").last.get_by_label("姓名", exact=True).input_value() == "陈明亮"
    screen.open()
    screen.shows("您有一份没填完")
    screen.keep_picture("home-resume")
    screen.press("接着填")
    screen.shows("填一点存一点")


def test_whoever_applies_twice_is_first_shown_where_the_first_one_stands(screen, app):
    filed = Phone(app.test_client()).filed()
    PhoneCode.objects.delete()
    screen.open("apply/start/index")
    screen.sign_in()
    screen.pick("给我自己（我家）")
    screen.press("开始填")
    screen.shows("您已经有一份了")
    screen.shows(filed["number"])
    screen.keep_picture("open-first")
    screen.press("看那一份办到哪了")
    screen.shows("一步一步")
    assert Application.objects.count() == 1


def test_a_village_officer_applies_for_somebody_who_agreed(screen):
    screen.open()
    screen.press("帮别人申请", exact=False)
    screen.sign_in()
    screen.pick("我同意")
    screen.pick("我问过他（她）本人，他（她）同意我帮着申请")
    screen.keep_picture("assisted-1-start")
    screen.press("开始填")
    screen.press("接着填：谁需要帮助")
    screen.fill("姓名", "陈明亮")
    screen.fill("电话", "13954478899")
    screen.press("下一步")
    screen.pick("村（居）干部")
    screen.fill("您的姓名", "孙会计")
    screen.keep_picture("assisted-2-filer")
    screen.press("下一步")
    tell_the_rest(screen, step=3)
    screen.keep_picture("assisted-3-told")
    hand_in(screen)
    case = Application.objects.get()
    assert (case.channel, case.state) == ("assisted", "submitted")
    assert {entry.name: entry.value for entry in case.fields}["filer.relation"] == "village_officer"


def test_what_could_not_be_kept_is_said_before_the_page_is_left(screen):
    begin(screen)
    screen.press("接着填：谁需要帮助")
    screen.fill("身份证号", "1101051949123100")
    screen.press("下一步")
    screen.shows("“身份证号”还没填对，没有存上")
    screen.keep_picture("not-kept")
    screen.fill("身份证号", "11010519491231002X")
    screen.press("下一步")
    screen.shows("第2步")
    screen.page.get_by_text("您填的都存好了。").last.wait_for()
    assert on_file()["applicant.id_number"] == "11010519491231002X"


def test_nobody_is_kept_on_a_page_by_a_number_they_do_not_have(screen):
    begin(screen)
    screen.press("接着填：谁需要帮助")
    screen.fill("身份证号", "1101")
    screen.press("下一步")
    screen.shows("再点一次就先空着")
    screen.press("下一步")
    screen.shows("第2步")


def test_danger_and_despair_are_answered_with_a_number_to_call_at_once(screen):
    begin(screen)
    screen.page.locator("main:visible").last.get_by_role("button", name=re.compile("^出了什么事")).click()
    screen.pick("日子过不下去，心里难受")
    screen.shows("您不是一个人")
    screen.pick("有")
    screen.shows("有生命危险，直接点这里打电话")
    screen.keep_picture("in-danger")


def test_two_phones_that_say_different_things_are_asked_which_is_right(screen, app):
    begin(screen)
    screen.press("接着填：谁需要帮助")
    screen.fill("姓名", "周玉兰")
    screen.page.get_by_text("您填的都存好了。").last.wait_for()
    PhoneCode.objects.delete()
    grandson = Phone(app.test_client(), agree=False)
    case_id = str(Application.objects.get().id)
    assert grandson.write(case_id, {"applicant.name": "周玉蓝"}, {"applicant.name": "周玉兰"}).status_code == 200
    screen.fill("姓名", "周雨兰")
    screen.shows("有一项两边填得不一样")
    screen.keep_picture("conflict")
    assert screen.page.get_by_text("网络不太好").count() == 0
    screen.press("周玉蓝（在别处填的）")
    screen.page.get_by_text("您填的都存好了。").last.wait_for()
    assert on_file()["applicant.name"] == "周玉蓝"
    assert screen.page.locator("main:visible").last.get_by_label("姓名", exact=True).input_value() == "周玉蓝"
