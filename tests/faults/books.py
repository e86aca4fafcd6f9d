"""The database as anybody may read it, from outside and without a lock."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.store.driver import driver  # the same library as the code under test: two would undo each other's locks


@dataclass(frozen=True)
class Books:
    path: Path

    def rows(self, table: str, where: str = "1") -> list[dict[str, Any]]:
        connection = driver.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            connection.row_factory = driver.Row
            return [dict(row) for row in connection.execute(f"SELECT * FROM {table} WHERE {where}")]
        finally:
            connection.close()

    def unfinished(self) -> bool:
        """Whether a message is still owed or slow work to be done."""
        waiting = "state IN ('queued', 'sending', 'running')"
        return bool(self.rows("outbox", waiting) or self.rows("job", waiting))
