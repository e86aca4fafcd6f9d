"""The books: what a database must offer to stand behind the assistant."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from assistant.store.rows import Desk, Person
from assistant.store.shelves import (
    Desks,
    Events,
    Files,
    Groups,
    Heart,
    Inbox,
    Jobs,
    Letters,
    Outbox,
    People,
    Timers,
)
from assistant.store.shelves_cases import Cases, Penalties
from assistant.store.shelves_chats import Chats
from assistant.store.shelves_orders import Orders
from assistant.store.shelves_partners import Partners
from assistant.store.shelves_privacy import Privacy
from assistant.store.shelves_reminders import Reminders
from assistant.store.shelves_roles import Invitations, Roles
from assistant.store.shelves_safety import Safeties


class Books(Protocol):
    """All shelves over one connection, and its transactions."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def people(self) -> People: ...
    @property
    def desks(self) -> Desks: ...
    @property
    def timers(self) -> Timers: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def files(self) -> Files: ...
    @property
    def groups(self) -> Groups: ...
    @property
    def events(self) -> Events: ...
    @property
    def letters(self) -> Letters: ...
    @property
    def heart(self) -> Heart: ...
    @property
    def roles(self) -> Roles: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def safety(self) -> Safeties: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def penalties(self) -> Penalties: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def privacy(self) -> Privacy: ...
    @property
    def partners(self) -> Partners: ...
    @property
    def chats(self) -> Chats: ...

    def people_and_desk(self, person: int) -> tuple[Person | None, Desk]:
        """Both in one question."""

    def savepoint(self) -> AbstractContextManager[None]:
        """All or nothing of what happens inside; a transaction of its own where none is open.

        An exception undoes it and goes on its way, unless the database had ended the whole transaction:
        then BatchLost takes its place.
        """

    def begin(self) -> None: ...

    def commit(self) -> None:
        """StoreDown when it failed; then everything since `begin` is undone."""

    def rollback(self) -> None: ...

    def close(self) -> None: ...
