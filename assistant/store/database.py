"""The one connection: how it is set up, and whether its transaction still stands."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Sequence
from types import TracebackType
from typing import Any, NoReturn

from assistant.store.driver import WAL_IS_SOUND, Failure, driver, judge
from assistant.store.errors import BatchLost, CannotOpen, StoreDown

log = logging.getLogger(__name__)

FULL = 2  # PRAGMA synchronous
STATEMENTS = 256  # more than we have, so each is prepared once

Values = Sequence[Any]


class Database:
    """Runs statements and remembers whether its transaction still stands.

    SQLite may end a transaction by itself (disk full, I/O error). Each later statement would then be
    committed on its own, so from that moment on everything is refused until `rollback` or `begin`.
    """

    __slots__ = ("_depth", "_execute", "_lost", "_open", "connection")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._execute = connection.execute
        self._open = False
        self._lost = False
        self._depth = 0

    @property
    def in_batch(self) -> bool:
        """Whether a transaction was begun and not yet ended by us."""
        return self._open

    @property
    def lost(self) -> bool:
        """Whether SQLite has ended the transaction we began."""
        if self._open and not self.connection.in_transaction:
            self._lost = True
        return self._lost

    def run(self, sql: str, values: Values = ()) -> int:
        """Run it; how many rows were touched."""
        if self._lost:
            raise BatchLost("SQLite has ended this transaction")
        try:
            return self._execute(sql, values).rowcount
        except Failure as error:
            self._give_up(error)

    def one(self, sql: str, values: Values = ()) -> Any:
        """Give the first row as a tuple, or None."""
        if self._lost:
            raise BatchLost("SQLite has ended this transaction")
        try:
            return self._execute(sql, values).fetchone()
        except Failure as error:
            self._give_up(error)

    def all(self, sql: str, values: Values = ()) -> list[Any]:
        if self._lost:
            raise BatchLost("SQLite has ended this transaction")
        try:
            return self._execute(sql, values).fetchall()
        except Failure as error:
            self._give_up(error)

    def insert(self, sql: str, values: Values) -> int:
        """Run it; the new row's id."""
        if self._lost:
            raise BatchLost("SQLite has ended this transaction")
        try:
            return self._execute(sql, values).lastrowid or 0
        except Failure as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> NoReturn:
        if self.lost:
            raise BatchLost(str(error)) from error
        judged = judge(error)
        if judged is error:
            raise error
        raise judged from error

    def begin(self) -> None:
        """Take the write lock at once, so that no later statement can find it taken."""
        if self._open:
            raise RuntimeError("a transaction is already open")
        self.rollback()  # should an earlier rollback have failed
        self.run("BEGIN IMMEDIATE")
        self._open = True

    def commit(self) -> None:
        # A commit reported as failed may be on disk all the same. That does no harm: the update comes
        # again and is found in the inbox.
        if self.lost:
            self.rollback()
            raise BatchLost("SQLite has ended this transaction")
        if self._depth:
            raise RuntimeError("a savepoint is still open")
        try:
            self._execute("COMMIT")
        except Failure as error:
            self.rollback()
            raise StoreDown(f"commit failed: {error}") from error
        self._open = False

    def rollback(self) -> None:
        self._open = self._lost = False
        self._depth = 0
        if self.connection.in_transaction:
            try:
                self._execute("ROLLBACK")
            except Failure as error:
                raise StoreDown(f"rollback failed: {error}") from error

    def savepoint(self) -> Savepoint:
        return Savepoint(self)

    def enter(self) -> None:
        """Begin a savepoint; those inside it are undone with it."""
        self.run("SAVEPOINT work")
        self._depth += 1

    def leave(self, *, undo: bool) -> None:
        """End the innermost savepoint; BatchLost if that cannot be done, for nobody knows then what stands."""
        self._depth -= 1
        try:
            if undo:
                self.run("ROLLBACK TO work")
            self.run("RELEASE work")
        except Exception as error:
            self._lost = True
            raise BatchLost(f"a savepoint could not be ended: {error}") from error


class Savepoint:
    """All or nothing; the outermost one is a transaction. A class, since it is entered for every update."""

    __slots__ = ("_database", "_outermost")

    def __init__(self, database: Database) -> None:
        self._database = database
        self._outermost = False

    def __enter__(self) -> None:
        self._outermost = not self._database.in_batch
        if self._outermost:
            self._database.begin()
        else:
            self._database.enter()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        database = self._database
        if self._outermost:
            if error is None:
                database.commit()
            else:
                database.rollback()
            return
        # Asked even when nothing was raised: the work may have swallowed the error that ended it all.
        if not database.lost:
            database.leave(undo=error is not None)
        elif not isinstance(error, BatchLost):
            raise BatchLost("SQLite has ended this transaction") from error


def connect(path: str) -> Database:
    """Open and set up the connection; CannotOpen says what is wrong with the file."""
    if path != ":memory:":
        _make_private(path)
    try:
        connection = driver.connect(
            path, timeout=5, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS
        )
    except Failure as error:
        raise CannotOpen(f"{path}: {error}") from error
    database = Database(connection)
    try:
        _set_up(database, path)
    except (StoreDown, CannotOpen, Failure) as error:
        connection.close()
        raise CannotOpen(f"{path}: {error}") from error
    return database


def _make_private(path: str) -> None:
    """What people say in private is in there; the log files inherit the mode."""
    try:
        # Only a new file is touched: closing any handle of a database in use would drop SQLite's locks on it.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise CannotOpen(f"{path}: {error.strerror}") from error


def _set_up(database: Database, path: str) -> None:
    journal = _journal(path)
    (mode,) = database.one(f"PRAGMA journal_mode={journal}")
    # In a rollback journal's mode a commit lasts only once the folder is synced as well: that is EXTRA.
    database.run(f"PRAGMA synchronous={'EXTRA' if journal == 'DELETE' else 'FULL'}")
    for pragma in (
        "foreign_keys=ON",
        "recursive_triggers=ON",  # else REPLACE slips past the triggers of the append-only tables
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "temp_store=MEMORY",
        "cache_size=-16384",  # KiB
        "journal_size_limit=67108864",
    ):
        database.run(f"PRAGMA {pragma}")
    (synchronous,), (keys,) = database.one("PRAGMA synchronous"), database.one("PRAGMA foreign_keys")
    if mode.upper() != journal or synchronous < FULL or not keys:
        raise CannotOpen(f"could not be set up: journal {mode}, synchronous {synchronous}, foreign keys {keys}")
    (verdict,) = database.one("PRAGMA quick_check(1)")
    if verdict != "ok":
        raise CannotOpen(f"damaged: {verdict}")


def _journal(path: str) -> str:
    if path == ":memory:":
        return "MEMORY"
    if driver.sqlite_version_info >= WAL_IS_SOUND:
        return "WAL"
    log.warning(
        "SQLite %s may corrupt a write-ahead log; using the slower rollback journal (install pysqlite3)",
        driver.sqlite_version,
    )
    return "DELETE"
