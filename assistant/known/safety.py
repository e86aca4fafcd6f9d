"""Facts about the safety of groups: what was settled, who speaks for a group, which papers were made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.domain.roles import Role
from assistant.store import Books


@dataclass(frozen=True, slots=True)
class Mate:
    """One of those who look after a group."""

    person: int
    name: str


def _team(books: Books, group: int) -> tuple[Mate, ...]:
    """The owner first, then the co-admins who have agreed."""
    found = books.groups.get(group)
    if found is None:
        return ()
    owner = books.people.get(found.owner)
    rows = books.roles.of_group(group, Role.ADMIN)
    return (Mate(found.owner, owner.name if owner else ""), *(Mate(each.person, each.name) for each in rows))


FACTS: Mapping[str, Callable[[Books, int], Any]] = {
    "find_safety": lambda books, _: books.safety.get,
    "find_team": lambda books, _: lambda group: _team(books, group),
    "find_papers": lambda books, _: books.safety.papers,
}
