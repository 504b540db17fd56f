"""A real browser on the H5 build, at the size of a cheap phone, against the real app on a real port."""

from pathlib import Path

from playwright.sync_api import Browser, Page

PHONE = {"width": 360, "height": 640}
_TALL = "() => Math.max(0, ...[...document.querySelectorAll('main')].filter(m => m.getClientRects().length).map(m => m.scrollHeight))"
_TALLEST = 4000
SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots" / "miniprogram"


class Screen:
    """What a person does with the program: opens, presses, fills, reads. Looks only at the page in front."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.context = browser.new_context(
            viewport=PHONE,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            has_touch=True,
            is_mobile=True,
            device_scale_factor=2,
        )
        self.context.set_default_timeout(25_000)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    def open(self, path: str = "pages/home/index") -> None:
        self.page.goto(f"{self.address}/m/#/{path}")

    def shows(self, words: str) -> None:
        self.page.locator("main:visible").last.get_by_text(words).first.wait_for()

    def press(self, words: str, exact: bool = True) -> None:
        self.page.locator("main:visible").last.get_by_role("button", name=words, exact=exact).first.click()

    def pick(self, words: str) -> None:
        main = self.page.locator("main:visible").last
        main.get_by_role("radio", name=words, exact=True).or_(
            main.get_by_role("checkbox", name=words, exact=True)
        ).first.click()

    def fill(self, label: str, words: str) -> None:
        field = self.page.locator("main:visible").last.get_by_label(label, exact=True)
        field.fill(words)
        field.blur()

    def choose(self, label: str, words: str) -> None:
        self.page.locator("main:visible").last.get_by_label(label, exact=True).select_option(words)

    def title(self) -> str:
        return self.page.locator("main:visible h1").last.inner_text()

    def keep_picture(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_timeout(250)
        # The pages scroll inside the program's frame, so a picture of the whole page needs a window as tall as it.
        self.page.set_viewport_size({**PHONE, "height": max(PHONE["height"], min(self.page.evaluate(_TALL), _TALLEST))})
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
        self.page.set_viewport_size(PHONE)

    def sign_in(self, number: str = "13800138000") -> None:
        """On the sign-in page: agree, ask for the code, type the one the demo shows."""
        self.pick("我看过了，同意")
        self.fill("手机号", number)
        self.press("收验证码")
        self.page.locator("main:visible").last.get_by_text("演示环境，验证码是").wait_for()
        said = self.page.locator("main:visible").last.get_by_text("演示环境，验证码是").inner_text()
        self.fill("验证码", said.split()[-1])
        self.press("登录")

    def close(self) -> None:
        self.context.close()
