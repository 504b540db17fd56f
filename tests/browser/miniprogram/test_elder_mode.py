"""Large type, large targets, fewer things, read aloud."""


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


def test_in_elder_mode_consent_and_choices_are_read_out_and_the_first_question_comes_at_once(screen):
    screen.context.add_init_script(
        "window.heard = []; Object.defineProperty(window, 'speechSynthesis', {value: {speak: said => window.heard.push(said.text), cancel: () => 0}})"
    )
    screen.open()
    screen.page.reload()
    screen.press("大字版")
    screen.press("我要申请救助", exact=False)
    screen.shows("我们怎么用您说的话")
    assert "只用来办救助。办救助的工作人员能看到" in read_out(screen)
    screen.sign_in()
    screen.shows("还要请您同意一件事")
    assert "申请里要用到身份证号" in read_out(screen)
    screen.pick("给我自己（我家）")
    screen.pick("我同意")
    screen.press("开始填")
    screen.shows("第1步")
    screen.fill("姓名", "周玉兰")
    screen.press("先到这里，回目录")
    screen.press("接着填：谁需要帮助")
    screen.press("下一步")
    screen.press("下一步")
    screen.shows("第3步")
    assert "可以点：火灾、车祸、受伤；得了急病、大病；" in read_out(screen)
    screen.pick("得了急病、大病")
    screen.press("下一步")
    screen.press("一起过日子的有几口人：2口")
    screen.press("下一步")
    screen.shows("看病自己花了多少钱（元）")
    assert screen.page.locator("main:visible").last.get_by_label("上学要交多少钱（元）").count() == 0
    screen.press("还花了别的钱？点这里填")
    screen.shows("上学要交多少钱（元）")
    screen.press("下一步：拍照片")
    screen.press("下一步：看一遍")
    screen.shows("最后一件事")
    assert "一起过日子的有几口人：2" in read_out(screen)
    assert screen.page.locator("main:visible").last.get_by_text("还没有填").count() == 0


def read_out(screen) -> str:
    """What the page's voice says."""
    screen.press("念给我听")
    screen.press("停")
    return screen.page.evaluate("window.heard.pop()")
