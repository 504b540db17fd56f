"""The main job in Chromium on the whole real stack: a caller tells, a caseworker takes it up, and the caller is told at once."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.console_pages import Screens, keep, say
from tests.support.chromium import chromium

STORY = (
    "我叫陈明亮，电话18706564100，住在城东街道夏家庄社区，家里四口人，我爸前天干活从架子上摔下来腰椎断了，"
    "医药费自己出了五万二，家里一个月收入两千八，是低保户，眼下没有危险，想要点钱看病"
)
_MOST_TURNS = 12


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def screens(browser, stack):
    screens = Screens(browser, stack.web)
    yield screens
    screens.close()


def answer_until_filed(chat: Page) -> str:
    """Go on with the bot as a caller would, by its buttons where it offers some; returns the number on the card.

    On a machine too busy to file within the bot's patience that is a provisional number, by which the case is found as well.
    """
    filed = chat.locator(".filed dd").first
    for _ in range(_MOST_TURNS):
        if filed.count():
            break
        quick = chat.locator("#quick button")
        labels = quick.all_inner_texts()
        choice = next((label for label in ("对，没错", "没有危险", "低保", "不知道") if label in labels), None)
        say(chat, {"对，没错": "对"}.get(choice, choice) if choice else "不知道")
    return filed.inner_text()


def find_case(desk: Page, words: str) -> Locator:
    """Search until the case is there; a case with a provisional number may still be on its way."""
    found = desk.get_by_role("link", name="陈明亮")
    for _ in range(20):
        desk.goto("/console/cases")
        desk.get_by_label("查找").fill(words)
        desk.keyboard.press("Enter")
        desk.wait_for_url("**q=**")
        if found.count():
            break
        desk.wait_for_timeout(500)
    return found


def test_a_caller_tells_and_a_caseworker_takes_it_up(screens):
    chat = screens.chat()
    keep(chat, "chat-opening")
    say(chat, STORY)
    keep(chat, "chat-telling")
    number = answer_until_filed(chat)
    keep(chat, "chat-filed")
    assert re.fullmatch(r"BS\d{14}|Z\d{10}", number)
    about = "，".join(chat.locator(".filed dd").all_inner_texts())

    desk = screens.sign_in("boshan.bureau_reviewer")
    keep(desk, "worklist")
    expect(find_case(desk, "chenmingliang").first).to_be_visible()
    find_case(desk, number).click()
    expect(desk.get_by_label("对话").get_by_text("架子上摔下来")).to_be_visible()
    phone = desk.locator("[data-field='applicant.phone']")
    expect(phone).to_contain_text("187****4100")
    expect(phone).not_to_contain_text("18706564100")
    keep(desk, "case-submitted")

    desk.get_by_role("button", name="确认姓名").click()
    expect(desk.locator("[data-field='applicant.name']")).to_contain_text(re.compile("✓ .+（演示）"))
    desk.get_by_role("link", name="改家里几口人").click()
    desk.get_by_role("textbox", name="家里几口人").fill("五")
    desk.locator("dialog").get_by_role("button", name="记下").click()
    expect(desk.get_by_role("alert").filter(has_text="人数")).to_be_visible()
    desk.get_by_role("textbox", name="家里几口人").fill("5")
    keep(desk, "case-correcting")
    desk.locator("dialog").get_by_role("button", name="记下").click()
    size = desk.locator("[data-field='household.size']")
    expect(size).to_contain_text("5人")
    size.get_by_text("改过 1 次").click()
    expect(size).to_contain_text("原来是 4人")

    desk.get_by_role("link", name="看完整的联系电话").click()
    desk.get_by_label("为什么要看").fill("打电话核对情况")
    desk.get_by_role("button", name="看", exact=True).click()
    expect(desk.locator(".revealed")).to_have_text("18706564100")
    desk.get_by_role("link", name="看好了").click()

    desk.get_by_role("link", name="受理", exact=True).click()
    expect(desk.locator("dialog")).to_contain_text("陈明亮会收到消息：“您的申请收下了")
    keep(desk, "case-accepting")
    desk.locator("dialog").get_by_role("button", name="受理").click()
    expect(desk.locator(".case-head")).to_contain_text("已受理")
    expect(desk.get_by_label("当事人看到的进度")).to_contain_text("收下了")
    keep(desk, "case-accepted")

    say(chat, f"我想查一下进度，{about}")
    expect(chat.locator(".turn.bot").last).to_contain_text("收下了")
    keep(chat, "chat-progress")


def test_danger_tops_every_console_within_two_seconds_and_a_person_takes_over(screens):
    desk = screens.sign_in("boshan.hotline_operator")
    elsewhere = screens.sign_in("linghai.hotline_operator")
    chat = screens.chat()
    say(chat, "我是八陡镇的，我不想活了，药都买好了")
    expect(desk.locator(".danger")).to_contain_text("不想活了", timeout=2000)
    expect(chat.get_by_role("link", name=re.compile("12356"))).to_be_visible()
    keep(chat, "chat-crisis")
    keep(desk, "desk-alert")
    assert elsewhere.locator(".danger").count() == 0

    desk.get_by_role("link", name="我来接", exact=True).first.click()
    desk.get_by_label("做了什么").fill("已打 110，我在和来电人说话")
    keep(desk, "desk-taking")
    desk.get_by_role("button", name="我来负责").click()
    desk.get_by_role("button", name="我来接着谈").click()
    expect(chat.locator(".turn.note").last).to_contain_text("话务员来了")
    desk.get_by_label("要说的话").fill("大姐，我是话务员小王，我陪着您。")
    desk.get_by_label("要说的话").press("Enter")
    expect(chat.locator(".turn.person")).to_contain_text("我陪着您")
    before = chat.locator(".turn.bot").count()
    chat.get_by_label("要说的话").fill("谢谢你，我好一点了")
    chat.get_by_role("button", name="发送").click()
    expect(desk.locator(".heard .caller").last).to_contain_text("我好一点了")
    assert chat.locator(".turn.bot").count() == before, "the bot stays silent while a person types"
    keep(desk, "desk-talking")
    keep(chat, "chat-with-operator")
    desk.get_by_role("button", name="交还机器人").click()
    expect(chat.locator(".turn.note").last).to_contain_text("小助手接着")
    expect(elsewhere.locator(".talk-list a")).to_have_count(0)
