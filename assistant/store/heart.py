"""When the assistant was last alive; from then until the next start it was down."""

from __future__ import annotations

from assistant.store.database import Database


class SqliteHeart:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def beat(self, now: float) -> None:
        self._db.run(
            "INSERT INTO heart (only, at) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET at = excluded.at", (now,)
        )

    def last(self) -> float | None:
        row = self._db.one("SELECT at FROM heart")
        return row[0] if row else None
