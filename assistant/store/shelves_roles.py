"""What the shelves of roles and invitations offer, whatever database stands behind them."""

from __future__ import annotations

from typing import Protocol

from assistant.store.rows_roles import Invitation, RoleRow


class Roles(Protocol):
    """Who is co-admin or juror of which group."""

    def put(self, group: int, person: int, role: str, name: str, now: float) -> None:
        """Give a role; one already held keeps its `since` and takes the new name."""

    def drop(self, group: int, person: int, role: str) -> bool:
        """Whether they had it."""

    def of_group(self, group: int, role: str | None = None) -> list[RoleRow]:
        """By role, then by person."""

    def of_person(self, person: int) -> list[RoleRow]:
        """By group, then by role."""


class Invitations(Protocol):
    """Offers of a role, each behind a link of its own and answered once at most."""

    def make(  # noqa: PLR0913, PLR0917 - one row, column by column
        self, handle: str, group: int, role: str, name: str, by: int, now: float, expires: float
    ) -> None: ...

    def get(self, handle: str) -> Invitation | None: ...

    def open(self, group: int, role: str) -> list[Invitation]:
        """Those without an answer, expired ones too, the oldest first."""

    def made_since(self, group: int, role: str, since: float) -> list[Invitation]:
        """All that were made from then on, answered or not, the oldest first."""

    def answer(self, handle: str, person: int, answer: str, now: float) -> bool:
        """Compare-and-set: False where there is an answer already, or no such invitation."""

    def withdraw(self, handle: str) -> bool:
        """Whether it was still open."""
