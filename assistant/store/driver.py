"""Which SQLite is used, and what its errors mean."""

from __future__ import annotations

import importlib
import sqlite3
from types import ModuleType
from typing import Any

from assistant.store.errors import Conflict, StoreDown

# Older versions can corrupt a write-ahead log when two connections write and checkpoint at once
# (sqlite.org/wal.html, "the WAL-reset bug").
WAL_IS_SOUND = (3, 51, 3)


def choose_driver() -> ModuleType:
    """Take the bundled SQLite where a wheel exists, else the interpreter's own.

    Never both in a process: two copies of the library undo each other's file locks.
    """
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


driver: Any = choose_driver()
Failure: type[Exception] = driver.Error

# Primary result codes that speak of the disk, the file or another process, never of our SQL:
# PERM, BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB.
OUT_OF_ORDER = frozenset({3, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26})


def judge(error: Exception) -> Exception:
    """Put it in the store's own words; what is plainly a mistake in our SQL stays as it is."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in OUT_OF_ORDER:
        return StoreDown(str(error))
    if isinstance(error, driver.IntegrityError):
        return Conflict(str(error))
    return error
