"""Where each person stands in their conversation."""

from __future__ import annotations

from assistant.store.database import Database
from assistant.store.rows import Desk

EMPTY = Desk(0, None)


class SqliteDesks:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, person: int) -> Desk:
        row = self._db.one("SELECT said, body FROM desk WHERE person = ?", (person,))
        return Desk(*row) if row else EMPTY

    def put(self, person: int, said: int, body: bytes | None) -> None:
        self._db.run(
            "INSERT INTO desk (person, said, body) VALUES (?, ?, ?)"
            " ON CONFLICT (person) DO UPDATE SET said = excluded.said, body = excluded.body",
            (person, said, body),
        )
