"""Taking people out of the books."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from assistant.store.database import Database
from assistant.store.rows_orders import OrderRow
from assistant.store.rows_privacy import NOBODY, SOMEBODY_ELSE, Mark
from assistant.store.rows_safety import SafetyRow
from assistant.store.texts import from_text, to_text

# In order: what refers to a row goes, or gets the alias, before the row does. ?1 the person, ?2 the alias, ?3 now.
_TAKE_OUT = (
    "UPDATE desk SET body = NULL WHERE person = ?1",
    "DELETE FROM member WHERE person = ?1",
    "DELETE FROM group_role WHERE person = ?1",
    # Their names stand in the history of the invitations that they answered.
    (
        "UPDATE event SET body = '{}' WHERE name = 'RoleInvited' AND subject IN"
        " (SELECT 'group:' || group_id FROM invitation WHERE used_by = ?1) AND json_extract(body, '$.handle') IN"
        " (SELECT handle FROM invitation WHERE used_by = ?1)"
    ),
    "DELETE FROM invitation WHERE inviter = ?1 AND answer IS NULL",
    "UPDATE invitation SET inviter = ?2 WHERE inviter = ?1",
    "UPDATE invitation SET used_by = ?2, name = '' WHERE used_by = ?1",
    (
        "UPDATE event SET body = '{}' WHERE name IN ('RoleDropped', 'OwnerChanged')"
        " AND ?1 IN (json_extract(body, '$.who'), json_extract(body, '$.before'))"
    ),
    "UPDATE event SET person = ?2 WHERE person = ?1",
    (
        "UPDATE reminder SET person = (SELECT CASE owner WHEN ?1 THEN ?2 ELSE owner END FROM trade_group"
        " WHERE trade_group.id = reminder.group_id) WHERE person = ?1"
    ),
    "UPDATE trade_group SET owner = ?2, payee = NULL, version = version + 1 WHERE owner = ?1",
    "UPDATE penalty SET person = ?2 WHERE person = ?1",
    "DELETE FROM risk_question WHERE person = ?1",
    "DELETE FROM chat_request WHERE person = ?1",
    # Known again only by the numbers of updates, so that one delivered twice is not taken for a new one.
    "UPDATE inbox SET person = 0, answer = NULL, ack = NULL WHERE person = ?1",
    "DELETE FROM outbox WHERE chat = ?1 AND state <> 'sending'",
    (
        "DELETE FROM letter WHERE instr(CAST(raw AS TEXT), '\"id\":' || ?1 || ',') OR"
        " instr(CAST(raw AS TEXT), '\"id\": ' || ?1 || ',')"
    ),
    "DELETE FROM job WHERE person = ?1",
    "DELETE FROM timer WHERE person = ?1 AND kind LIKE 'session.%'",
    "UPDATE timer SET person = NULL WHERE person = ?1",
    (
        "UPDATE person SET name = '', username = NULL, language = NULL, locale = NULL, zone = NULL, currency = NULL,"
        " blocked_at = NULL, seen_at = 0 WHERE id = ?1"
    ),
    "INSERT INTO leaving (person, at) VALUES (?1, ?3) ON CONFLICT (person) DO UPDATE SET at = excluded.at",
)


class SqlitePrivacy:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def know_nobody(self, alias: int, now: float) -> None:
        if alias < NOBODY:
            raise ValueError(f"{alias} may be somebody's number")
        # Blocked from the start: whatever is told to nobody is told to nobody.
        self._db.run(
            "INSERT INTO person (id, name, blocked_at, seen_at) VALUES (?, '', ?, 0) ON CONFLICT DO NOTHING",
            (alias, now),
        )

    def take_out(self, person: int, alias: int, now: float) -> None:
        for sql in _TAKE_OUT:
            wanted = 3 if "?3" in sql else 2 if "?2" in sql else 1
            self._db.run(sql, (person, alias, now)[:wanted])

    def rewrite_order(self, row: OrderRow) -> None:
        self._db.run(
            "UPDATE trade_order SET other = ?, invited = ?, handle = ?, body = ? WHERE id = ?",
            (row.other, row.invited, row.handle, to_text(row.body), row.number),
        )
        if row.maker >= NOBODY:
            self._db.run("UPDATE trade_order SET maker = ?, hash = ? WHERE id = ?", (row.maker, row.hash, row.number))
        self._db.run("DELETE FROM order_party WHERE order_id = ?", (row.number,))
        for person in {row.maker, row.other, row.invited} - {None}:
            self._db.run("INSERT INTO order_party (person, order_id) VALUES (?, ?)", (person, row.number))

    def named_in_cases(self, person: int) -> list[int]:
        rows = self._db.all("SELECT id FROM dispute WHERE instr(body, ?) ORDER BY id", (str(person),))
        return [number for (number,) in rows]

    def bare_links(self, case: int, which: Collection[int]) -> None:
        for n in which:
            self._db.run("UPDATE dispute_event SET private = NULL WHERE case_id = ? AND n = ?", (case, n))

    def named_in_safety(self, person: int) -> list[SafetyRow]:
        rows = self._db.all(
            "SELECT group_id, n, made_at, body FROM safety WHERE instr(body, ?) ORDER BY group_id, n", (str(person),)
        )
        return [SafetyRow(group, n, made, from_text(body)) for group, n, made, body in rows]

    def rewrite_safety(self, group: int, n: int, body: Mapping[str, Any]) -> None:
        self._db.run("UPDATE safety SET body = ? WHERE group_id = ? AND n = ?", (to_text(body), group, n))

    def seats(self, person: int) -> list[tuple[int, str, float]]:
        rows = self._db.all("SELECT case_id, state, at FROM seat WHERE person = ? ORDER BY case_id, at", (person,))
        return [(case, state, at) for case, state, at in rows]

    def invited_by(self, person: int) -> int:
        (count,) = self._db.one("SELECT count(*) FROM invitation WHERE inviter = ?", (person,))
        return int(count)

    # --- time ---

    def mark(self, what: str) -> Mark:
        row = self._db.one("SELECT at, id FROM swept WHERE what = ?", (what,))
        return Mark(*row) if row else Mark()

    def set_mark(self, what: str, mark: Mark) -> None:
        self._db.run(
            "INSERT INTO swept (what, at, id) VALUES (?, ?, ?)"
            " ON CONFLICT (what) DO UPDATE SET at = excluded.at, id = excluded.id",
            (what, mark.at, mark.id),
        )

    def cases_ended(self, after: Mark, before: float, most: int) -> list[Mark]:
        rows = self._db.all(
            "SELECT ended_at, id FROM dispute WHERE (ended_at, id) > (?, ?) AND ended_at < ? ORDER BY ended_at, id LIMIT ?",
            (after.at, after.id, before, most),
        )
        return [Mark(*row) for row in rows]

    def orders_made(self, after: Mark, before: float, most: int) -> list[Mark]:
        rows = self._db.all(
            "SELECT made_at, id FROM trade_order WHERE (made_at, id) > (?, ?) AND made_at < ? AND maker <> ?"
            " ORDER BY made_at, id LIMIT ?",
            (after.at, after.id, before, NOBODY, most),
        )
        return [Mark(*row) for row in rows]

    def forget_order_people(self, order: int) -> None:
        self._db.run(
            "UPDATE event SET person = ? WHERE subject = ? AND person IS NOT NULL AND person < ?",
            (SOMEBODY_ELSE, f"order:{order}", NOBODY),
        )

    def forget_in_case(self, case: int) -> None:
        self._db.run("UPDATE seat SET person = 0 WHERE case_id = ?", (case,))
        self._db.run("UPDATE penalty SET person = ? WHERE case_id = ? AND person < ?", (NOBODY, case, NOBODY))

    def clear_leaving(self, before: float, most: int) -> int:
        gone = [row[0] for row in self._db.all("SELECT person FROM leaving WHERE at < ? LIMIT ?", (before, most))]
        for person in gone:
            self._db.run("DELETE FROM leaving WHERE person = ?", (person,))
            empty = self._db.one("SELECT 1 FROM person WHERE id = ? AND seen_at = 0 AND name = ''", (person,))
            if empty:
                self._db.run("DELETE FROM desk WHERE person = ?", (person,))
                self._db.run("DELETE FROM person WHERE id = ?", (person,))
        return len(gone)

    def forget_questions(self, before: float) -> int:
        return self._db.run("DELETE FROM risk_question WHERE at < ?", (before,))
