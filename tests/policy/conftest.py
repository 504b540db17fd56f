from typing import Any

import pytest

from tests.support.web import add_staff, make_app, settings_for, signed_in


@pytest.fixture(scope="session")
def app(database_url, tmp_path_factory) -> Any:
    return make_app(settings_for(database_url, tmp_path_factory.mktemp("data")))


@pytest.fixture
def client(app, database) -> Any:
    return app.test_client()


@pytest.fixture
def staff(client) -> dict[str, str]:
    return signed_in(client, add_staff("bureau_reviewer"))
