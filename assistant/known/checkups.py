"""Facts about who speaks for a group, and whose names look like theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.domain import safety
from assistant.domain.lookalikes import LookAlike, Trusted, among
from assistant.domain.roles import Role
from assistant.known.roles import looked_after
from assistant.store import Books, Group


def _trusted(books: Books, group: Group) -> tuple[Trusted, ...]:
    """The owner first, then the admins; each also by the name they have in the group, where that was settled."""
    owner = books.people.get(group.owner)
    found = [Trusted(group.owner, owner.name if owner else "", owner=True)]
    found += [Trusted(each.person, _name(books, each)) for each in books.roles.of_group(group.id, Role.ADMIN)]
    row = books.safety.get(group.id)
    settled = safety.read(row.body) if row else None
    speaking = {each.person: each.owner for each in found}
    for person, name in zip(settled.team, settled.nicknames, strict=False) if settled else ():
        if person in speaking:
            found.append(Trusted(person, name, speaking[person]))
    return tuple(each for each in found if each.name)


def _name(books: Books, role: Any) -> str:
    known = books.people.get(role.person)
    return known.name if known else str(role.name)


def _my_circle(books: Books, person: int) -> list[tuple[Group, tuple[Trusted, ...]]]:
    """Who speaks for each living group that the person has to do with."""
    groups = {each.id: each for each in (*looked_after(books, person), *books.groups.of_member(person))}
    return [(each, _trusted(books, each)) for each in groups.values() if each.archived_at is None]


def _find_trusted(books: Books, _: int) -> Callable[[int], tuple[Trusted, ...]]:
    def find(group: int) -> tuple[Trusted, ...]:
        found = books.groups.get(group)
        return _trusted(books, found) if found else ()

    return find


def _find_lookalikes(books: Books, person: int) -> Callable[[int], tuple[LookAlike, ...]]:
    """Known members whose names look like those of who speaks for the group; for whoever looks after it."""

    def find(group: int) -> tuple[LookAlike, ...]:
        found = next((each for each in looked_after(books, person) if each.id == group), None)
        if found is None:
            return ()
        return among(((each.person, each.name) for each in books.groups.members(group)), _trusted(books, found))

    return find


FACTS: Mapping[str, Callable[[Books, int], Any]] = {
    "my_circle": _my_circle,
    "find_trusted": _find_trusted,
    "find_lookalikes": _find_lookalikes,
}
