"""The residents' walks on the H5 build, on a phone of 360 × 640, against the real app. Needs `miniprogram/dist/h5` (make test builds it)."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from backend.adapters.clock import utc_now
from backend.domain.people import Actor
from backend.services import review
from backend.storage.documents import Application, Task
from backend.storage.resident_documents import PhoneCode, Resident
from tests.miniprogram.browser import Screen, chromium, served
from tests.miniprogram.phone import Phone
from tests.miniprogram.test_guide_and_voices import in_notice
from tests.support.calls import filing, told
from tests.support.database import empty
from tests.support.web import add_staff, as_bot, make_app, settings_for, signed_in

CLERK = Actor("boshan.township_clerk", "经办人", "township_clerk", "boshan")


@pytest.fixture(scope="module")
def app(database_url, tmp_path_factory):
    return make_app(settings_for(database_url, tmp_path_factory.mktemp("data"), demo=True))


@pytest.fixture(scope="module")
def address(app):
    with served(app) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def screen(browser, address, database):
    empty(database)  # another file's pages may have left their cases
    screen = Screen(browser, address)
    yield screen
    faults = screen.faults
    screen.close()
    assert faults == []


def begin(screen):
    """From the home page to the list of sections."""
    screen.open()
    screen.press("我要申请救助", exact=False)
    screen.sign_in()
    screen.shows("给谁申请")
    screen.pick("给我自己（我家）")
    screen.pick("我同意")
    screen.keep_picture("apply-1-start")
    screen.press("开始填")
    screen.shows("接着填：谁需要帮助")


def tell(screen):
    """The five sections, as somebody in a hurry fills them."""
    screen.press("接着填：谁需要帮助")
    screen.fill("姓名", "陈明亮")
    screen.keep_picture("apply-2-who")
    screen.press("下一步")
    screen.shows("第2步")
    screen.choose("乡镇（街道）", "八陡镇")
    screen.choose("村（社区）", "北峰峪村")
    screen.press("下一步")
    screen.shows("第3步")
    screen.pick("得了急病、大病")
    screen.press("哪天发生的：昨天")
    screen.pick("没有")
    screen.fill("事情经过", "老伴突然脑出血住院，已经花了两万多")
    screen.keep_picture("apply-3-what")
    screen.press("下一步")
    screen.shows("第4步")
    screen.fill("一起过日子的有几口人", "2")
    screen.fill("全家一个月收入（元）", "1200")
    screen.pick("低收入家庭")
    screen.press("下一步")
    screen.shows("第5步")
    screen.fill("看病自己花了多少钱（元）", "23000")
    screen.press("下一步：拍照片")
    screen.shows("手边有什么就拍什么")


def picture() -> dict:
    out = io.BytesIO()
    Image.effect_noise((900, 700), 60).convert("RGB").save(out, "JPEG")
    return {"name": "id.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def hand_in(screen):
    screen.press("下一步：看一遍")
    screen.shows("最后一件事")
    screen.pick("我说的都是真的")
    screen.keep_picture("apply-5-check")
    screen.press("交上去")
    screen.shows("查询码（别人帮您查时要用）")


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


def test_without_a_network_one_goes_on_and_it_is_sent_when_it_is_back(screen):
    begin(screen)
    screen.press("接着填：谁需要帮助")
    screen.shows("第1步")
    screen.context.set_offline(True)
    screen.fill("姓名", "陈明亮")
    screen.shows("现在没有网")
    screen.keep_picture("offline")
    assert "applicant.name" not in {entry.name for entry in Application.objects.get().fields}
    screen.context.set_offline(False)
    screen.page.get_by_text("现在没有网").first.wait_for(state="hidden")
    screen.page.wait_for_function(
        "JSON.parse(JSON.parse(localStorage.getItem('waiting') || '{\"data\":\"[]\"}').data).length === 0"
    )
    assert {entry.name: entry.value for entry in Application.objects.get().fields}["applicant.name"] == "陈明亮"


def test_on_a_slow_and_breaking_network_it_is_handed_in_once(screen):
    broken = {"left": 4}

    def weather(route):
        if broken["left"] and route.request.method in ("PATCH", "POST") and "/applications" in route.request.url:
            broken["left"] -= 1
            if broken["left"] % 2:
                route.fetch()  # it arrives, and the answer is lost
            return route.abort()
        screen.page.wait_for_timeout(150)
        return route.continue_()

    begin(screen)
    screen.page.route("**/api/mp/v1/**", weather)
    tell(screen)
    screen.press("下一步：看一遍")
    screen.shows("最后一件事")
    screen.pick("我说的都是真的")
    for _ in range(8):
        screen.press("交上去")
        screen.page.wait_for_timeout(2500)
        if screen.title() == "交上去了":
            break
    screen.shows("查询码（别人帮您查时要用）")
    assert Application.objects(state="submitted").count() == Application.objects.count() == 1


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


def test_a_neighbour_objects_without_a_name(screen, app):
    in_notice(Phone(app.test_client()))
    screen.open()
    screen.page.get_by_role("button", name=re.compile("村里镇里的公示")).click()
    screen.shows("陈**")
    screen.keep_picture("notices")
    screen.press("对陈**的公示提不同意见")
    screen.fill("您觉得哪里不对", "他家去年刚盖了新房")
    screen.keep_picture("objection")
    screen.press("交上去")
    screen.shows("您的意见收到了")
    assert Application.objects.get().state == "review"


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


def test_a_case_is_taken_back_from_the_phone(screen, app):
    filed = Phone(app.test_client()).filed()
    PhoneCode.objects.delete()
    screen.open(f"pages/case/index?id={filed['id']}")
    screen.sign_in()
    screen.press("不想申请了")
    screen.press("是的，不申请了")
    screen.shows("您说不申请了")
    assert Application.objects.get().state == "withdrawn"


def test_consent_is_taken_back_on_the_privacy_page(screen, app):
    Phone(app.test_client())
    PhoneCode.objects.delete()
    screen.open("mine/privacy/index")
    screen.sign_in()
    screen.shows("身份证号、看病和收入")
    screen.press("不再同意：身份证号、看病和收入")
    screen.shows("不再同意“身份证号、看病和收入”")
    screen.keep_picture("privacy")


def test_elder_mode_has_large_type_large_targets_and_fewer_things(screen):
    screen.open()
    screen.press("大字版")
    screen.shows("标准字号")
    screen.keep_picture("home-elder")
    sizes = screen.page.evaluate(
        """() => { const main = [...document.querySelectorAll('main')].filter(m => m.offsetParent !== null || m.getClientRects().length).pop();
        const shown = [...main.querySelectorAll('button, span, h1, h2, input, select')].filter(e => e.getClientRects().length);
        return { type: Math.min(...shown.filter(e => e.innerText).map(e => parseFloat(getComputedStyle(e).fontSize))),
                 target: Math.min(...shown.filter(e => e.matches('button, input, select')).map(e => Math.min(e.getBoundingClientRect().height, e.getBoundingClientRect().width))) } }"""
    )
    assert sizes["type"] >= 24  # 18 pt
    assert sizes["target"] >= 60
    assert screen.page.get_by_text("看看我够不够条件").count() == 0
    screen.page.reload()
    screen.shows("标准字号")


def test_standing_is_read_without_signing_in(screen, app):
    filed = Phone(app.test_client()).filed()
    screen.open("more/lookup/index")
    screen.fill("编号", filed["number"])
    screen.fill("查询码", filed["query_code"])
    screen.press("查一查")
    screen.shows("一步一步")
    screen.keep_picture("lookup")
    assert "陈明亮" not in screen.page.inner_text("body")


def test_a_few_questions_find_the_schemes_with_amount_and_article(screen):
    screen.open("more/eligibility/index")
    screen.pick("得了急病、大病")
    screen.pick("低收入家庭")
    screen.fill("一起过日子的有几口人", "2")
    screen.fill("全家一个月收入（元）", "900")
    screen.press("看结果")
    screen.shows("看起来够条件")
    screen.shows("每月 800 元")
    screen.shows("依据：")
    screen.keep_picture("eligibility")
    screen.press("救急难怎么办")
    screen.shows("谁能申请")


def test_a_village_officer_applies_for_somebody_who_agreed(screen):
    screen.open()
    screen.press("帮别人申请", exact=False)
    screen.sign_in()
    screen.pick("我同意")
    screen.pick("我问过他（她）本人，他（她）同意我帮着申请")
    screen.keep_picture("assisted-1-start")
    screen.press("开始填")
    screen.shows("接着填：谁需要帮助")
    screen.page.locator("main:visible").last.get_by_role("button", name=re.compile("^您是谁")).click()
    screen.pick("村（居）干部")
    screen.fill("您的姓名", "孙会计")
    screen.keep_picture("assisted-2-filer")
    screen.press("下一步")
    screen.shows("住在哪里")
    screen.page.get_by_text("您填的都存好了。").last.wait_for()
    case = Application.objects.get()
    assert case.channel == "assisted"
    assert {entry.name: entry.value for entry in case.fields}["filer.relation"] == "village_officer"


def test_word_of_a_neighbour_in_need_becomes_a_task(screen):
    screen.open()
    screen.press("帮别人报一声", exact=False)
    screen.fill("出了什么事", "独居老人几天没出门")
    screen.choose("在哪个乡镇（街道）", "八陡镇")
    screen.choose("在哪个村（社区）", "北峰峪村")
    screen.press("告诉你们")
    screen.shows("我们会上门去看")
    assert Task.objects.get().text == "八陡镇北峰峪村：独居老人几天没出门"


def test_ones_data_are_taken_along_and_then_erased(screen, app):
    filed = Phone(app.test_client()).filed()
    review.take_step(filed["number"], "withdraw", CLERK, utc_now())
    PhoneCode.objects.delete()
    screen.open("mine/privacy/index")
    screen.sign_in()
    with screen.page.expect_download() as download:
        screen.press("拿走我的资料")
    assert filed["number"] in Path(download.value.path()).read_text(encoding="utf-8")
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


def test_an_answer_cut_off_by_a_reload_or_from_a_strange_network_breaks_no_page(screen):
    begin(screen)
    address = screen.page.url
    screen.page.route(
        "**/api/mp/v1/applications/*",
        lambda route: route.fulfill(body="<html>请先登录本店网络</html>", content_type="text/html"),
    )
    screen.page.reload()
    screen.shows("现在没有网")
    screen.shows("接着填：谁需要帮助")
    screen.page.unroute("**/api/mp/v1/applications/*")
    screen.page.goto(address)
    screen.page.reload()
    screen.shows("接着填：谁需要帮助")


def test_in_elder_mode_a_page_is_read_aloud_when_asked(screen):
    screen.context.add_init_script(
        "window.heard = []; Object.defineProperty(window, 'speechSynthesis', {value: {speak: said => window.heard.push(said.text), cancel: () => 0}})"
    )
    screen.open()
    screen.page.reload()
    screen.press("大字版")
    screen.press("念给我听")
    assert "要申请救助，点第一个" in screen.page.evaluate("window.heard.join()")
    screen.press("停")
    screen.shows("念给我听")
