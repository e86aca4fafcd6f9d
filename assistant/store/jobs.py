"""Slow work that a turn asked for and a worker does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.store.database import Database
from assistant.store.rows import Job
from assistant.store.shelves import FOREVER
from assistant.store.texts import from_text, to_text

MOST_STARTS = 3
_COLUMNS = "id, kind, args, person, state, attempts, result, code, queued_at"


def _job(row: tuple[Any, ...]) -> Job:
    number, kind, args, person, state, attempts, result, code, queued_at = row
    done = None if result is None else from_text(result)
    return Job(str(number), kind, from_text(args), person, state, attempts, done, code, queued_at)


class SqliteJobs:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def queue(self, kind: str, args: Mapping[str, Any], person: int | None, now: float) -> str:
        return str(
            self._db.insert(
                "INSERT INTO job (kind, args, person, queued_at) VALUES (?, ?, ?, ?)",
                (kind, to_text(args), person, now),
            )
        )

    def get(self, job: str) -> Job | None:
        row = self._db.one(f"SELECT {_COLUMNS} FROM job WHERE id = ?", (_number(job),))  # noqa: S608 - our own constant
        return row and _job(row)

    def ready(self, limit: int) -> list[Job]:
        rows = self._db.all(
            f"SELECT {_COLUMNS} FROM job WHERE state = 'queued' ORDER BY id LIMIT ?",  # noqa: S608 - our own constant
            (limit,),
        )
        return [_job(row) for row in rows]

    def waiting(self, kind: str, person: int) -> bool:
        # One look for each state, since each has an index of its own.
        (found,) = self._db.one(
            "SELECT EXISTS (SELECT 1 FROM job WHERE state = 'queued' AND kind = ? AND person = ?)"
            " OR EXISTS (SELECT 1 FROM job WHERE state = 'running' AND kind = ? AND person = ?)",
            (kind, person, kind, person),
        )
        return bool(found)

    def start(self, job: str) -> bool:
        return (
            self._db.run(
                "UPDATE job SET state = 'running', attempts = attempts + 1 WHERE id = ? AND state = 'queued'",
                (_number(job),),
            )
            > 0
        )

    def finish(self, job: str, result: Mapping[str, Any]) -> bool:
        return (
            self._db.run(
                "UPDATE job SET state = 'done', result = ? WHERE id = ? AND state IN ('queued', 'running')",
                (to_text(result), _number(job)),
            )
            > 0
        )

    def fail(self, job: str, code: str) -> bool:
        return (
            self._db.run(
                "UPDATE job SET state = 'failed', code = ? WHERE id = ? AND state IN ('queued', 'running')",
                (code, _number(job)),
            )
            > 0
        )

    def requeue_unfinished(self) -> list[Job]:
        # A job that took the process down with it each time must not do so for ever.
        self._db.run("UPDATE job SET state = 'queued' WHERE state = 'running' AND attempts < ?", (MOST_STARTS,))
        rows = self._db.all(f"SELECT {_COLUMNS} FROM job WHERE state = 'running' ORDER BY id")  # noqa: S608 - our own constant
        return [_job(row) for row in rows]

    def forget(self, before: float, most: int = FOREVER) -> int:
        return self._db.run(
            "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE state IN ('done', 'failed')"
            " AND queued_at < ? ORDER BY id LIMIT ?)",
            (before, most),
        )


def _number(job: str) -> int:
    # An id nobody gave out finds nothing.
    return int(job) if job.isascii() and job.isdecimal() and len(job) < 19 else -1
