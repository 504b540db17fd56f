"""Chromium on the console and the chat: opening, signing in, and keeping what was seen."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

SHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 640}
_WAIT_MS = 15_000


class Screens:
    """Windows of one test: each person has a browser of their own; what a page complains about fails the test."""

    def __init__(self, browser: Browser, web: str) -> None:
        self.browser, self.web = browser, web
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def open(self, path: str, size: dict[str, int] = DESK) -> Page:
        context = self.browser.new_context(
            viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", base_url=self.web
        )
        context.set_default_timeout(_WAIT_MS)
        expect.set_options(timeout=_WAIT_MS)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if "Content Security Policy" in said.text else None,
        )
        page.goto(path)
        return page

    def sign_in(self, username: str, password: str = "ejiuzhu-demo") -> Page:
        """The console as this person sees it first."""
        page = self.open("/console/login")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(password)
        page.get_by_role("button", name="登录").click()
        page.get_by_role("button", name="退出").wait_for()
        return page

    def chat(self, county: str = "boshan") -> Page:
        """The chat page on a small phone."""
        return self.open(f"/chat?county={county}", PHONE)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        assert not self.complaints, self.complaints


def keep(page: Page, name: str) -> None:
    """A picture of the page, for a person to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def say(page: Page, words: str) -> None:
    """Say something on the chat page and wait for the answer."""
    answers = page.locator(".turn.bot:not(.wait)")
    before = answers.count()
    page.get_by_label("要说的话").fill(words)
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".turn.wait")).to_have_count(0)
    expect(answers.nth(before)).to_be_visible()
