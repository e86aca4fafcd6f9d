"""Penalties and risk entries."""

from __future__ import annotations

from typing import Any

from assistant.store.database import Database
from assistant.store.rows_cases import PenaltyRow, RiskRow

_RISK = "SELECT case_id, group_id, key, made_at, expires_at, contested_at, contest, kept, id FROM risk WHERE"
_CHANGING = frozenset({"contested_at", "contest", "settled_at", "kept", "expires_at"})


def _risk(row: Any) -> RiskRow:
    case, group, key, made, expires, contested, contest, kept, number = row
    answer = None if kept is None else bool(kept)
    return RiskRow(case, group, key, made, expires, contested, contest, answer, number)


class SqlitePenalties:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, row: PenaltyRow) -> None:
        self._db.run(
            "INSERT INTO penalty (case_id, group_id, person, breach, step, deviates, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.case, row.group, row.person, row.breach, row.step, int(row.deviates), row.at),
        )

    def of_group(self, group: int) -> list[PenaltyRow]:
        rows = self._db.all(
            "SELECT case_id, group_id, person, breach, step, deviates, at FROM penalty WHERE group_id = ? ORDER BY at",
            (group,),
        )
        return [
            PenaltyRow(number, of, person, breach, step, bool(deviates), at)
            for number, of, person, breach, step, deviates, at in rows
        ]

    def secret(self, fresh: str) -> str:
        self._db.run("INSERT INTO risk_secret (only, key) VALUES (1, ?) ON CONFLICT (only) DO NOTHING", (fresh,))
        (key,) = self._db.one("SELECT key FROM risk_secret WHERE only = 1")
        return str(key)

    def add_risk(self, row: RiskRow) -> int:
        return self._db.insert(
            "INSERT INTO risk (case_id, group_id, key, made_at, expires_at) VALUES (?, ?, ?, ?, ?)",
            (row.case, row.group, row.key, row.made_at, row.expires_at),
        )

    def risk(self, number: int) -> RiskRow | None:
        row = self._db.one(f"{_RISK} id = ?", (number,))
        return row and _risk(row)

    def risks_about(self, key: str) -> list[RiskRow]:
        return [_risk(row) for row in self._db.all(f"{_RISK} key = ? ORDER BY id", (key,))]

    def risks_of(self, group: int) -> list[RiskRow]:
        return [_risk(row) for row in self._db.all(f"{_RISK} group_id = ? ORDER BY id", (group,))]

    def change_risk(self, number: int, /, **changes: Any) -> bool:
        if unknown := changes.keys() - _CHANGING:
            raise TypeError(f"not to be changed here: {', '.join(sorted(unknown))}")
        values = [int(value) if isinstance(value, bool) else value for value in changes.values()]
        sets = ", ".join(f"{name} = ?" for name in changes)
        return self._db.run(f"UPDATE risk SET {sets} WHERE id = ?", (*values, number)) > 0  # noqa: S608 - checked names

    def forget_risks(self, before: float) -> int:
        return self._db.run("DELETE FROM risk WHERE expires_at < ?", (before,))

    def asked(self, person: int, group: int, now: float) -> None:
        self._db.run("INSERT INTO risk_question (person, group_id, at) VALUES (?, ?, ?)", (person, group, now))

    def asked_since(self, person: int, since: float) -> int:
        (count,) = self._db.one("SELECT count(*) FROM risk_question WHERE person = ? AND at >= ?", (person, since))
        return int(count)
