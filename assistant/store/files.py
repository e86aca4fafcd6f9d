"""Which blobs are on disk; their bytes are not in the books."""

from __future__ import annotations

from assistant.store.database import Database
from assistant.store.rows import File

_FIND = "SELECT sha256, size, mime, unique_id, path, made_at, id FROM file"


class SqliteFiles:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, file: File) -> int:
        known = self.by_unique(file.unique_id) if file.unique_id else self._made(file.sha256)
        if known:
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
