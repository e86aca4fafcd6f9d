"""Who has ever spoken to the assistant."""

from __future__ import annotations

from assistant.store.database import Database
from assistant.store.rows import Person


class SqlitePeople:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, person: int) -> Person | None:
        row = self._db.one(
            "SELECT id, name, username, language, locale, zone, currency, blocked_at, seen_at FROM person WHERE id = ?",
            (person,),
        )
        return row and Person(*row)

    def put(self, person: Person) -> None:
        self._db.run(
            "INSERT INTO person (id, name, username, language, locale, zone, currency, blocked_at, seen_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
            " username = excluded.username, language = excluded.language, locale = excluded.locale,"
            " zone = excluded.zone, currency = excluded.currency, blocked_at = excluded.blocked_at,"
            " seen_at = excluded.seen_at",
            (
                person.id,
                person.name,
                person.username,
                person.language,
                person.locale,
                person.zone,
                person.currency,
                person.blocked_at,
                person.seen_at,
            ),
        )

    def block(self, person: int, now: float | None) -> None:
        self._db.run("UPDATE person SET blocked_at = ? WHERE id = ?", (now, person))
