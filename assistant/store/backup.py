"""A copy of the books while they are in use, checked before it is called a backup."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from assistant.store.driver import Failure, driver
from assistant.store.errors import CannotOpen, StoreDown


def backup(path_from: str, path_to: str) -> None:
    """Copy a live database to a new file, complete as of one moment; the service may go on writing.

    The copy is one file (no log beside it), private, on disk, and has passed an integrity check before it
    gets its name. FileExistsError where there is already one; CannotOpen: no database there; StoreDown:
    the copy failed (disk full) or is damaged.
    """
    target = Path(path_to)
    if not Path(path_from).is_file():
        raise CannotOpen(f"{path_from}: no such database")
    if target.exists():
        raise FileExistsError(path_to)
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _copy(path_from, str(partial))
        _to_disk(partial)
        partial.rename(target)
        _to_disk(target.parent)
    except Failure as error:
        raise StoreDown(f"backup failed: {error}") from error
    finally:
        partial.unlink(missing_ok=True)


def _copy(path_from: str, path_to: str) -> None:
    source: Any = driver.connect(path_from, timeout=5, isolation_level=None)
    try:
        copy: Any = driver.connect(path_to, isolation_level=None)
        try:
            # In one go: a copy in steps starts anew whenever somebody writes in between.
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok" or copy.execute("PRAGMA foreign_key_check").fetchone():
                raise StoreDown(f"the copy is damaged: {verdict}")
        finally:
            copy.close()
    finally:
        source.close()


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
