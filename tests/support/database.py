"""Starting the embedded database for tests, and emptying a database between two of them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pymongo.database import Database

from .ports import free_port

READY_SECONDS = 60
ROOT = Path(__file__).resolve().parents[2]


def start_embedded(file: Path, port: int) -> subprocess.Popen:
    """Starts the server on `file` and returns its process once it answers. Raises RuntimeError when it ends instead."""
    process = subprocess.Popen(
        [sys.executable, "-m", "backend.storage.embedded", "--port", str(port), "--file", str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    if not process.stdout.readline().startswith("ready"):
        raise RuntimeError(f"the embedded database ended with {process.wait(READY_SECONDS)}")
    return process


@contextmanager
def embedded_database(folder: Path) -> Iterator[str]:
    """Yields the URI (without a database name) of a server on a fresh file, stopped at the end."""
    port = free_port()
    process = start_embedded(folder / "test.sqlite", port)
    try:
        yield f"mongodb://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(READY_SECONDS)


def empty(database: Database) -> None:
    """Removes every document and keeps collections and indexes.

    Measured with 12 collections and 36 indexes on the embedded database: emptying takes 0.05-0.14 s,
    a fresh database with its indexes 0.16-0.24 s.
    """
    for name in database.list_collection_names():
        if not name.startswith("system."):
            database[name].delete_many({})
