"""The H5 build on a phone of 360 × 640, against the real app on a real port. Needs `miniprogram/dist/h5` (make test builds it)."""

import pytest

from tests.miniprogram.browser import Screen
from tests.support.chromium import served
from tests.support.database import empty
from tests.support.web import make_app, settings_for


@pytest.fixture(scope="module")
def app(database_url, tmp_path_factory):
    return make_app(settings_for(database_url, tmp_path_factory.mktemp("data"), demo=True))


@pytest.fixture(scope="module")
def address(app):
    with served(app) as address:
        yield address


@pytest.fixture
def screen(browser, address, database):
    empty(database)  # another file's pages may have left their cases
    screen = Screen(browser, address)
    yield screen
    faults = screen.faults
    screen.close()
    assert faults == []
