"""Every page of the H5 build: no serious fault of accessibility, no fault in the script, targets large enough to hit."""

import mongoengine
import pytest
from axe_playwright_python.sync_playwright import Axe

from backend.storage.documents import Application
from backend.storage.resident_documents import PhoneCode
from tests.miniprogram.browser import Screen
from tests.support.chromium import chromium, served
from tests.miniprogram.phone import Phone
from tests.support.database import empty
from tests.support.web import make_app, settings_for

OPEN = ["pages/home/index", "more/guide/index", "more/scheme/index?scheme=medical", "more/eligibility/index", "more/notices/index",
        "more/objection/index?id={case}&name=陈*亮", "more/complaint/index", "more/tip/index", "more/lookup/index", "pages/login/index"]  # fmt: skip
SIGNED_IN = ["pages/cases/index", "pages/case/index?id={case}", "pages/messages/index", "pages/me/index", "pages/chat/index", "apply/start/index",
             "apply/tasks/index?id={draft}", *[f"apply/section/index?id={{draft}}&section={key}" for key in ("who", "where", "what", "home", "need")],
             "apply/photos/index?id={draft}", "apply/check/index?id={draft}", "apply/claim/index", "mine/household/index", "mine/privacy/index",
             "mine/access/index", "mine/devices/index"]  # fmt: skip
SMALLEST_TARGET = 44
_SMALL = """() => [...document.querySelectorAll('main button, main input, main select, main textarea')].filter(e => e.getClientRects().length)
    .filter(e => Math.min(e.getBoundingClientRect().height, e.getBoundingClientRect().width) < %d).map(e => e.outerHTML.slice(0, 120))"""
_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def walked(database_url, tmp_path_factory):
    """One signed-in phone with one case handed in and one draft; (screen, the names to fill into addresses)."""
    app = make_app(settings_for(database_url, tmp_path_factory.mktemp("data"), demo=True))
    phone = Phone(app.test_client())
    names = {"case": phone.filed()["id"], "draft": phone.begin(anyway=True).json["id"]}
    Application.objects(id=names["case"]).update_one(set__state="notice")
    PhoneCode.objects.delete()
    with served(app) as address, chromium() as browser:
        screen = Screen(browser, address)
        yield screen, names
        screen.close()
    empty(mongoengine.get_db())


def look(screen: Screen, path: str, smallest: int = SMALLEST_TARGET) -> None:
    screen.open(path)
    screen.page.reload()
    screen.page.wait_for_load_state("networkidle")
    screen.keep_picture(
        ("page-" if smallest == SMALLEST_TARGET else "elder-")
        + path.split("?")[0].replace("/index", "").replace("/", "-")
        + ("-" + path.split("section=")[1] if "section=" in path else "")
    )
    found = Axe().run(screen.page).response["violations"]
    grave = [
        (one["id"], [node["html"][:160] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert grave == [], path
    assert screen.page.evaluate(_SMALL % smallest) == [], path
    assert screen.page.evaluate(_WIDE) <= 0, path
    assert screen.faults == [], path


@pytest.mark.parametrize("path", OPEN)
def test_a_page_for_everybody_has_no_serious_fault(walked, path):
    screen, names = walked
    look(screen, path.format(**names))


def test_the_pages_behind_the_sign_in_have_no_serious_fault(walked):
    screen, names = walked
    screen.open("pages/me/index")
    screen.sign_in()
    screen.shows("换成大字版")
    for path in SIGNED_IN:
        look(screen, path.format(**names))


def test_the_same_pages_have_none_in_elder_mode(walked):
    screen, names = walked
    screen.open("pages/me/index")
    screen.page.reload()
    screen.page.wait_for_load_state("networkidle")
    if screen.page.get_by_text("我看过了，同意").count():
        screen.sign_in()
    screen.press("换成大字版")
    for path in ("pages/home/index", *SIGNED_IN):
        look(screen, path.format(**names), smallest=60)
