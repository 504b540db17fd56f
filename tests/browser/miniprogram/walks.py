"""What several walks begin with: an application from the home page, told and handed in."""

import io

from PIL import Image

from backend.domain.people import Actor
from backend.storage.documents import Application

CLERK = Actor("boshan.township_clerk", "经办人", "township_clerk", "boshan")


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
    tell_the_rest(screen)


def tell_the_rest(screen, step=2):
    """From where they live, which is the `step`-th section, to the photos."""
    screen.shows(f"第{step}步")
    screen.choose("乡镇（街道）", "八陡镇")
    screen.choose("村（社区）", "北峰峪村")
    screen.press("下一步")
    screen.shows(f"第{step + 1}步")
    screen.pick("得了急病、大病")
    screen.press("哪天发生的：昨天")
    screen.pick("没有")
    screen.fill("事情经过", "老伴突然脑出血住院，已经花了两万多")
    screen.keep_picture("apply-3-what")
    screen.press("下一步")
    screen.shows(f"第{step + 2}步")
    screen.fill("一起过日子的有几口人", "2")
    screen.fill("全家一个月收入（元）", "1200")
    screen.pick("低收入家庭")
    screen.press("下一步")
    screen.shows(f"第{step + 3}步")
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


def on_file() -> dict[str, object]:
    """The answers of the only case, by dotted name."""
    return {entry.name: entry.value for entry in Application.objects.get().fields}
