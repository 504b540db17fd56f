import mongoengine
import pytest

from backend.storage import connect
from backend.storage.migrations import run_pending
from tests.support.web import KEYS


@pytest.fixture(scope="session")
def _migrated(database_url):
    connect(database_url, KEYS)
    run_pending(mongoengine.get_db())


@pytest.fixture(autouse=True)
def house(_migrated, database, database_url):
    """An empty file room on the real embedded database; connected anew, for the web's tests connect with keys of their own."""
    connect(database_url, KEYS)
    return database
