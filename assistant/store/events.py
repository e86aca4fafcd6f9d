"""The append-only history of everything worth proving later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.store.database import Database
from assistant.store.rows import LoggedEvent
from assistant.store.texts import from_text, to_text


class SqliteEvents:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def append(self, subject: str, name: str, body: Mapping[str, Any], person: int | None, now: float) -> int:
        return self._db.insert(
            "INSERT INTO event (at, person, subject, name, body) VALUES (?, ?, ?, ?, ?)",
            (now, person, subject, name, to_text(body)),
        )

    def of(self, subject: str) -> list[LoggedEvent]:
        rows = self._db.all(
            "SELECT id, at, person, subject, name, body FROM event WHERE subject = ? ORDER BY id", (subject,)
        )
        return [
            LoggedEvent(number, at, person, subject, name, from_text(body))
            for number, at, person, subject, name, body in rows
        ]
