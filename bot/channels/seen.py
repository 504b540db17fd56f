"""Which messages were taken already, kept on disk: WeChat sends one up to three times, also across a restart of ours."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path

KEPT_SECONDS = 3600.0


class Seen:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False, timeout=10, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("CREATE TABLE IF NOT EXISTS seen (key TEXT PRIMARY KEY, at REAL NOT NULL)")

    def is_first(self, key: str) -> bool:
        """True exactly once for a key, whichever thread or process asks."""
        with self._lock:
            self._db.execute("DELETE FROM seen WHERE at < ?", (time.time() - KEPT_SECONDS,))
            done = self._db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, time.time()))
            return done.rowcount == 1
