import pytest

from tests.miniprogram.phone import Phone
from tests.support.web import make_app, settings_for


@pytest.fixture(scope="session")
def app(database_url, tmp_path_factory):
    """The real app as a demo: the phone code is in the answer, the SMS in the twin's file."""
    return make_app(
        settings_for(
            database_url,
            tmp_path_factory.mktemp("data"),
            demo=True,
            wechat_templates="progress=T-progress,result=T-result",
        )
    )


@pytest.fixture
def client(app, database):
    return app.test_client()


@pytest.fixture
def phone(client):
    return Phone(client)
