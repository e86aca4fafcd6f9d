"""Facts about groups that live in Telegram: which chat is theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.domain.chat_binding import read
from assistant.domain.chats import Chat
from assistant.store import Books


def _group_chat(books: Books, _: int) -> Callable[[int], Chat | None]:
    def find(group: int) -> Chat | None:
        row = books.chats.of_group(group)
        return read(row.chat, row.facts) if row else None

    return find


FACTS: Mapping[str, Callable[[Books, int], Any]] = {"group_chat": _group_chat}
