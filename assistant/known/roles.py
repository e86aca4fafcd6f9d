"""Facts about roles: who helps to run a group, who was invited, which groups one looks after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.domain.groups import Standing
from assistant.domain.roles import Invited, Role
from assistant.standing import invited, standing
from assistant.store import Books, Group


def looked_after(books: Books, person: int) -> list[Group]:
    """The live groups that a person owns or helps to run, their own first."""
    helped = [books.groups.get(each.group) for each in books.roles.of_person(person) if each.role == Role.ADMIN]
    found = [*books.groups.of_owner(person), *(each for each in helped if each is not None)]
    return [each for each in found if each.archived_at is None]


def _find_standing(books: Books, _: int) -> Callable[[int], Standing | None]:
    def find(group: int) -> Standing | None:
        found = books.groups.get(group)
        return standing(books, found) if found else None

    return find


def _find_invited(books: Books, _: int) -> Callable[[str], Invited | None]:
    return lambda handle: invited(books, handle)


def _find_name(books: Books, _: int) -> Callable[[int], str]:
    def find(who: int) -> str:
        found = books.people.get(who)
        return found.name if found else ""

    return find


FACTS: Mapping[str, Callable[[Books, int], Any]] = {
    "looked_after": looked_after,
    "my_roles": lambda books, person: books.roles.of_person(person),
    "find_roles": lambda books, _: books.roles.of_group,
    "find_standing": _find_standing,
    "find_invitation": lambda books, _: books.invitations.get,
    "find_invited": _find_invited,
    "open_invitations": lambda books, _: books.invitations.open,
    "invitations_since": lambda books, _: books.invitations.made_since,
    "find_name": _find_name,
}
