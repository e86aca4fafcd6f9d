"""Reminders that have come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.store.database import Database
from assistant.store.rows_reminders import Reminder
from assistant.store.texts import from_text, to_text

_FIND = (
    "SELECT id, person, group_id, kind, occurrence, at, tell, times, snoozed, data, closed_at, how FROM reminder WHERE"
)


def _reminder(row: Any) -> Reminder:
    number, person, group, kind, occurrence, at, tell, times, snoozed, data, closed_at, how = row
    return Reminder(
        number, person, group, kind, occurrence, at, tell, times, bool(snoozed), from_text(data), closed_at, how
    )


class SqliteReminders:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(  # noqa: PLR0913, PLR0917 - one row, column by column
        self, person: int, group: int, kind: str, occurrence: str, tell: float, data: Mapping[str, Any], now: float
    ) -> int | None:
        row = self._db.one(f"{_FIND} group_id = ? AND kind = ? AND occurrence = ?", (group, kind, occurrence))
        if row is not None:
            return None
        return self._db.insert(
            "INSERT INTO reminder (person, group_id, kind, occurrence, at, tell, data) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (person, group, kind, occurrence, now, tell, to_text(data)),
        )

    def get(self, number: int) -> Reminder | None:
        row = self._db.one(f"{_FIND} id = ?", (number,))
        return row and _reminder(row)

    def open(self, person: int) -> list[Reminder]:
        rows = self._db.all(f"{_FIND} person = ? AND closed_at IS NULL ORDER BY id", (person,))
        return [_reminder(row) for row in rows]

    def open_of_group(self, group: int) -> list[Reminder]:
        rows = self._db.all(f"{_FIND} group_id = ? AND closed_at IS NULL ORDER BY id", (group,))
        return [_reminder(row) for row in rows]

    def told(self, number: int, tell: float | None) -> None:
        self._db.run("UPDATE reminder SET tell = ?, times = times + 1, snoozed = 0 WHERE id = ?", (tell, number))

    def wait(self, number: int, tell: float, *, snoozed: bool) -> None:
        self._db.run("UPDATE reminder SET tell = ?, snoozed = ? WHERE id = ?", (tell, int(snoozed), number))

    def pass_on(self, number: int, person: int, tell: float) -> None:
        self._db.run(
            "UPDATE reminder SET person = ?, tell = ?, times = 0, snoozed = 0 WHERE id = ?", (person, tell, number)
        )

    def close(self, number: int, how: str, now: float) -> bool:
        return (
            self._db.run(
                "UPDATE reminder SET closed_at = ?, how = ?, tell = NULL WHERE id = ? AND closed_at IS NULL",
                (now, how, number),
            )
            > 0
        )

    def forget(self, before: float) -> int:
        return self._db.run("DELETE FROM reminder WHERE closed_at < ?", (before,))
