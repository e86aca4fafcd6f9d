"""The group that a command is about, while it lives."""

from __future__ import annotations

from assistant import standing as books_standing
from assistant.domain.groups import Standing
from assistant.store import Books, Group


def standing_of(books: Books, group: int) -> Standing | None:
    """None where there is no such group, or none any more."""
    return standing(books, books.groups.get(group))


def standing(books: Books, found: Group | None) -> Standing | None:
    return books_standing.standing(books, found) if found is not None and found.archived_at is None else None
