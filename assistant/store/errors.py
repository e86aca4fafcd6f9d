"""What can go wrong with the books, in words that fit any database behind them."""

from __future__ import annotations


class StoreError(Exception):
    """The root of everything the store raises on its own account."""


class StoreDown(StoreError):  # noqa: N818 - reads as what happened
    """The books cannot be relied on right now (disk full, I/O error, locked, closing); nothing was kept.

    Not a bug of the work that met it: let it pass, so that the sender is asked to come again later.
    """


class BatchLost(StoreDown):
    """The database itself ended the transaction: every work of the batch is undone, the finished ones too."""


class Conflict(StoreError):  # noqa: N818 - reads as what happened
    """A rule of the schema refused the row (not unique, no such parent, append-only); a bug of the caller."""


class CannotOpen(StoreError):  # noqa: N818 - reads as what happened
    """These books must not be used: damaged, locked, unreadable, or not ours."""


class MadeByNewerVersion(CannotOpen):
    """A newer version of the program has already changed the schema; an older one would spoil it."""
