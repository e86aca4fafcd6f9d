"""Rows of the books as the domain wants to see them: how a group stands, what was offered to whom."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.domain.groups import Standing
from assistant.domain.partners import Offered, Side
from assistant.domain.roles import Invited, Reply, Role
from assistant.store import Books, Group


def standing(books: Books, found: Group) -> Standing:
    """Of an archived group too, which says so."""
    rules, roles = books.groups.rulebook(found.id), books.roles.of_group(found.id)
    return Standing(
        found.id,
        found.owner,
        found.name,
        found.entry or "",
        rules.n if rules else 0,
        admins=frozenset(each.person for each in roles if each.role == Role.ADMIN),
        jurors=frozenset(each.person for each in roles if each.role == Role.JUROR),
        archived=found.archived_at is not None,
    )


def invited(books: Books, handle: str) -> Invited | None:
    """None where there is no such invitation."""
    row = books.invitations.get(handle)
    if row is None:
        return None
    reply = Reply(row.answer) if row.answer else None
    until = datetime.fromtimestamp(row.expires_at, UTC)
    return Invited(row.handle, row.group, Role(row.role), row.name, row.by, until, reply, row.used_by)


def sides(books: Books, person: int, *groups: int) -> dict[int, Side]:
    """Those groups and all that a person owns, with whom each is partners now."""
    found = [books.groups.get(number) for number in groups]
    every = {each.id: each for each in (*found, *books.groups.of_owner(person)) if each is not None}
    return {
        number: Side(standing(books, each), frozenset(row.partner for row in books.partners.of_group(number)))
        for number, each in every.items()
    }


def offered(books: Books, handle: str) -> Offered | None:
    """None where there is no such offer."""
    row = books.partners.offered(handle)
    if row is None:
        return None
    until = datetime.fromtimestamp(row.expires_at, UTC)
    return Offered(row.handle, row.group, until, Reply(row.answer) if row.answer else None)
