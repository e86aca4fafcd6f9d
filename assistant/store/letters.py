"""Updates that could not be handled, kept as they came for the operator."""

from __future__ import annotations

from assistant.store.database import Database
from assistant.store.rows import Letter
from assistant.store.shelves import FOREVER


class SqliteLetters:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def bury(self, update_id: int | None, raw: bytes, error: str, now: float) -> int:
        return self._db.insert(
            "INSERT INTO letter (update_id, raw, error, at) VALUES (?, ?, ?, ?)", (update_id, raw, error, now)
        )

    def forget(self, before: float, most: int = FOREVER) -> int:
        return self._db.run(
            "DELETE FROM letter WHERE id IN (SELECT id FROM letter WHERE at < ? ORDER BY id LIMIT ?)", (before, most)
        )

    def recent(self, limit: int) -> list[Letter]:
        rows = self._db.all("SELECT id, update_id, raw, error, at FROM letter ORDER BY id DESC LIMIT ?", (limit,))
        return [Letter(*row) for row in rows]
