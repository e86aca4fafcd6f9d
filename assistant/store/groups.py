"""Groups, their rulebooks, members and QR codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.store.database import Database
from assistant.store.rows import Group, GroupQr, Member, Rulebook
from assistant.store.texts import from_text, to_text

_FIND = (
    "SELECT handle, owner, platform, kind, name, trade, audience, size, entry, zone, currency, payee, link, facts,"
    " founded_at, archived_at, version, id FROM trade_group"
)
_FACTS = 13  # their place among the columns
_FIND_MEMBER = "SELECT group_id, person, since, rules_version, confirmed_at, name FROM member WHERE group_id = ?"


def _group(row: Any) -> Group:
    values = list(row)
    values[_FACTS] = from_text(values[_FACTS])
    return Group(*values)


def _columns(group: Group) -> tuple[Any, ...]:
    return (
        group.owner,
        group.platform,
        group.kind,
        group.name,
        group.trade,
        group.audience,
        group.size,
        group.entry,
        group.zone,
        group.currency,
        group.payee,
        group.link,
        to_text(group.facts),
        group.archived_at,
    )


class SqliteGroups:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def found(self, group: Group, rulebook: Mapping[str, Any], now: float) -> int:
        with self._db.savepoint():
            made = self._db.insert(
                "INSERT INTO trade_group (handle, founded_at, owner, platform, kind, name, trade, audience, size, entry,"
                " zone, currency, payee, link, facts, archived_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (group.handle, now, *_columns(group)),
            )
            self.add_rulebook(made, rulebook, now)
        return made

    def get(self, group: int) -> Group | None:
        row = self._db.one(f"{_FIND} WHERE id = ?", (group,))
        return row and _group(row)

    def by_handle(self, handle: str) -> Group | None:
        row = self._db.one(f"{_FIND} WHERE handle = ?", (handle,))
        return row and _group(row)

    def of_owner(self, person: int) -> list[Group]:
        return [_group(row) for row in self._db.all(f"{_FIND} WHERE owner = ? ORDER BY id", (person,))]

    def of_member(self, person: int) -> list[Group]:
        rows = self._db.all(
            f"{_FIND} WHERE id IN (SELECT group_id FROM member WHERE person = ?) ORDER BY id",  # noqa: S608 - our own constant
            (person,),
        )
        return [_group(row) for row in rows]

    def update(self, group: int, version: int, /, **changes: Any) -> bool:
        fixed = changes.keys() & {"id", "version", "handle", "founded_at"}
        if fixed:
            raise TypeError(f"not to be changed here: {', '.join(sorted(fixed))}")
        kept = self.get(group)
        if kept is None or kept.version != version:
            return False
        touched = self._db.run(
            "UPDATE trade_group SET owner = ?, platform = ?, kind = ?, name = ?, trade = ?, audience = ?, size = ?,"
            " entry = ?, zone = ?, currency = ?, payee = ?, link = ?, facts = ?, archived_at = ?, version = version + 1"
            " WHERE id = ? AND version = ?",
            (*_columns(replace(kept, **changes)), group, version),
        )
        return touched > 0

    def renew_handle(self, group: int, handle: str) -> bool:
        return (
            self._db.run("UPDATE trade_group SET handle = ?, version = version + 1 WHERE id = ?", (handle, group)) > 0
        )

    def add_rulebook(self, group: int, body: Mapping[str, Any], now: float) -> int:
        (n,) = self._db.one("SELECT coalesce(max(n), 0) + 1 FROM rulebook WHERE group_id = ?", (group,))
        self._db.run(
            "INSERT INTO rulebook (group_id, n, made_at, body) VALUES (?, ?, ?, ?)", (group, n, now, to_text(body))
        )
        return int(n)

    def rulebook(self, group: int, n: int | None = None) -> Rulebook | None:
        row = self._db.one(
            "SELECT group_id, n, made_at, body FROM rulebook WHERE group_id = ?1 AND (?2 IS NULL OR n = ?2)"
            " ORDER BY n DESC LIMIT 1",
            (group, n),
        )
        return row and Rulebook(row[0], row[1], row[2], from_text(row[3]))

    def join(self, group: int, person: int, name: str, rules_version: int, now: float) -> bool:
        known = self.member(group, person)
        if known is None:
            self._db.run(
                "INSERT INTO member (group_id, person, since, rules_version, confirmed_at, name)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (group, person, now, rules_version, now, name),
            )
            return True
        newer = rules_version > known.rules_version
        self._db.run(
            "UPDATE member SET rules_version = ?, confirmed_at = ?, name = ? WHERE group_id = ? AND person = ?",
            (
                rules_version if newer else known.rules_version,
                now if newer else known.confirmed_at,
                name,
                group,
                person,
            ),
        )
        return False

    def member(self, group: int, person: int) -> Member | None:
        row = self._db.one(f"{_FIND_MEMBER} AND person = ?", (group, person))
        return row and Member(*row)

    def members(self, group: int) -> list[Member]:
        return [Member(*row) for row in self._db.all(f"{_FIND_MEMBER} ORDER BY since, person", (group,))]

    def put_qr(self, group: int, sha256: str, text: str, taken_at: float, expires_at: float | None) -> None:
        self._db.run(
            "INSERT INTO group_qr (group_id, sha256, text, taken_at, expires_at) VALUES (?, ?, ?, ?, ?)",
            (group, sha256, text, taken_at, expires_at),
        )

    def qr(self, group: int) -> GroupQr | None:
        row = self._db.one(
            "SELECT group_id, sha256, text, taken_at, expires_at FROM group_qr WHERE group_id = ?"
            " ORDER BY taken_at DESC, id DESC LIMIT 1",
            (group,),
        )
        return row and GroupQr(*row)
