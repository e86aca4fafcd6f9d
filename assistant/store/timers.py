"""Deadlines as rows, found by a sweep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.store.database import Database
from assistant.store.rows import Timer
from assistant.store.texts import from_text, to_text


class SqliteTimers:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, key: str, due: float, kind: str, person: int | None, data: Mapping[str, Any]) -> None:
        self._db.run(
            "INSERT INTO timer (key, due, kind, person, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE"
            " SET due = excluded.due, kind = excluded.kind, person = excluded.person, data = excluded.data",
            (key, due, kind, person, to_text(data)),
        )

    def drop(self, key: str) -> bool:
        return self._db.run("DELETE FROM timer WHERE key = ?", (key,)) > 0

    def drop_prefix(self, prefix: str) -> int:
        if not prefix:
            raise ValueError("an empty prefix would drop every timer")
        # The byte FF sorts behind every character, so this is exactly the range of keys that start so.
        return self._db.run(
            "DELETE FROM timer WHERE key >= ?1 AND key < ?1 || CAST(x'FF' AS TEXT)",
            (prefix,),
        )

    def due(self, now: float, limit: int) -> list[Timer]:
        rows = self._db.all(
            "SELECT key, due, kind, person, data FROM timer WHERE due <= ? ORDER BY due, key LIMIT ?", (now, limit)
        )
        return [Timer(key, due, kind, person, from_text(data)) for key, due, kind, person, data in rows]

    def next(self) -> float | None:
        due: float | None = self._db.one("SELECT min(due) FROM timer")[0]
        return due
