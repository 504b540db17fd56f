"""Told to the bot in the program's own chat, gone on with as a form: on the whole real stack, the bot included."""

import re

import pytest

from tests.miniprogram.browser import Screen

STORY = "我叫周玉兰，住在域城镇叩家村，家里两口人，昨晚着火把两间屋烧没了，损失两万块，一个月收入八百，不是低保，眼下没有危险"
_MOST_TURNS = 12


@pytest.fixture
def screen(browser, stack):
    stack.wait_until_ready()
    screen = Screen(browser, stack.web)
    yield screen
    faults = screen.faults
    screen.close()
    assert faults == []


def begin(screen, number):
    screen.open()
    screen.press("跟小助手说说")
    screen.sign_in(number)
    screen.shows("您遇到什么难处了")


def say(screen, words):
    """Say it and wait for the answer; pressed where there is a button for it."""
    main = screen.page.locator("main:visible").last
    bubbles = main.locator(".bubble:not(.waiting)")
    there = bubbles.count()
    button = main.get_by_role("button", name=words, exact=True)
    if button.count():
        button.first.click()
    else:
        screen.fill("您说", words)
        screen.press("发出去")
    bubbles.nth(there + 1).wait_for()


def answer_until(screen, words):
    """不知道 to whatever is asked, until these words are a button."""
    button = screen.page.locator("main:visible").last.get_by_role("button", name=words, exact=True)
    for _ in range(_MOST_TURNS):
        if button.count():
            return
        say(screen, "不知道")
    last = screen.page.locator("main:visible").last.locator(".bubble").last.inner_text()
    raise AssertionError(f"no button {words}; the last answer: {last}")


def section(screen, title):
    screen.page.locator("main:visible").last.get_by_role("button", name=re.compile(f"^{title}")).click()


def is_in_sight(screen, words):
    """Whether the words stand in the window itself, without scrolling."""
    box = screen.page.locator("main:visible").last.get_by_text(words).last.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= screen.page.viewport_size["height"]


def test_what_the_bot_filed_is_opened_with_one_tap_corrected_and_among_ones_applications(screen):
    begin(screen, "13800138031")
    say(screen, STORY)
    answer_until(screen, "对，没错")
    screen.page.reload()
    screen.shows("我念一遍")
    screen.page.wait_for_timeout(500)
    assert is_in_sight(screen, "我念一遍")
    screen.keep_picture("chat-read-back")
    say(screen, "对，没错")
    screen.shows("在“我的申请”里")
    screen.page.reload()
    screen.press("看看记得对不对")
    screen.shows("不用再交一遍")
    screen.keep_picture("chat-opened")
    screen.press("我同意，接着填")
    section(screen, "家里的情况")
    screen.shows("您说的是：“两口人”")
    screen.fill("一起过日子的有几口人", "3")
    screen.press("先到这里，回目录")
    screen.page.get_by_text("您填的都存好了。").last.wait_for()
    screen.press("都对，看办到哪一步")
    screen.shows("一步一步")
    screen.open("pages/chat/index")
    say(screen, "谢谢")  # The bot repeats to the house all it heard: the correction stays.
    screen.open("pages/cases/index")
    screen.press("交上来了，等工作人员看", exact=False)
    screen.press("看看填的，不对就改")
    section(screen, "家里的情况")
    screen.shows("您说的是")
    size = screen.page.locator("main:visible").last.get_by_label("一起过日子的有几口人", exact=True)
    assert size.input_value() == "3"


def test_a_talk_left_in_the_middle_goes_on_as_a_form_and_is_handed_in(screen):
    begin(screen, "13800138032")
    say(screen, "俺家昨晚着火了，两间屋烧没了，我是域城镇叩家村的")
    screen.keep_picture("chat-asks")
    screen.press("不想说了？自己接着填")
    screen.shows("这些是您说过的，请看看对不对。")
    screen.keep_picture("chat-goes-on")
    screen.press("我同意，接着填")
    screen.press("接着填：谁需要帮助")
    screen.fill("姓名", "周玉兰")
    screen.page.reload()
    screen.press("下一步")
    screen.shows("您说的是：“叩家村”")
    screen.open()
    screen.shows("您说过的，我们都记着")
    screen.press("接着填")
    screen.press("看一遍")
    screen.shows("周玉兰")
    screen.pick("我说的都是真的")
    screen.press("交上去")
    screen.shows("查询码（别人帮您查时要用）")
    screen.open("pages/cases/index")
    screen.shows("交上来了，等工作人员看")
    assert screen.page.locator("main:visible").last.get_by_text("没说完").count() == 0
