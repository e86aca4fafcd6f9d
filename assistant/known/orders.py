"""Facts about orders, as far as the person may see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.domain.orders.guard import may_see
from assistant.domain.orders.ledger import Account, Sums, sums
from assistant.domain.orders.limits import Limits
from assistant.domain.orders.order import Order
from assistant.ordering import ground, limits_of, looks_after, may_deal, name_of, order_of
from assistant.store import Books, LoggedEvent

MOST = 100  # orders that one list asks for
MOST_OPEN = 300
MOST_OF_GROUP = 500


def _my_orders(books: Books, person: int) -> list[Order]:
    """All that are open, however old, and the newest of the others; the newest first."""
    rows = [*books.orders.of_person(person, MOST_OPEN, live=True), *books.orders.of_person(person, MOST)]
    found = {row.number: row for row in rows}
    return [order_of(found[number]) for number in sorted(found, reverse=True)]


def _find_order(books: Books, person: int) -> Callable[[int], Order | None]:
    """By number, for whom it concerns: a party, who was asked, who looks after the group."""

    def find(number: int) -> Order | None:
        row = books.orders.get(number)
        if row is None:
            return None
        order, group = order_of(row), books.groups.get(row.group)
        return order if may_see(person, order, looks_after=bool(group and looks_after(books, group, person))) else None

    return find


def _find_offer(books: Books, _: int) -> Callable[[str], Order | None]:
    """By its link: who has it may look at an open offer; what it became is told to the parties alone."""

    def find(handle: str) -> Order | None:
        row = books.orders.by_handle(handle)
        return order_of(row) if row else None

    return find


def _group_orders(books: Books, person: int) -> Callable[[int], list[Order]]:
    """A group's open ones, for whoever looks after it; for others none."""

    def find(group: int) -> list[Order]:
        found = books.groups.get(group)
        if found is None or not looks_after(books, found, person):
            return []
        return [order_of(row) for row in books.orders.of_group(group, MOST_OF_GROUP, live=True)]

    return find


def _group_sums(books: Books, person: int) -> Callable[[int], dict[str, Sums]]:
    """What the ledger says of a group's orders, by currency; for whoever looks after it."""

    def find(group: int) -> dict[str, Sums]:
        found = books.groups.get(group)
        if found is None or not looks_after(books, found, person):
            return {}
        balances: dict[str, dict[Account, int]] = {}
        for currency, account, amount in books.orders.balances(group):
            balances.setdefault(currency, {})[Account(account)] = amount
        return {currency: sums(each, currency) for currency, each in balances.items()}

    return find


def _from_offer(books: Books, person: int) -> Callable[[Order], list[Order]]:
    """The orders that came from an offer to many, for its maker and who looks after the group."""

    def find(offer: Order) -> list[Order]:
        group = books.groups.get(offer.group)
        if person != offer.maker and not (group and looks_after(books, group, person)):
            return []
        return [order_of(row) for row in books.orders.from_offer(offer.number)]

    return find


def _order_history(books: Books, person: int) -> Callable[[int], list[LoggedEvent]]:
    def find(number: int) -> list[LoggedEvent]:
        return books.events.of(f"order:{number}") if _find_order(books, person)(number) else []

    return find


def _order_limits(books: Books, _: int) -> Callable[[int], Limits | None]:
    """What the rules of a group in force say of orders."""

    def find(group: int) -> Limits | None:
        found = books.groups.get(group)
        return limits_of(books, found) if found else None

    return find


def _find_partners(books: Books, person: int) -> Callable[[int], dict[int, str]]:
    """The other people of a group who can be told something, by number, for who belongs to it."""

    def find(group: int) -> dict[int, str]:
        found = books.groups.get(group)
        if found is None or not may_deal(books, found, person):
            return {}
        helpers = [each.person for each in books.roles.of_group(group, "admin")]
        people = dict.fromkeys([*(each.person for each in books.groups.members(group)), found.owner, *helpers])
        known = {each: books.people.get(each) for each in people if each != person}
        reached = [
            each
            for each, row in known.items()
            if row is not None and row.blocked_at is None and may_deal(books, found, each)
        ]
        return {each: name_of(books, group, each) for each in reached}

    return find


FACTS: Mapping[str, Callable[[Books, int], Any]] = {
    "my_orders": _my_orders,
    "find_order": _find_order,
    "find_offer": _find_offer,
    "group_orders": _group_orders,
    "group_sums": _group_sums,
    "from_offer": _from_offer,
    "order_history": _order_history,
    "order_limits": _order_limits,
    "find_partners": _find_partners,
    "deals_in": lambda books, person: lambda group: may_deal(books, books.groups.get(group), person),
    "order_ground": lambda books, person: lambda order: ground(books, order.group, person, order),
}
