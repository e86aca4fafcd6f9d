"""Orders offered, answered and lived through; each change with its postings, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from assistant.domain.orders import deals
from assistant.domain.orders.deals import MoveOrder, OfferOrder, OrderMoved
from assistant.domain.orders.ledger import entries
from assistant.errors import Refused
from assistant.ordering import ground, order_of, row_of
from assistant.store import Books


def _offer(books: Books, command: OfferOrder) -> list[OrderMoved]:
    on = ground(books, command.terms.group, command.person, invited=command.invited)
    return [_write(books, event) for event in deals.offer(command, on)]


def _move(books: Books, command: MoveOrder) -> list[OrderMoved]:
    row = books.orders.get(command.order)
    if row is None:
        raise Refused(deals.NO_ORDER)
    order = order_of(row)
    on = ground(books, order.group, command.person, order)
    return [_write(books, event) for event in deals.act(command, order, on)]


def _write(books: Books, event: OrderMoved) -> OrderMoved:
    """The order as it stands now, its postings, and a line of its history."""
    order, now = event.order, event.now.timestamp()
    if event.before is None:
        order = replace(order, number=books.orders.add(row_of(order)))
        event = replace(event, order=order)
    elif not books.orders.save(row_of(order), event.before.version):
        raise Refused(deals.MEANWHILE)
    for entry in entries(event.before, order, event.action, event.part):
        lines = [(each.account, each.amount.currency, each.amount.minor) for each in entry]
        books.orders.post(order.number, lines, event.action, now)
    kept = {"state": order.state, "part": event.part, "version": order.version}
    books.events.append(f"order:{order.number}", event.action, kept, event.person or None, now)
    return event


CARRIES: Mapping[type, Callable[[Books, Any], list[Any]]] = {OfferOrder: _offer, MoveOrder: _move}
