"""All shelves over one SQLite connection."""

from __future__ import annotations

from assistant.store.cases import SqliteCases
from assistant.store.chats import SqliteChats
from assistant.store.database import Database, Savepoint, connect
from assistant.store.desks import EMPTY, SqliteDesks
from assistant.store.errors import CannotOpen, StoreError
from assistant.store.events import SqliteEvents
from assistant.store.files import SqliteFiles
from assistant.store.groups import SqliteGroups
from assistant.store.heart import SqliteHeart
from assistant.store.inbox import SqliteInbox
from assistant.store.jobs import SqliteJobs
from assistant.store.letters import SqliteLetters
from assistant.store.migration import migrate
from assistant.store.orders import SqliteOrders
from assistant.store.outbox import SqliteOutbox
from assistant.store.partners import SqlitePartners
from assistant.store.penalties import SqlitePenalties
from assistant.store.people import SqlitePeople
from assistant.store.privacy import SqlitePrivacy
from assistant.store.protocol import Books
from assistant.store.reminders import SqliteReminders
from assistant.store.roles import SqliteInvitations, SqliteRoles
from assistant.store.rows import Desk, Person
from assistant.store.safety import SqliteSafeties
from assistant.store.timers import SqliteTimers


class SqliteBooks:
    """See protocol.Books. One thread at a time."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.inbox = SqliteInbox(database)
        self.people = SqlitePeople(database)
        self.desks = SqliteDesks(database)
        self.timers = SqliteTimers(database)
        self.outbox = SqliteOutbox(database)
        self.jobs = SqliteJobs(database)
        self.files = SqliteFiles(database)
        self.groups = SqliteGroups(database)
        self.events = SqliteEvents(database)
        self.letters = SqliteLetters(database)
        self.heart = SqliteHeart(database)
        self.roles = SqliteRoles(database)
        self.invitations = SqliteInvitations(database)
        self.safety = SqliteSafeties(database)
        self.orders = SqliteOrders(database)
        self.cases = SqliteCases(database)
        self.penalties = SqlitePenalties(database)
        self.reminders = SqliteReminders(database)
        self.privacy = SqlitePrivacy(database)
        self.partners = SqlitePartners(database)
        self.chats = SqliteChats(database)

    def people_and_desk(self, person: int) -> tuple[Person | None, Desk]:
        row = self.database.one(
            "SELECT id, name, username, language, locale, zone, currency, blocked_at, seen_at, said, body"
            " FROM person LEFT JOIN desk ON desk.person = person.id WHERE id = ?",
            (person,),
        )
        if row is None:
            return None, EMPTY
        return Person(*row[:9]), EMPTY if row[9] is None else Desk(row[9], row[10])

    def savepoint(self) -> Savepoint:
        return Savepoint(self.database)

    def begin(self) -> None:
        self.database.begin()

    def commit(self) -> None:
        self.database.commit()

    def rollback(self) -> None:
        self.database.rollback()

    def close(self) -> None:
        self.database.connection.close()


def open_sqlite(path: str) -> SqliteBooks:
    """As open_books, for who needs to know that it is SQLite."""
    database = connect(path)
    try:
        migrate(database)
    except StoreError as error:
        database.connection.close()
        # The same kind of refusal, with the path before it.
        raise (type(error) if isinstance(error, CannotOpen) else CannotOpen)(f"{path}: {error}") from error
    return SqliteBooks(database)


def open_books(path: str) -> Books:
    """Open (or make) the database, check it and bring its schema up to date.

    `path` is a file, or ":memory:". CannotOpen says why it must not be used.
    """
    return open_sqlite(path)
