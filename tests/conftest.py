"""Fixtures for every test.

    database_uri    the server: embedded, on a free port and a fresh file, one for each test process; or the one named
                    by EJIUZHU_TEST_MONGODB_URI, which is how `make test-engine` runs the same tests on a real engine
    database_url    the same with this process's own database name: hand it to Settings / backend.storage.connect
    database        a pymongo Database on it, emptied (indexes kept) after each test that asks for it

    gateway         the telecom company's and the register's HTTP gateway, checking signatures (tests/support/gateway.py)
    stack           the whole house running on free ports with demo data, once for the session (tests/support/stack.py:
                    addresses, say something to the bot, stop/start/kill a part); whoever stops a part starts it again

A test that goes through the app takes `database` too (or a fixture built on it), and so begins with an empty file room.
Nothing here imports the product: connecting mongoengine is left to `backend.storage.connect(database_url)`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import uuid4

import pymongo
import pytest
from pymongo.database import Database

from tests.support.database import embedded_database, empty

if TYPE_CHECKING:
    from tests.support.stack import Stack

STACK_FIXTURES = {"stack"}


@pytest.fixture(scope="session")
def database_uri(tmp_path_factory) -> Iterator[str]:
    given = os.environ.get("EJIUZHU_TEST_MONGODB_URI")
    if given:
        yield given if given.endswith("/") else f"{given}/"
        return
    with embedded_database(tmp_path_factory.mktemp("database")) as uri:
        yield uri


@pytest.fixture(scope="session")
def database_url(database_uri) -> Iterator[str]:
    name = f"test_{uuid4().hex[:12]}"
    yield f"{database_uri}{name}"
    with pymongo.MongoClient(database_uri) as client:
        client.drop_database(name)


@pytest.fixture(scope="session")
def _database_client(database_uri) -> Iterator[pymongo.MongoClient]:
    with pymongo.MongoClient(database_uri, tz_aware=True) as client:
        yield client


@pytest.fixture
def database(_database_client, database_url) -> Iterator[Database]:
    database = _database_client[database_url.rsplit("/", 1)[1]]
    yield database
    empty(database)


@pytest.fixture(scope="session")
def stack(tmp_path_factory) -> Iterator[Stack]:
    from tests.support.stack import running_stack  # not at the top: the bot's own environment has no supervisor

    with running_stack(tmp_path_factory.mktemp("stack")) as running:
        yield running


def pytest_collection_modifyitems(config, items):
    """With `--dist loadgroup`: one process gets every test of the stack, so that it starts once; else a file stays whole."""
    if not config.pluginmanager.hasplugin("xdist"):
        return  # the bot's own environment
    for item in items:
        together = "stack" if STACK_FIXTURES & set(item.fixturenames) else item.path.as_posix()
        item.add_marker(pytest.mark.xdist_group(together))


@pytest.fixture
def gateway():
    """The telecom company's and the register's HTTP gateway."""
    from tests.support.gateway import gateway_running

    with gateway_running() as gateway:
        yield gateway
