import pytest

from tests.support.web import make_app, settings_for


@pytest.fixture(scope="session")
def app(database_url, tmp_path_factory):
    return make_app(settings_for(database_url, tmp_path_factory.mktemp("data")))


@pytest.fixture
def client(app, database):
    return app.test_client()
