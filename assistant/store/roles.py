"""Co-admins and jurors, and the invitations that make them."""

from __future__ import annotations

from assistant.store.database import Database
from assistant.store.rows_roles import Invitation, RoleRow

_ROLE = "SELECT group_id, person, role, name, since FROM group_role"
_INVITATION = (
    "SELECT handle, group_id, role, name, inviter, made_at, expires_at, used_at, used_by, answer FROM invitation"
)


class SqliteRoles:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, group: int, person: int, role: str, name: str, now: float) -> None:
        self._db.run(
            "INSERT INTO group_role (group_id, person, role, name, since) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (group_id, role, person) DO UPDATE SET name = excluded.name",
            (group, person, role, name, now),
        )

    def drop(self, group: int, person: int, role: str) -> bool:
        return (
            self._db.run("DELETE FROM group_role WHERE group_id = ? AND role = ? AND person = ?", (group, role, person))
            > 0
        )

    def of_group(self, group: int, role: str | None = None) -> list[RoleRow]:
        if role is None:
            rows = self._db.all(f"{_ROLE} WHERE group_id = ? ORDER BY role, person", (group,))
        else:
            rows = self._db.all(f"{_ROLE} WHERE group_id = ? AND role = ? ORDER BY person", (group, role))
        return [RoleRow(*row) for row in rows]

    def of_person(self, person: int) -> list[RoleRow]:
        return [RoleRow(*row) for row in self._db.all(f"{_ROLE} WHERE person = ? ORDER BY group_id, role", (person,))]


class SqliteInvitations:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def make(  # noqa: PLR0913, PLR0917 - one row, column by column
        self, handle: str, group: int, role: str, name: str, by: int, now: float, expires: float
    ) -> None:
        self._db.run(
            "INSERT INTO invitation (handle, group_id, role, name, inviter, made_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (handle, group, role, name, by, now, expires),
        )

    def get(self, handle: str) -> Invitation | None:
        row = self._db.one(f"{_INVITATION} WHERE handle = ?", (handle,))
        return row and Invitation(*row)

    def open(self, group: int, role: str) -> list[Invitation]:
        rows = self._db.all(
            f"{_INVITATION} WHERE group_id = ? AND role = ? AND answer IS NULL ORDER BY made_at, id",
            (group, role),
        )
        return [Invitation(*row) for row in rows]

    def made_since(self, group: int, role: str, since: float) -> list[Invitation]:
        rows = self._db.all(
            f"{_INVITATION} WHERE group_id = ? AND role = ? AND made_at >= ? ORDER BY made_at, id",
            (group, role, since),
        )
        return [Invitation(*row) for row in rows]

    def answer(self, handle: str, person: int, answer: str, now: float) -> bool:
        return (
            self._db.run(
                "UPDATE invitation SET answer = ?, used_by = ?, used_at = ? WHERE handle = ? AND answer IS NULL",
                (answer, person, now, handle),
            )
            > 0
        )

    def withdraw(self, handle: str) -> bool:
        return (
            self._db.run("UPDATE invitation SET answer = 'withdrawn' WHERE handle = ? AND answer IS NULL", (handle,))
            > 0
        )
