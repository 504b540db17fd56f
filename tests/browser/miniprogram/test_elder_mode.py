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
