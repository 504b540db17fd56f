"""The console in Chromium, served from this process on the tests' database; a walk of the whole stack brings its own screens."""

import threading

import pytest
from werkzeug.serving import make_server

from tests.browser.console_pages import Screens, chromium
from tests.support.web import make_app, settings_for


@pytest.fixture(scope="module")
def web(database_url, tmp_path_factory):
    app = make_app(settings_for(database_url, tmp_path_factory.mktemp("data")))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def screens(browser, web, database):
    screens = Screens(browser, web)
    yield screens
    screens.close()
