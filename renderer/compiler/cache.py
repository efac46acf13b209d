"""Remembers results of transforms between runs, by the content they were made from."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

VERSION = 1
"""Raised when the meaning of the entries changes; an older cache is thrown away."""

MAX_BYTES = 256 * 1024 * 1024
_FILE = "compiler.sqlite"
_BATCH = 500


class Cache(Protocol):
    """JSON values by key; may forget anything at any time."""

    def get(self, keys: Iterable[str]) -> dict[str, Any]:
        """Return the entries that are known."""
        ...

    def put(self, entries: Mapping[str, Any]) -> None:
        """Remember entries."""
        ...

    def clear(self) -> None:
        """Forget every entry, those of other users too."""
        ...

    def close(self) -> None:
        """Let go of the storage."""
        ...


class NoCache:
    """Remembers nothing."""

    def get(self, keys: Iterable[str]) -> dict[str, Any]:
        return {}

    def put(self, entries: Mapping[str, Any]) -> None:
        return None

    def clear(self) -> None:
        pass

    def close(self) -> None:
        return None


class DiskCache:
    """A cache in one SQLite file, safe against kill and against several writers.

    A damaged file is replaced; a folder that cannot be written works as no cache at all. When the
    entries exceed ``max_bytes``, those used longest ago are dropped.
    """

    def __init__(self, folder: Path | str, max_bytes: int = MAX_BYTES) -> None:
        self._path = Path(folder) / _FILE
        self._max_bytes = max_bytes
        self._database = self._open()

    def get(self, keys: Iterable[str]) -> dict[str, Any]:
        if self._database is None:
            return {}
        wanted = list(keys)
        found: dict[str, Any] = {}
        try:
            for start in range(0, len(wanted), _BATCH):
                part = wanted[start : start + _BATCH]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, value FROM entries WHERE key IN ({marks})"
                for key, text in self._database.execute(query, part):
                    found[key] = json.loads(text)
        except (sqlite3.Error, ValueError):
            self._give_up()
        return found

    def put(self, entries: Mapping[str, Any]) -> None:
        if self._database is None or not entries:
            return
        now = int(time.time())
        texts = {key: json.dumps(value, separators=(",", ":")) for key, value in entries.items()}
        rows = [(key, text, len(text), now) for key, text in texts.items()]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO entries VALUES (?,?,?,?)", rows)
        except sqlite3.Error:
            self._give_up()

    def clear(self) -> None:
        if self._database is None:
            return
        try:
            with self._database:
                self._database.execute("DELETE FROM entries")
            self._database.execute("VACUUM")
        except sqlite3.Error:
            self._give_up()

    def close(self) -> None:
        if self._database is None:
            return
        with contextlib.suppress(sqlite3.Error):
            self._shrink(self._database)
        with contextlib.suppress(sqlite3.Error):
            self._database.close()
        self._database = None

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            database: sqlite3.Connection | None = None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                database = sqlite3.connect(self._path, timeout=2, check_same_thread=False)
                self._prepare(database)
            except sqlite3.OperationalError:
                if database is not None:
                    database.close()
                return None
            except sqlite3.DatabaseError:
                if database is not None:
                    database.close()
                with contextlib.suppress(OSError):
                    self._path.unlink()
                continue
            except OSError:
                return None
            return database
        return None

    def _prepare(self, database: sqlite3.Connection) -> None:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version == VERSION:
            database.execute("SELECT 1 FROM entries LIMIT 1").fetchone()
            return
        database.execute("PRAGMA journal_mode=WAL")
        with database:
            database.execute("DROP TABLE IF EXISTS entries")
            database.execute(
                "CREATE TABLE entries"
                " (key TEXT PRIMARY KEY, value TEXT, size INTEGER, used INTEGER) WITHOUT ROWID"
            )
            database.execute(f"PRAGMA user_version={VERSION}")

    def _shrink(self, database: sqlite3.Connection) -> None:
        (total,) = database.execute("SELECT COALESCE(SUM(size), 0) FROM entries").fetchone()
        excess = total - self._max_bytes
        if excess <= 0:
            return
        doomed: list[tuple[str]] = []
        for key, size in database.execute("SELECT key, size FROM entries ORDER BY used, key"):
            doomed.append((key,))
            excess -= size
            if excess <= 0:
                break
        with database:
            database.executemany("DELETE FROM entries WHERE key=?", doomed)
        database.execute("PRAGMA incremental_vacuum")

    def _give_up(self) -> None:
        """Work on without a cache: a full disk or a damaged file must not stop the compiler."""
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
        self._database = None
