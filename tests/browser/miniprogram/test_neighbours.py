"""What neighbours do: object to a notice, tell of somebody in need, look what there is."""

import re

from backend.storage.documents import Application, Task
from tests.miniprogram.phone import Phone
from tests.miniprogram.test_guide_and_voices import in_notice


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


def test_word_of_a_neighbour_in_need_becomes_a_task(screen):
    screen.open()
    screen.press("帮别人报一声", exact=False)
    screen.fill("出了什么事", "独居老人几天没出门")
    screen.choose("在哪个乡镇（街道）", "八陡镇")
    screen.choose("在哪个村（社区）", "北峰峪村")
    screen.press("告诉你们")
    screen.shows("我们会上门去看")
    assert Task.objects.get().text == "八陡镇北峰峪村：独居老人几天没出门"


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
