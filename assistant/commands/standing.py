"""What the books know of the group that a command is about, as the domain wants to see it."""

from __future__ import annotations

from assistant.domain.groups import Standing
from assistant.store import Books, Group


def standing_of(books: Books, group: int) -> Standing | None:
    """None where there is no such group, or none any more."""
    return standing(books, books.groups.get(group))


def standing(books: Books, found: Group | None) -> Standing | None:
    if found is None or found.archived_at is not None:
        return None
    rules = books.groups.rulebook(found.id)
    return Standing(found.id, found.owner, found.name, found.entry or "", rules.n if rules else 0)
