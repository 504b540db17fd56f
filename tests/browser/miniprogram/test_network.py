"""A slow, breaking or strange network: nothing typed is lost, nothing goes twice, and one is told what is going on."""

from backend.storage.documents import Application
from tests.browser.miniprogram.walks import begin, picture, tell


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


def test_an_answer_cut_off_by_a_reload_or_from_a_strange_network_breaks_no_page(screen):
    begin(screen)
    address = screen.page.url
    screen.page.route(
        "**/api/mp/v1/**",
        lambda route: route.fulfill(body="<html>请先登录本店网络</html>", content_type="text/html"),
    )
    screen.page.reload()
    screen.shows("现在没有网")
    screen.shows("接着填：谁需要帮助")
    screen.page.unroute("**/api/mp/v1/**")
    screen.page.goto(address)
    screen.page.reload()
    screen.shows("接着填：谁需要帮助")


def test_whoever_waits_long_for_an_answer_is_told_so(screen):
    begin(screen)

    def dawdle(route):
        screen.page.wait_for_timeout(4000)
        route.continue_()

    screen.page.route("**/api/mp/v1/applications?*", dawdle)
    screen.open("pages/cases/index")
    screen.shows("网有点慢，正在等回话")
    screen.keep_picture("slow")
    screen.page.get_by_text("网有点慢").last.wait_for(state="hidden")


def test_a_photo_cut_off_halfway_goes_on_after_a_reload_from_where_it_stopped(screen):
    begin(screen)
    tell(screen)
    went: list[str] = []

    def cut(route):
        went.append(route.request.url.split("offset=")[1])
        return route.continue_() if len(went) == 1 else route.abort()

    screen.page.route("**/api/mp/v1/uploads/*?offset=*", cut)
    with screen.page.expect_file_chooser() as chooser:
        screen.press("拍身份证")
    chooser.value.set_files(picture())
    screen.shows("网络不好，等一会儿接着交")
    screen.keep_picture("photo-cut-off")
    screen.page.unroute("**/api/mp/v1/uploads/*?offset=*")
    sent: list[str] = []
    screen.page.on("request", lambda one: sent.append(one.url.split("offset=")[1]) if "offset=" in one.url else None)
    screen.page.reload()
    screen.shows("第1张，已交")
    assert went[0] == "0"
    assert sent[0] == "131072"  # the second piece of 128 KiB: nothing that had arrived went again
    assert [paper.kind for paper in Application.objects.get().attachments] == ["id_card"]
