"""What must reach the web, kept in SQLite until it has: nothing told is lost when the web or this process stops.

Snapshots of one conversation replace each other (newest wins); everything else is sent once each, under its own
idempotency key, so that a second sender or a lost answer never makes a second application.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.sealing import seal, unseal

LEASE_SECONDS = 15.0
LONGEST_WAIT = 60.0
TURNS_AT_ONCE = 400
"""The web takes 500 turns in one snapshot."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS letters (
    key TEXT PRIMARY KEY, kind TEXT NOT NULL, conversation TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,
    body TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1, urgent INTEGER NOT NULL DEFAULT 0,
    created_at REAL NOT NULL, due_at REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
    leased_until REAL NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'waiting', answer TEXT, provisional TEXT
);
CREATE INDEX IF NOT EXISTS letters_due ON letters (state, due_at);
CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (conversation, seq)
);
CREATE TABLE IF NOT EXISTS desk (conversation TEXT PRIMARY KEY, operator_active INTEGER NOT NULL);
"""


@dataclass(frozen=True)
class Letter:
    """One request to the web. `state`: waiting, delivered or refused; `answer` is the web's JSON once it has one."""

    key: str
    kind: str
    conversation: str
    method: str
    path: str
    body: dict[str, Any]
    version: int = 1
    tries: int = 0
    state: str = "waiting"
    answer: dict[str, Any] | None = None


def _letter(row: sqlite3.Row) -> Letter:
    answer = json.loads(unseal(row["answer"])) if row["answer"] else None
    plain = {name: row[name] for name in ("key", "kind", "conversation", "method", "path", "version", "tries", "state")}
    return Letter(body=json.loads(unseal(row["body"])), answer=answer, **plain)


class Outbox:
    """The durable queue. Safe between threads, and between processes on one machine through SQLite's own locks."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False, timeout=10, isolation_level=None)
        path.chmod(0o600)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.executescript(_SCHEMA)
        self.news = threading.Event()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def put(self, letter: Letter, *, replace: bool = False, urgent: bool = False) -> None:
        """Keeps a letter. An existing key is left alone, or with `replace` takes the newer body and is due again."""
        with self._writing() as db:
            self._insert(db, letter, replace, urgent)
        self.news.set()

    def put_turns(self, snapshot: Letter, turns: list[tuple[int, str, str, str]]) -> None:
        """Keeps a conversation's newest snapshot with its new turns (seq, ISO instant, who, text), in one commit."""
        with self._writing() as db:
            rows = [(snapshot.conversation, seq, at, who, seal(text)) for seq, at, who, text in turns]
            db.executemany("INSERT OR IGNORE INTO turns VALUES (?, ?, ?, ?, ?)", rows)
            self._insert(db, snapshot, True, False)
        self.news.set()

    def _insert(self, db: sqlite3.Connection, letter: Letter, replace: bool, urgent: bool) -> None:
        now = time.time()
        newer = "UPDATE SET body = excluded.body, version = version + 1, state = 'waiting', due_at = excluded.due_at"
        db.execute(
            "INSERT INTO letters (key, kind, conversation, method, path, body, urgent, created_at, due_at, provisional) "
            f"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO {newer if replace else 'NOTHING'}",
            (
                letter.key,
                letter.kind,
                letter.conversation,
                letter.method,
                letter.path,
                seal(json.dumps(letter.body, ensure_ascii=False)),
                int(urgent),
                now,
                now,
                letter.body.get("provisional_number"),
            ),
        )

    def claim(self, key: str | None = None) -> Letter | None:
        """Takes one due letter (or the one named) for this sender alone, until its lease runs out."""
        now = time.time()
        which = "key = ?" if key else "due_at <= ?"
        with self._writing() as db:
            row = db.execute(
                f"SELECT * FROM letters WHERE state = 'waiting' AND leased_until <= ? AND {which} "
                "ORDER BY urgent DESC, due_at LIMIT 1",
                (now, key or now),
            ).fetchone()
            if row:
                db.execute("UPDATE letters SET leased_until = ? WHERE key = ?", (now + LEASE_SECONDS, row["key"]))
        return _letter(row) if row else None

    def delivered(self, letter: Letter, answer: Mapping[str, Any]) -> None:
        """The web has it. A snapshot that became newer meanwhile stays waiting."""
        with self._writing() as db:
            db.execute(
                "UPDATE letters SET answer = ?, leased_until = 0, "
                "state = CASE WHEN version = ? THEN 'delivered' ELSE state END WHERE key = ?",
                (seal(json.dumps(answer, ensure_ascii=False)), letter.version, letter.key),
            )

    def refused(self, letter: Letter, answer: Mapping[str, Any]) -> None:
        """The web will never take it as it is; it stays here for an operator to see."""
        with self._writing() as db:
            db.execute(
                "UPDATE letters SET state = 'refused', answer = ?, leased_until = 0 WHERE key = ? AND version = ?",
                (seal(json.dumps(answer, ensure_ascii=False)), letter.key, letter.version),
            )

    def try_later(self, letter: Letter) -> None:
        """Back-off: 1, 2, 4 … up to 60 seconds."""
        wait = min(2.0**letter.tries, LONGEST_WAIT)
        with self._writing() as db:
            db.execute(
                "UPDATE letters SET tries = tries + 1, due_at = ?, leased_until = 0 WHERE key = ?",
                (time.time() + wait, letter.key),
            )

    def all_due_now(self) -> None:
        """The web answers again: what waited for it need not wait longer."""
        with self._writing() as db:
            db.execute("UPDATE letters SET due_at = ?, tries = 0 WHERE state = 'waiting'", (time.time(),))

    def find(self, key: str) -> Letter | None:
        with self._lock:
            row = self._db.execute("SELECT * FROM letters WHERE key = ?", (key,)).fetchone()
        return _letter(row) if row else None

    def find_provisional(self, number: str) -> Letter | None:
        """The filing that was given this provisional number, whether it has reached the web or not."""
        with self._lock:
            row = self._db.execute(
                "SELECT * FROM letters WHERE kind = 'application' AND provisional = ?", (number,)
            ).fetchone()
        return _letter(row) if row else None

    def turns_of(self, conversation: str) -> list[dict[str, Any]]:
        """The turns the web has not acknowledged yet, the oldest first, as many as go in one snapshot."""
        with self._lock:
            rows = self._db.execute(
                "SELECT seq, at, who, text FROM turns WHERE conversation = ? ORDER BY seq LIMIT ?",
                (conversation, TURNS_AT_ONCE),
            ).fetchall()
        return [{**dict(row), "text": unseal(row["text"])} for row in rows]

    def acknowledged(self, conversation: str, heard_up_to: int, operator_active: bool) -> None:
        """Forgets turns that are on file, and keeps whether a person has taken the conversation over."""
        with self._writing() as db:
            db.execute("DELETE FROM turns WHERE conversation = ? AND seq <= ?", (conversation, heard_up_to))
            db.execute("INSERT OR REPLACE INTO desk VALUES (?, ?)", (conversation, int(operator_active)))

    def operator_is_active(self, conversation: str) -> bool:
        with self._lock:
            row = self._db.execute(
                "SELECT operator_active FROM desk WHERE conversation = ?", (conversation,)
            ).fetchone()
        return bool(row and row[0])

    def waiting(self) -> int:
        with self._lock:
            return self._db.execute("SELECT count(*) FROM letters WHERE state = 'waiting'").fetchone()[0]

    def sweep(self, older_than: float) -> None:
        """Forgets delivered letters older than so many seconds: personal data stays no longer than needed here."""
        with self._writing() as db:
            db.execute("DELETE FROM letters WHERE state = 'delivered' AND created_at < ?", (time.time() - older_than,))
