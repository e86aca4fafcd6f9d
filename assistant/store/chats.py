"""Which chat of Telegram is which group's, and the links that make it so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.store.database import Database
from assistant.store.rows_chats import ChatLink, GroupChat
from assistant.store.texts import from_text, to_text

_CHAT = "SELECT group_id, number, facts FROM group_chat"


def _row(row: tuple[Any, ...] | None) -> GroupChat | None:
    return GroupChat(row[0], row[1], from_text(row[2])) if row is not None else None


class SqliteChats:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def bind(self, group: int, chat: int, now: float) -> None:
        self._db.run(
            "INSERT INTO group_chat (group_id, number, bound_at) VALUES (?, ?, ?)"
            " ON CONFLICT (group_id) DO UPDATE SET number = excluded.number, bound_at = excluded.bound_at, facts = '{}'",
            (group, chat, now),
        )

    def unbind(self, chat: int) -> GroupChat | None:
        found = self.of_chat(chat)
        self._db.run("DELETE FROM group_chat WHERE number = ?", (chat,))
        return found

    def move(self, before: int, after: int) -> bool:
        return self._db.run("UPDATE group_chat SET number = ? WHERE number = ?", (after, before)) > 0

    def note(self, group: int, facts: Mapping[str, Any]) -> None:
        self._db.run("UPDATE group_chat SET facts = ? WHERE group_id = ?", (to_text(facts), group))

    def of_group(self, group: int) -> GroupChat | None:
        return _row(self._db.one(f"{_CHAT} WHERE group_id = ?", (group,)))

    def of_chat(self, chat: int) -> GroupChat | None:
        return _row(self._db.one(f"{_CHAT} WHERE number = ?", (chat,)))

    def offer(self, handle: str, group: int, now: float, expires: float) -> None:
        self._db.run("DELETE FROM chat_link WHERE expires_at < ? AND used_at IS NULL", (now,))
        self._db.run("INSERT INTO chat_link (handle, group_id, expires_at) VALUES (?, ?, ?)", (handle, group, expires))

    def offered(self, handle: str) -> ChatLink | None:
        row = self._db.one("SELECT handle, group_id, expires_at, used_at FROM chat_link WHERE handle = ?", (handle,))
        return row and ChatLink(*row)

    def ask(self, group: int, person: int, now: float) -> None:
        self._db.run(
            "INSERT INTO chat_request (group_id, person, asked_at) VALUES (?, ?, ?)"
            " ON CONFLICT (group_id, person) DO UPDATE SET asked_at = excluded.asked_at",
            (group, person, now),
        )

    def asks(self, group: int, person: int) -> bool:
        return self._db.one("SELECT 1 FROM chat_request WHERE group_id = ? AND person = ?", (group, person)) is not None

    def requests_of(self, person: int) -> list[tuple[int, float]]:
        rows = self._db.all(
            "SELECT group_id, asked_at FROM chat_request WHERE person = ? ORDER BY asked_at, group_id", (person,)
        )
        return [(group, asked_at) for group, asked_at in rows]

    def let_in(self, group: int, person: int) -> None:
        self._db.run("DELETE FROM chat_request WHERE group_id = ? AND person = ?", (group, person))

    def forget_requests(self, before: float) -> int:
        return self._db.run("DELETE FROM chat_request WHERE asked_at < ?", (before,))

    def use(self, handle: str, now: float) -> bool:
        return self._db.run("UPDATE chat_link SET used_at = ? WHERE handle = ? AND used_at IS NULL", (now, handle)) > 0
