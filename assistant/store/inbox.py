"""Which updates were answered, and how: a redelivered one gets the same answer again."""

from __future__ import annotations

from assistant.store.database import Database
from assistant.store.rows import Stored
from assistant.store.shelves import FOREVER


class SqliteInbox:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def seen(self, update_id: int) -> Stored | None:
        row = self._db.one("SELECT person, said, answer, ack FROM inbox WHERE update_id = ?", (update_id,))
        return row and Stored(*row)

    def record(  # noqa: PLR0913, PLR0917 - one row, column by column
        self, update_id: int, person: int, now: float, said: int, answer: bytes | None, ack: str | None
    ) -> None:
        self._db.run(
            "INSERT INTO inbox (update_id, person, at, said, answer, ack) VALUES (?, ?, ?, ?, ?, ?)",
            (update_id, person, now, said, answer, ack),
        )

    def forget(self, before: float, most: int = FOREVER) -> int:
        return self._db.run(
            "DELETE FROM inbox WHERE update_id IN (SELECT update_id FROM inbox WHERE at < ? ORDER BY at LIMIT ?)",
            (before, most),
        )
