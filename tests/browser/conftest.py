"""The console in Chromium, served from this process on the tests' database; a walk of the whole stack brings its own screens."""

import pytest

from tests.browser.console_pages import Screens
from tests.support.chromium import chromium, served
from tests.support.web import make_app, settings_for


@pytest.fixture(scope="module")
def web(database_url, tmp_path_factory):
    with served(make_app(settings_for(database_url, tmp_path_factory.mktemp("data")))) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def screens(browser, web, database):
    screens = Screens(browser, web)
    yield screens
    screens.close()
