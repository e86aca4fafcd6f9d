"""Messages owed: in order per chat, each with a stated way to deal with an unknown result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from assistant.store.database import Database
from assistant.store.rows import Owed, Policy
from assistant.store.shelves import FOREVER
from assistant.store.texts import from_text, to_text
from assistant.store.timers import SqliteTimers

_COLUMNS = "id, chat, method, params, policy, state, attempts, queued_at, not_before, result, why"
# Nothing older of the same chat is unfinished: it is that chat's turn.
_IS_HEAD = (
    "NOT EXISTS (SELECT 1 FROM outbox AS older WHERE older.chat = outbox.chat AND older.id < outbox.id"
    " AND older.state IN ('queued', 'sending'))"
)
_GET = f"SELECT {_COLUMNS} FROM outbox WHERE id = ?"  # noqa: S608 - our own constants
_READY = (
    f"SELECT {_COLUMNS} FROM outbox WHERE state = 'queued' AND not_before <= ?"  # noqa: S608 - our own constants
    f" AND chat NOT IN (SELECT value FROM json_each(?)) AND {_IS_HEAD} ORDER BY not_before, id LIMIT ?"
)
_NEXT_AT = (
    f"SELECT not_before FROM outbox WHERE state = 'queued' AND {_IS_HEAD}"  # noqa: S608 - our own constants
    " ORDER BY not_before, id LIMIT 1"
)
_AFTER_UNKNOWN = "CASE policy WHEN 'once' THEN 'unknown' ELSE 'queued' END"


class SqliteOutbox:
    __slots__ = ("_db", "_timers")

    def __init__(self, db: Database) -> None:
        self._db, self._timers = db, SqliteTimers(db)

    def queue(  # noqa: PLR0913, PLR0917 - one row, column by column
        self,
        chat: int,
        method: str,
        params: bytes,
        policy: Policy,
        now: float,
        proof: Mapping[str, Any] | None = None,
    ) -> int:
        return self._db.insert(
            "INSERT INTO outbox (chat, method, params, policy, queued_at, not_before, proof)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (chat, method, params, policy, now, now, to_text(proof) if proof else None),
        )

    def get(self, owed: int) -> Owed | None:
        row = self._db.one(_GET, (owed,))
        return row and Owed(*row)

    def waiting(self, chat: int) -> bool:
        return (
            self._db.one("SELECT 1 FROM outbox WHERE chat = ? AND state IN ('queued', 'sending') LIMIT 1", (chat,))
            is not None
        )

    def ready(self, now: float, limit: int, held: frozenset[int] | set[int] = frozenset()) -> list[Owed]:
        rows = self._db.all(_READY, (now, msgspec.json.encode(held).decode(), limit))
        return [Owed(*row) for row in rows]

    def claim(self, ids: Sequence[int]) -> list[int]:
        return [
            owed
            for owed in ids
            if self._db.run(
                "UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = ? AND state = 'queued'",
                (owed,),
            )
        ]

    def sent(self, owed: int, result: bytes | None, now: float) -> bool:
        row = self._db.one(
            "UPDATE outbox SET state = 'sent', result = ?, sent_at = ? WHERE id = ? RETURNING chat, proof",
            (result, now, owed),
        )
        if row is None or row[1] is None:
            return False
        proof = from_text(row[1])
        answer = {"result": msgspec.json.decode(result or b"null")} if proof.get("answered") else {}
        self._tell(owed, row[0], proof, "kind", now, answer)
        return True

    def _tell(  # noqa: PLR0913, PLR0917 - one timer, field by field
        self, owed: int, chat: int, proof: Mapping[str, Any], end: str, now: float, answer: Mapping[str, Any]
    ) -> None:
        self._timers.put(f"proof:{owed}", now, proof[end], chat, {**proof["data"], **answer})

    def retry(self, owed: int, at: float) -> None:
        self._db.run(
            "UPDATE outbox SET state = 'queued', not_before = ? WHERE id = ? AND state IN ('queued', 'sending')",
            (at, owed),
        )

    def unknown(self, owed: int, at: float = 0.0) -> bool:
        row = self._db.one(
            f"UPDATE outbox SET state = {_AFTER_UNKNOWN}, not_before = max(not_before, ?), why = 'unknown result'"  # noqa: S608 - our own constants
            " WHERE id = ? AND state = 'sending' RETURNING state",
            (at, owed),
        )
        return row is not None and row[0] == "queued"

    def dead(self, owed: int, why: str, now: float) -> bool:
        row = self._db.one(
            "UPDATE outbox SET state = 'dead', why = ? WHERE id = ? AND state IN ('queued', 'sending') RETURNING chat, proof",
            (why, owed),
        )
        proof = from_text(row[1]) if row is not None and row[1] is not None else {}
        if not proof.get("lost"):
            return False
        self._tell(owed, row[0], proof, "lost", now, {"why": why} if proof.get("answered") else {})
        return True

    def next_at(self) -> float | None:
        row = self._db.one(_NEXT_AT)
        return row[0] if row else None

    def recover(self) -> int:
        return self._db.run(
            f"UPDATE outbox SET state = {_AFTER_UNKNOWN}, why = 'unknown result'"  # noqa: S608 - our own constants
            " WHERE state IN ('queued', 'sending') AND state = 'sending'"  # as its index has it
        )

    def oldest(self) -> float | None:
        row = self._db.one("SELECT min(queued_at) FROM outbox WHERE state IN ('queued', 'sending')")
        queued_at: float | None = row[0]
        return queued_at

    def forget(self, before: float, most: int = FOREVER) -> int:
        return self._db.run(
            "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state IN ('sent', 'unknown', 'dead')"
            " AND queued_at < ? ORDER BY queued_at LIMIT ?)",
            (before, most),
        )
