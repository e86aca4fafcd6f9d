"""Rows of the books as the domain wants to see orders, and the ground they are dealt on."""

from __future__ import annotations

from assistant.dialog.values import freeze, thaw
from assistant.domain import rulebook
from assistant.domain.orders.charts import State
from assistant.domain.orders.deals import Ground
from assistant.domain.orders.limits import Limits, limits
from assistant.domain.orders.order import Order
from assistant.domain.orders.shape import dump, load
from assistant.domain.roles import Role
from assistant.store import Books, Group, Member, OrderRow


def order_of(row: OrderRow) -> Order:
    return load(thaw(row.body), row.number, row.version)


def row_of(order: Order) -> OrderRow:
    return OrderRow(
        handle=order.handle,
        group=order.group,
        rules=order.terms.rules,
        hash=order.terms.hash,
        maker=order.maker,
        other=order.other,
        invited=order.invited,
        offer=order.offer,
        state=order.state,
        made_at=order.offered_at.timestamp(),
        agreed_at=order.agreed_at.timestamp() if order.agreed_at else None,
        body=freeze(dump(order)),
        version=order.version,
        number=order.number,
    )


def limits_of(books: Books, group: Group, rules: int | None = None) -> Limits:
    """What version `rules` (None: the one in force) says of orders."""
    row = books.groups.rulebook(group.id, rules)
    if row is None:
        raise KeyError(f"group {group.id} has no rules {rules}")
    return limits(rulebook.read(thaw(row.body)), row.n, group.kind, group.currency or "CNY")


def looks_after(books: Books, group: Group, person: int) -> bool:
    """The owner, and who helps to run the group."""
    helpers = books.roles.of_group(group.id, Role.ADMIN)
    return person == group.owner or any(each.person == person for each in helpers)


def may_deal(books: Books, group: Group | None, person: int) -> bool:
    """Belongs to the group, and has confirmed every change of its rules that binds."""
    if group is None or group.archived_at is not None:
        return False
    member = books.groups.member(group.id, person)
    return (member is not None and _up_to_date(books, member)) or looks_after(books, group, person)


def _up_to_date(books: Books, member: Member) -> bool:
    newest = books.groups.rulebook(member.group)
    if newest is None or newest.n == member.rules_version:
        return newest is not None
    known = books.groups.rulebook(member.group, member.rules_version)
    before, after = (rulebook.read(thaw(each.body)) if each else rulebook.Rulebook() for each in (known, newest))
    return not rulebook.must_confirm_again(rulebook.difference(before, after))


def ground(books: Books, group: int, person: int, order: Order | None = None, invited: int | None = None) -> Ground:
    """What the books know of that person in that group; of an offer to many, who took it; of an order, whether a case is open."""
    found = books.groups.get(group)
    alive = found is not None and found.archived_at is None
    takers = _takers(books, order)
    return Ground(
        limits_of(books, found) if found is not None and alive else None,
        (found.zone if found is not None else None) or "Asia/Shanghai",
        name_of(books, group, person),
        may_deal(books, found, person),
        name_of(books, group, invited) if invited is not None else "",
        invited is not None and may_deal(books, found, invited),
        books.orders.open_offers(person),
        len(takers),
        person in takers,
        order is not None and any(row.ended_at is None for row in books.cases.of_order(order.number)),
    )


def _takers(books: Books, order: Order | None) -> list[int | None]:
    """Who has accepted an offer to many, and not called it off since."""
    if order is None or not order.many:
        return []
    return [each.other for each in books.orders.from_offer(order.number) if each.state != State.CANCELLED]


def name_of(books: Books, group: int, person: int) -> str:
    """As Telegram says it now, else as the group knew them."""
    known = books.people.get(person)
    if known is not None and known.name:
        return known.name
    member = books.groups.member(group, person)
    return member.name if member else ""
