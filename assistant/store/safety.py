"""What owners settled about safety: versions that stay, and the papers made of the newest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.store.database import Database
from assistant.store.rows_safety import SafetyRow
from assistant.store.texts import from_text, to_text

_NEWEST = "(SELECT max(n) FROM safety WHERE group_id = ?1)"


class SqliteSafeties:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, group: int, body: Mapping[str, Any], now: float) -> int:
        (n,) = self._db.one("SELECT coalesce(max(n), 0) + 1 FROM safety WHERE group_id = ?", (group,))
        self._db.run(
            "INSERT INTO safety (group_id, n, made_at, body) VALUES (?, ?, ?, ?)", (group, n, now, to_text(body))
        )
        return int(n)

    def get(self, group: int) -> SafetyRow | None:
        row = self._db.one(
            "SELECT group_id, n, made_at, body FROM safety WHERE group_id = ? ORDER BY n DESC LIMIT 1", (group,)
        )
        return row and SafetyRow(row[0], row[1], row[2], from_text(row[3]))

    def note_paper(self, group: int, kind: str, now: float) -> bool:
        row = self.get(group)
        if row is None:
            return False
        self._db.run(
            "INSERT INTO safety_paper (group_id, kind, n, made_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (group_id, kind) DO UPDATE SET n = excluded.n, made_at = excluded.made_at",
            (group, kind, row.n, now),
        )
        return True

    def papers(self, group: int) -> frozenset[str]:
        rows = self._db.all(
            f"SELECT kind FROM safety_paper WHERE group_id = ?1 AND n = {_NEWEST}",  # noqa: S608 - our own constant
            (group,),
        )
        return frozenset(row[0] for row in rows)
