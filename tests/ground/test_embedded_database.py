import socket
import subprocess
import sys
import threading
from pathlib import Path

import pymongo
import pytest
from pymongo.errors import ConnectionFailure

from tests.support.database import ROOT, empty, start_embedded
from tests.support.ports import free_port

EMBEDDED = [sys.executable, "-m", "backend.storage.embedded"]


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "cases.sqlite"


@pytest.fixture
def served(file):
    """Starts servers on one file, each on its own port; whatever still runs at the end is stopped."""
    running = []

    def start():
        port = free_port()
        running.append(start_embedded(file, port))
        return running[-1], pymongo.MongoClient(port=port)

    yield start
    for process in running:
        process.terminate()
        process.wait(60)


def test_a_second_server_on_one_file_is_refused(served, file):
    served()
    second = subprocess.run(
        [*EMBEDDED, "--port", str(free_port()), "--file", str(file)],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert second.returncode == 3
    assert str(file) in second.stderr


def test_a_taken_port_is_said_with_the_setting_that_moves_it(tmp_path):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        second = subprocess.run(
            [*EMBEDDED, "--port", str(holder.getsockname()[1]), "--file", str(tmp_path / "other.sqlite")],
            cwd=ROOT, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
    assert second.returncode == 4
    assert "EJIUZHU_DB_PORT" in second.stderr


def test_sigterm_ends_it_cleanly_and_the_data_is_there_next_time(served):
    process, client = served()
    client.ejiuzhu.cases.create_index("number", unique=True)
    client.ejiuzhu.cases.insert_one({"number": "BS20261123000001"})
    process.terminate()
    assert process.wait(60) == 0

    _, again = served()
    assert again.ejiuzhu.cases.find_one({"number": "BS20261123000001"})
    with pytest.raises(pymongo.errors.DuplicateKeyError):
        again.ejiuzhu.cases.insert_one({"number": "BS20261123000001"})


def test_a_kill_loses_no_acknowledged_write(served):
    process, client = served()
    acknowledged = []

    def write():
        try:
            for number in range(100_000):
                client.ejiuzhu.cases.insert_one({"_id": f"case-{number}"})
                acknowledged.append(f"case-{number}")
                if number == 40:
                    half_way.set()
        except ConnectionFailure:
            return

    half_way = threading.Event()
    writer = threading.Thread(target=write)
    writer.start()
    assert half_way.wait(120)
    process.kill()
    writer.join(120)

    _, again = served()
    kept = {case["_id"] for case in again.ejiuzhu.cases.find()}
    assert set(acknowledged) <= kept
    assert len(kept) - len(acknowledged) <= 1, "at most the write under way may be kept without an answer"


def test_writers_from_many_threads_count_exactly_and_one_of_them_wins_a_unique_key(database):
    database.counters.insert_one({"_id": "case-numbers", "last": 0})
    database.cases.create_index("idempotency_key", unique=True)
    won = []

    def work():
        for turn in range(10):
            database.counters.find_one_and_update({"_id": "case-numbers"}, {"$inc": {"last": 1}})
            try:
                database.cases.insert_one({"idempotency_key": f"conversation:{turn}"})
                won.append(turn)
            except pymongo.errors.DuplicateKeyError:
                continue

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert database.counters.find_one()["last"] == 60
    assert sorted(won) == list(range(10))


def test_emptying_between_tests_removes_documents_and_keeps_indexes(database):
    database.cases.create_index("number", unique=True)
    database.cases.insert_one({"number": 1})
    empty(database)
    assert database.cases.find_one() is None
    assert "number_1" in database.cases.index_information()
