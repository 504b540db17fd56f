import mongoengine
import pytest

from backend.adapters.crypto import new_key_lines
from backend.storage import connect
from backend.storage.migrations import run_pending


@pytest.fixture(scope="session")
def connected(database_url):
    connect(database_url, new_key_lines())
    run_pending(mongoengine.get_db())


@pytest.fixture(autouse=True)
def house(connected, database):
    """An empty file room on the real embedded database."""
    return database
