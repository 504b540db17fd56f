"""The server process: one SQLite file, one listener on loopback, one owner of the file."""

import asyncio
import fcntl
import signal
from pathlib import Path
from typing import IO

from mongoeco.engines import SQLiteEngine
from mongoeco.wire import AsyncMongoEcoProxyServer

from .patch import spare_whole_reads

HOST = "127.0.0.1"


class FileInUse(RuntimeError):
    """Another embedded server already serves this file."""


def claim(path: Path) -> IO[str]:
    """Locks the database file for this process until the returned handle closes. Raises FileInUse.

    mongoeco itself starts twice on one file without complaint, and the two then overwrite each other.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = open(f"{path}.lock", "a")  # noqa: SIM115 - held open for the life of the process
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise FileInUse(str(path)) from None
    return lock


async def serve(port: int, path: Path) -> None:
    """Serves `path` on 127.0.0.1:`port` until SIGTERM or SIGINT. Raises FileInUse, or OSError for a taken port."""
    with claim(path):
        spare_whole_reads()
        engine = SQLiteEngine(str(path), aggregation_materialization_limit=None)
        server = AsyncMongoEcoProxyServer(engine=engine, host=HOST, port=port, mongodb_dialect="8.0")
        stop = asyncio.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        await server.start()
        print(f"ready {server.address.uri}", flush=True)  # noqa: T201 - whoever started us waits for this line
        try:
            await stop.wait()
        finally:
            await server.close()
