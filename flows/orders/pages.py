"""/orders: the open ones first, who owes what and by when; one order; and a whole group's for who looks after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.words import Button, Lines, Local, Message, Paste, Plain, Screen, words
from assistant.domain.orders import deals
from assistant.domain.orders.charts import Action, Leaving, Paid, State, Work
from assistant.domain.orders.ledger import Sums
from assistant.domain.orders.order import Order
from assistant.domain.orders.terms import Side, canonical
from assistant.errors import Refused
from assistant.i18n import N_
from flows.orders.screen import ORDERS, mark, screen
from flows.orders.words import HISTORY, STATES, due, name_on

Find = Callable[..., Any]
A_PAGE = 8  # orders on one screen of a phone
NONE_YET = N_("No orders yet. Put your first deal on record: then both know what was agreed.")
LIVE = frozenset({State.OFFERED, State.AGREED})


def button(text: str, payload: str) -> tuple[Button, ...]:
    return (Button(Message(text), command("orders", payload)),)


NEW = (Button(Message(N_("New order")), command("order")),)


def orders(
    payload: str,
    person: int,
    now: datetime,
    bot: str,
    my_orders: Sequence[Order],
    looked_after: Sequence[Any],
    find_order: Find,
    find_number: Find,
    order_ground: Find,
    from_offer: Find,
    order_history: Find,
    group_orders: Find,
    group_sums: Find,
    find_name: Find,
    case_open: Find,
    find_case: Find,
) -> Screen | Shown:
    """/orders: one's own; with a number that one; `12 h` its history, `12 t` its text; `p2`, `old`, `g7` further lists."""
    first, _, rest = payload.partition(" ")
    if _is_number(first):
        order = find_order(int(first))
        if order is None:
            return Screen((Message(deals.NO_ORDER),), (ORDERS,))
        if rest == "h":
            return _history(order, order_history(order.number), find_name)
        if rest == "t":
            return _passport(order)
        belongs = order_ground(order).belongs
        case = case_open(order.number) or 0
        known = (
            case if case and find_case(case) is not None else 0
        )  # nobody hears here of a case they are not told of yet
        group, taken = find_number(order.group), from_offer(order)
        return screen(order, person, group, now, belongs=belongs, bot=bot, taken=taken, case=known)
    if first[:1] == "g" and _is_number(first[1:]):
        return _of_group(int(first[1:]), _page(rest), now, looked_after, group_orders, group_sums)
    old = first == "old"
    mine = [each for each in my_orders if _live(each, my_orders) is not old]
    return _list(
        mine,
        person,
        now,
        _page(rest if old else first),
        old=old,
        looked_after=looked_after,
        more=len(my_orders) > len(mine),
    )


def _live(order: Order, mine: Sequence[Order]) -> bool:
    """Open itself, or an offer to many from which deals are under way."""
    born = order.many and any(each.offer == order.number and each.state is State.AGREED for each in mine)
    return order.state in LIVE or born


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 15


def _page(text: str) -> int:
    return int(text[1:]) if text[:1] == "p" and _is_number(text[1:]) else 1


def _list(
    mine: Sequence[Order], person: int, now: datetime, page: int, *, old: bool, looked_after: Sequence[Any], more: bool
) -> Screen:
    """A page of one's own orders: a line and a button each."""
    shown = mine[(page - 1) * A_PAGE : page * A_PAGE]
    title = Message(N_("<b>Orders that are over</b>") if old else N_("<b>Your open orders</b>"))
    lines = tuple(
        words(N_("№ {number} · {what}, {amount}\n{todo}"), **_named(each), todo=todo(each, person)) for each in shown
    )
    rows: list[tuple[Button, ...]] = [
        (Button(words(N_("№ {number} · {what}"), **_named(each)), command("orders", str(each.number))),)
        for each in shown
    ]
    if len(mine) > page * A_PAGE:
        rows.append(button(N_("More"), f"{'old ' if old else ''}p{page + 1}"))
    if not old and more:
        rows.append(button(N_("Orders that are over"), "old"))
    if not old:
        rows += [
            (Button(words(N_("All orders of {name}"), name=each.name), command("orders", f"g{each.id}")),)
            for each in looked_after
        ]
    rows.append(NEW if not old else ORDERS)
    if not shown:
        return Screen((title, Message(NONE_YET if not more and not old else N_("Nothing is open here."))), tuple(rows))
    return Screen((title, *lines), tuple(rows))


def _named(order: Order) -> dict[str, Any]:
    return {"number": Plain(str(order.number)), "what": order.terms.what, "amount": order.terms.amount}


# --- what comes next, for one of the parties ---


def todo(order: Order, person: int) -> Message:
    """Who owes what, by when; one's own part first."""
    if order.state is State.OFFERED:
        text = (
            N_("your offer, open until {until}") if order.maker == person else N_("offered to you: answer by {until}")
        )
        return words(text, until=Local(order.expires_at, order.zone))
    side = order.side(person)
    if order.state is not State.AGREED or side is None:
        return Message(STATES[order.state])
    other = name_on(order, side.other)
    if order.leaving is Leaving.PROPOSED and order.leaving_by != person:
        return words(N_("❗ {name} proposes to call it off"), name=other)
    return _payers(order, other) if side is Side.PAYER else _payees(order, other)


def _payers(order: Order, other: Any) -> Message:
    if (next_part := _payable(order)) is not None:
        return words(N_("👉 you pay {amount} by {by}"), amount=next_part[0], by=next_part[1])
    if order.work is Work.DELIVERED:
        return words(N_("👉 received? {name} waits for your word"), name=other)
    if order.work is Work.OPEN:
        return words(N_("{name} delivers: {by}"), name=other, by=_deliver_by(order))
    return words(N_("{name} looks for the money"), name=other) if not order.unpaid else _later(order)


def _payees(order: Order, other: Any) -> Message:
    if any(each.state is Paid.REPORTED for each in order.payments):
        return words(N_("👉 {name} says it is paid: is it there?"), name=other)
    if order.work is Work.OPEN and (order.deliver_by is not None or not order.unpaid):
        return words(N_("👉 you deliver: {by}"), by=_deliver_by(order))
    if (next_part := _payable(order)) is not None:
        return words(N_("{name} pays {amount} by {by}"), name=other, amount=next_part[0], by=next_part[1])
    if order.work is Work.OPEN:
        return words(N_("👉 you deliver: {by}"), by=_deliver_by(order))
    return words(N_("{name} has yet to confirm"), name=other) if order.work is Work.DELIVERED else _later(order)


def _payable(order: Order) -> tuple[Any, Any] | None:
    """The next instalment whose date is known: its amount, and by when."""
    for part in order.unpaid:
        if (at := order.pay_by(part)) is not None:
            return order.terms.parts[part].amount, Local(at, order.zone)
    return None


def _later(order: Order) -> Message:
    part = order.terms.parts[order.unpaid[0]]
    return words(
        N_("next payment: {amount}, {by}"), amount=part.amount, by=due(None, part.due, order.terms.kind, order.zone)
    )


def _deliver_by(order: Order) -> Any:
    return due(order.deliver_by, order.terms.delivery, order.terms.kind, order.zone)


# --- what happened ---


def _history(order: Order, logged: Sequence[Any], find_name: Find) -> Screen:
    """Every step, with when and by whom."""
    title = words(N_("<b>№ {number}</b>: what happened so far"), number=Plain(str(order.number)))
    text = button(N_("The text behind the seal"), f"{order.number} t")
    return Screen((title, Lines(tuple(_steps(order, logged, find_name)))), (text, _back(order)))


def _passport(order: Order) -> Shown:
    """The very text that both accepted, for whoever wants to keep it or to check its hash."""
    if not order.maker_name:
        gone = N_(
            "Who offered this deal has had their data erased, so the text behind the seal is not whole any more. A copy that you kept "
            "still proves it."
        )
        return Shown(Screen((Message(gone),), (_back(order),)))
    told = words(
        N_(
            "Both sides have accepted this text to the letter. Its SHA-256, whose beginning is the seal:\n<code>{hash}</code>"
        ),
        hash=order.terms.hash,
    )
    if order.one_sided or order.agreed_at is None:
        told = words(
            N_("The text of this deal. Its SHA-256, whose beginning is the seal:\n<code>{hash}</code>"),
            hash=order.terms.hash,
        )
    return Shown(Screen((told,), (_back(order),)), paste=(Paste(Plain(canonical(order.terms))),))


def _back(order: Order) -> tuple[Button, ...]:
    number = Plain(str(order.number))
    return (Button(words(N_("‹ № {number}"), number=number), command("orders", str(order.number))),)


def _steps(order: Order, logged: Sequence[Any], find_name: Find) -> Iterator[Message]:
    for each in logged:
        if each.name in HISTORY:
            when = Local(datetime.fromtimestamp(each.at, order.offered_at.tzinfo), order.zone)
            name = find_name(each.person) if each.person else ""
            amount = order.terms.parts[min(each.body["part"], len(order.terms.parts) - 1)].amount
            yield Message(HISTORY[Action(each.name)], {"when": when, "name": name, "amount": amount})


# --- a group's orders, for who looks after it ---


def _of_group(
    group: int, page: int, now: datetime, looked_after: Sequence[Any], group_orders: Find, group_sums: Find
) -> Screen:
    """Paid and unpaid at a glance, and the ledger's sums."""
    mine = next((each for each in looked_after if each.id == group), None)
    if mine is None:
        raise Refused(deals.NO_ORDER)
    found = [each for each in group_orders(group) if each.state is State.AGREED]
    shown = found[(page - 1) * A_PAGE * 2 : page * A_PAGE * 2]
    title = words(N_("<b>{name}</b>: orders under way"), name=mine.name)
    totals = tuple(_sums(each) for each in group_sums(group).values())
    lines = Lines(tuple(_line(each, now) for each in shown)) if shown else Message(N_("Nothing is under way."))
    legend = Message(N_("✅ paid · 🕓 reported, not seen · ▫️ not paid · ⚠️ late"))
    numbers = [
        Button(words(N_("№ {number}"), number=Plain(str(each.number))), command("orders", str(each.number)))
        for each in shown
    ]
    rows = [tuple(numbers[at : at + 4]) for at in range(0, len(numbers), 4)]
    if len(found) > page * A_PAGE * 2:
        rows.append(button(N_("More"), f"g{group} p{page + 1}"))
    return Screen((title, *((Lines(totals),) if totals else ()), lines, *((legend,) if shown else ())), (*rows, ORDERS))


def _sums(found: Sums) -> Message:
    return words(
        N_("Still to pay {owed} · on the way {on_the_way} · received {seen}"),
        owed=found.owed,
        on_the_way=found.on_the_way,
        seen=found.seen,
    )


def _line(order: Order, now: datetime) -> Message:
    dues = [at for part in order.unpaid if (at := order.pay_by(part)) is not None]
    shown = "⚠️" if dues and min(dues) < now else mark(order)
    return words(
        N_("{mark} № {number} {what}, {amount}: {payer} → {payee}"),
        mark=shown,
        **_named(order),
        payer=name_on(order, Side.PAYER),
        payee=name_on(order, Side.PAYEE),
    )


PAGES = (Page("orders", orders, on=("orders",)),)
