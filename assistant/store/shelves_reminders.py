"""What the shelf of reminders offers, whatever database stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from assistant.store.rows_reminders import Reminder


class Reminders(Protocol):
    """Reminders that have come. Times are epoch seconds."""

    def put(  # noqa: PLR0913, PLR0917 - one row, column by column
        self, person: int, group: int, kind: str, occurrence: str, tell: float, data: Mapping[str, Any], now: float
    ) -> int | None:
        """Keep an occurrence; its number, or None where the same one was kept before, open or closed."""

    def get(self, number: int) -> Reminder | None: ...

    def open(self, person: int) -> list[Reminder]:
        """Give a person's open ones, the oldest first."""

    def open_of_group(self, group: int) -> list[Reminder]: ...

    def told(self, number: int, tell: float | None) -> None:
        """It was told once more; `tell`: when the next time, if ever."""

    def wait(self, number: int, tell: float, *, snoozed: bool) -> None:
        """It is to be told then, instead of when it was."""

    def pass_on(self, number: int, person: int, tell: float) -> None:
        """It is another person's from now on, who was not told of it yet."""

    def close(self, number: int, how: str, now: float) -> bool:
        """Whether it was still open."""

    def forget(self, before: float) -> int:
        """Drop those closed before that; how many went."""
