import mongoengine
import pytest

from backend.storage import connect
from backend.storage.migrations import run_pending
from tests.support.web import KEYS


@pytest.fixture(scope="session")
def connected(database_url):
    connect(database_url, KEYS)
    run_pending(mongoengine.get_db())


@pytest.fixture
def storage(connected, database):
    return database
