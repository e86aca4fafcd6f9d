"""Facts about groups that help each other out with jurors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.domain.partners import Offered, Side
from assistant.standing import offered, sides
from assistant.store import Books


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner group as the other one's owner and admins may know it; `owner` is for notices alone."""

    group: int
    name: str
    owner: int
    archived: bool


def _group_partners(books: Books, _: int) -> Callable[[int], tuple[Partner, ...]]:
    def find(group: int) -> tuple[Partner, ...]:
        rows = [books.groups.get(each.partner) for each in books.partners.of_group(group)]
        return tuple(Partner(each.id, each.name, each.owner, each.archived_at is not None) for each in rows if each)

    return find


def _find_offered(books: Books, _: int) -> Callable[[str], Offered | None]:
    return lambda handle: offered(books, handle)


def _find_sides(books: Books, person: int) -> Callable[..., dict[int, Side]]:
    """The groups that a person owns, and those named, as partners see them."""
    return lambda *groups: sides(books, person, *groups)


FACTS: Mapping[str, Callable[[Books, int], Any]] = {
    "group_partners": _group_partners,
    "partner_offers": lambda books, _: books.partners.open_offers,
    "find_partner_offer": _find_offered,
    "find_sides": _find_sides,
}
