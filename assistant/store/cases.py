"""Disputes, their chains, exhibits, seats and ballots."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from assistant.store.database import Database
from assistant.store.rows_cases import CaseRow, ExhibitRow, LinkRow, SeatRow
from assistant.store.texts import from_text, to_text

_COLUMNS = (
    "dispute.id, handle, group_id, order_id, claimant, respondent, dispute.state, filed_at, ended_at, body, version"
)
_FIND = f"SELECT {_COLUMNS} FROM dispute"  # noqa: S608 - our own constant
_BODY = 9  # its place among the columns
_LINK = "SELECT case_id, n, at, who, kind, digest, head, content, salt, private FROM dispute_event WHERE case_id = ?"


def _case(row: Any) -> CaseRow:
    values = list(row)
    values[_BODY] = from_text(values[_BODY])
    return CaseRow(*values)


def _link(row: Any) -> LinkRow:
    number, n, at, who, kind, digest, head, content, salt, private = row
    return LinkRow(number, n, at, who, kind, digest, head, _maybe(content), salt, _maybe(private))


def _maybe(text: str | None) -> dict[str, Any] | None:
    return None if text is None else from_text(text)


class SqliteCases:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def next_number(self) -> int:
        # Cases are never deleted and one thread writes, so nobody can take it in between.
        (number,) = self._db.one("SELECT coalesce(max(id), 0) + 1 FROM dispute")
        return int(number)

    def add(self, row: CaseRow) -> None:
        self._db.run(
            "INSERT INTO dispute (id, handle, group_id, order_id, claimant, respondent, state, filed_at, ended_at, body,"
            " version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.number,
                row.handle,
                row.group,
                row.order,
                row.claimant,
                row.respondent,
                row.state,
                row.filed_at,
                row.ended_at,
                to_text(row.body),
                row.version,
            ),
        )

    def get(self, number: int) -> CaseRow | None:
        row = self._db.one(f"{_FIND} WHERE id = ?", (number,))
        return row and _case(row)

    def by_handle(self, handle: str) -> CaseRow | None:
        row = self._db.one(f"{_FIND} WHERE handle = ?", (handle,))
        return row and _case(row)

    def of_person(self, person: int, most: int) -> list[CaseRow]:
        rows = self._db.all(
            f"{_FIND} WHERE id IN (SELECT id FROM dispute WHERE claimant = ?1 UNION SELECT id FROM dispute"  # noqa: S608 - our own constant
            " WHERE respondent = ?1 UNION SELECT case_id FROM seat WHERE person = ?1) ORDER BY id DESC LIMIT ?2",
            (person, most),
        )
        return [_case(row) for row in rows]

    def of_group(self, group: int, most: int) -> list[CaseRow]:
        rows = self._db.all(f"{_FIND} WHERE group_id = ? ORDER BY id DESC LIMIT ?", (group, most))
        return [_case(row) for row in rows]

    def open(self) -> list[int]:
        return [number for (number,) in self._db.all("SELECT id FROM dispute WHERE ended_at IS NULL ORDER BY id")]

    def of_order(self, order: int) -> list[CaseRow]:
        return [_case(row) for row in self._db.all(f"{_FIND} WHERE order_id = ? ORDER BY id DESC", (order,))]

    def filed_since(self, person: int, since: float) -> list[CaseRow]:
        rows = self._db.all(f"{_FIND} WHERE claimant = ? AND filed_at >= ? ORDER BY filed_at DESC", (person, since))
        return [_case(row) for row in rows]

    def save(self, row: CaseRow, version: int) -> bool:
        touched = self._db.run(
            "UPDATE dispute SET claimant = ?, respondent = ?, state = ?, ended_at = ?, body = ?, version = ?"
            " WHERE id = ? AND version = ?",
            (
                row.claimant,
                row.respondent,
                row.state,
                row.ended_at,
                to_text(row.body),
                row.version,
                row.number,
                version,
            ),
        )
        return touched > 0

    # --- the chain ---

    def link(self, row: LinkRow) -> None:
        self._db.run(
            "INSERT INTO dispute_event (case_id, n, at, who, kind, digest, head, content, salt, private)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.case,
                row.n,
                row.at,
                row.who,
                row.kind,
                row.digest,
                row.head,
                None if row.content is None else to_text(row.content),
                row.salt,
                None if row.private is None else to_text(row.private),
            ),
        )

    def chain(self, number: int) -> list[LinkRow]:
        return [_link(row) for row in self._db.all(f"{_LINK} ORDER BY n", (number,))]

    def last_link(self, number: int) -> LinkRow | None:
        row = self._db.one(f"{_LINK} ORDER BY n DESC LIMIT 1", (number,))
        return row and _link(row)

    def erase_links(self, number: int, which: Collection[int]) -> int:
        return sum(
            self._db.run(
                "UPDATE dispute_event SET content = NULL, salt = NULL, private = NULL WHERE case_id = ? AND n = ?",
                (number, n),
            )
            for n in which
        )

    # --- exhibits ---

    def put_exhibit(self, row: ExhibitRow) -> None:
        self._db.run(
            "INSERT INTO exhibit (case_id, n, person, sha256, copy_sha256, near, unique_id, size, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (row.case, row.n, row.person, row.sha256, row.copy_sha256, row.near, row.unique_id, row.size, row.at),
        )

    def exhibits(self, number: int) -> list[ExhibitRow]:
        rows = self._db.all(
            "SELECT case_id, n, person, sha256, copy_sha256, near, unique_id, size, at FROM exhibit WHERE case_id = ?"
            " ORDER BY n",
            (number,),
        )
        return [ExhibitRow(*row) for row in rows]

    def seen(self, sha256: str, besides: int) -> list[int]:
        rows = self._db.all(
            "SELECT DISTINCT case_id FROM exhibit WHERE sha256 = ? AND case_id <> ? ORDER BY case_id", (sha256, besides)
        )
        return [number for (number,) in rows]

    def looks(self, besides: int, since: float) -> list[tuple[int, str]]:
        rows = self._db.all(
            "SELECT case_id, near FROM exhibit WHERE at >= ? AND near IS NOT NULL AND case_id <> ?", (since, besides)
        )
        return [(number, near) for number, near in rows]

    def erase_exhibits(self, number: int, which: Collection[int]) -> int:
        return sum(
            self._db.run(
                "UPDATE exhibit SET person = NULL, sha256 = NULL, copy_sha256 = NULL, near = NULL, unique_id = NULL"
                " WHERE case_id = ? AND n = ?",
                (number, n),
            )
            for n in which
        )

    # --- the panel ---

    def put_seat(self, row: SeatRow) -> None:
        self._db.run(
            "INSERT INTO seat (case_id, round, slot, person, state, at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (case_id, round, slot) DO UPDATE SET person = excluded.person, state = excluded.state",
            (row.case, row.round, row.slot, row.person, row.state, row.at),
        )

    def forget_seats(self, number: int, person: int) -> int:
        return self._db.run("UPDATE seat SET person = 0 WHERE case_id = ? AND person = ?", (number, person))

    def ruled_on(self, party: int, since: float) -> list[int]:
        rows = self._db.all(
            "SELECT DISTINCT seat.person FROM seat JOIN ballot USING (case_id, round, slot) WHERE ballot.at >= ?1 AND"
            " case_id IN (SELECT id FROM dispute WHERE claimant = ?2 UNION SELECT id FROM dispute WHERE respondent = ?2)",
            (since, party),
        )
        return [person for (person,) in rows]

    def inviters(self, group: int, person: int) -> list[int]:
        rows = self._db.all(
            "SELECT DISTINCT inviter FROM invitation WHERE group_id = ? AND used_by = ? AND answer = 'accepted'",
            (group, person),
        )
        return [inviter for (inviter,) in rows]

    def put_ballot(self, seat: SeatRow, commitment: str, now: float) -> None:
        self._db.run(
            "INSERT INTO ballot (case_id, round, slot, commitment, at) VALUES (?, ?, ?, ?, ?)",
            (seat.case, seat.round, seat.slot, commitment, now),
        )
