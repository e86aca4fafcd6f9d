"""Which blobs are on disk; their bytes are not in the books."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable

from assistant.store.database import Database
from assistant.store.rows import File

_FIND = "SELECT sha256, size, mime, unique_id, path, made_at, id FROM file"
_HASH = re.compile(r"[0-9a-f]{64}")
# Whatever table names a blob does so in a column called thus.
_CLAIMS = (
    "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c"
    " WHERE m.type = 'table' AND m.name <> 'file' AND (c.name = 'sha256' OR substr(c.name, -7) = '_sha256')"
)


class SqliteFiles:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, file: File) -> int:
        known = self.by_unique(file.unique_id) if file.unique_id else self._made(file.sha256)
        if known:
            # It is as good as new: the sweeper counts its age from now.
            self._db.run("UPDATE file SET made_at = max(made_at, ?) WHERE id = ?", (file.made_at, known.id))
            return known.id
        return self._db.insert(
            "INSERT INTO file (sha256, size, mime, unique_id, path, made_at) VALUES (?, ?, ?, ?, ?, ?)",
            (file.sha256, file.size, file.mime, file.unique_id, file.path, file.made_at),
        )

    def by_unique(self, unique_id: str) -> File | None:
        row = self._db.one(f"{_FIND} WHERE unique_id = ?", (unique_id,))
        return row and File(*row)

    def get(self, sha256: str) -> File | None:
        row = self._db.one(f"{_FIND} WHERE sha256 = ? ORDER BY id LIMIT 1", (sha256,))
        return row and File(*row)

    def made(self) -> list[File]:
        return [File(*row) for row in self._db.all(f"{_FIND} WHERE unique_id IS NULL ORDER BY id")]

    def _made(self, sha256: str) -> File | None:
        row = self._db.one(f"{_FIND} WHERE sha256 = ? AND unique_id IS NULL", (sha256,))
        return row and File(*row)

    # --- what may go ---

    def unknown(self, names: Collection[str]) -> list[str]:
        known = self._among("SELECT n.value FROM json_each(?) AS n JOIN file ON file.sha256 = n.value", names)
        known |= self._owed()
        return [name for name in names if name not in known]

    def mentioned(self, after: int, most: int) -> tuple[set[str], int | None]:
        rows = self._db.all("SELECT person, body FROM desk WHERE person > ? ORDER BY person LIMIT ?", (after, most))
        found = {name for _, body in rows if body for name in _HASH.findall(bytes(body).decode())}
        return found, rows[-1][0] if len(rows) == most else None

    def release(self, names: Collection[str], but: Collection[str], before: float) -> list[str]:
        kept = set(but) | self._owed() | self._claimed(names)
        kept |= self._among(
            "SELECT n.value FROM json_each(?) AS n JOIN file ON file.sha256 = n.value WHERE file.made_at >= ?",
            names,
            before,
        )
        gone = [name for name in names if name not in kept]
        self._db.run("DELETE FROM file WHERE sha256 IN (SELECT value FROM json_each(?))", (json.dumps(gone),))
        return gone

    def _owed(self) -> set[str]:
        """What is still to be sent."""
        rows = self._db.all("SELECT params FROM outbox WHERE state IN ('queued', 'sending')")
        return {name for (params,) in rows for name in _HASH.findall(bytes(params).decode())}

    def _claimed(self, names: Collection[str]) -> set[str]:
        """What some table names, whichever tables there are by now."""
        found: set[str] = set()
        for table, column in self._db.all(_CLAIMS):
            sql = f'SELECT n.value FROM json_each(?) AS n JOIN "{table}" AS t ON t."{column}" = n.value'  # noqa: S608 - names of our own schema
            found |= self._among(sql, names)
        return found

    def _among(self, sql: str, names: Iterable[str], *more: float) -> set[str]:
        return {name for (name,) in self._db.all(sql, (json.dumps(list(names)), *more))}
