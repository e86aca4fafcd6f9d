"""What the shelf of chats offers, whatever database stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from assistant.store.rows_chats import ChatLink, GroupChat


class Chats(Protocol):
    """Which chat of Telegram is which group's, and the links that make it so."""

    def bind(self, group: int, chat: int, now: float) -> None:
        """What the group was bound to before is forgotten. Conflict where the chat is another group's."""

    def unbind(self, chat: int) -> GroupChat | None:
        """What it had been, if anybody's."""

    def move(self, before: int, after: int) -> bool:
        """The chat has another number now; whether it was anybody's."""

    def note(self, group: int, facts: Mapping[str, Any]) -> None:
        """Replace what is known of a group's chat."""

    def of_group(self, group: int) -> GroupChat | None: ...

    def of_chat(self, chat: int) -> GroupChat | None: ...

    def offer(self, handle: str, group: int, now: float, expires: float) -> None:
        """A new link. Those that ran out before `now` and were never used are dropped on this occasion."""

    def offered(self, handle: str) -> ChatLink | None: ...

    def ask(self, group: int, person: int, now: float) -> None:
        """Somebody asks to join."""

    def asks(self, group: int, person: int) -> bool: ...

    def requests_of(self, person: int) -> list[tuple[int, float]]:
        """Which groups somebody asks to join, and since when."""

    def let_in(self, group: int, person: int) -> None:
        """They ask no more."""

    def forget_requests(self, before: float) -> int:
        """Of those who asked before that and never came; how many there were."""

    def use(self, handle: str, now: float) -> bool:
        """Compare-and-set: False where it has been used, or never was."""
