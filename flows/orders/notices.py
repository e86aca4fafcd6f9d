"""What follows from what happens to an order: who is told what, which dates are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.outcome import Deadline, Do, Effect, Notice, Reactions
from assistant.dialog.words import Button, Lines, Local, Message, Plain, Screen, words
from assistant.domain.groups import Kind
from assistant.domain.orders.agenda import DAY, agenda, claims_until, counts_as_received
from assistant.domain.orders.agenda import Kind as Timer
from assistant.domain.orders.charts import Action, Paid, State, Work
from assistant.domain.orders.deals import MoveOrder, OrderMoved
from assistant.domain.orders.guard import CLOCK
from assistant.domain.orders.order import Order
from assistant.domain.orders.terms import Side
from assistant.i18n import N_
from flows.orders.pages import todo
from flows.orders.screen import rows, screen
from flows.orders.words import name_on

Find = Callable[..., Any]


def moved(event: OrderMoved, now: datetime, find_number: Find) -> Iterator[Effect]:
    """After each change: the timers as the order stands now, and word to whom it concerns."""
    yield from _timers(event.order, now)
    if event.action is Action.OFFER and event.order.invited is not None:
        group = find_number(event.order.group)
        yield Notice(event.order.invited, screen(event.order, event.order.invited, group, now, belongs=True))
        return
    for person, text in _told(event):
        settled = event.order.state is State.SETTLED
        more = (words(N_("That settles № {number}."), number=_number(event.order)),) if settled else ()
        yield Notice(person, _notice(event.order, person, text, *more))


def _timers(order: Order, now: datetime) -> Iterator[Deadline]:
    wanted = {each.kind: each for each in agenda(order, now)}
    for kind in Timer:
        each = wanted.get(kind)
        data = {"order": order.number, "part": each.part if each else 0}
        yield Deadline(f"order:{order.number}:{kind}", each.at if each else None, f"order.{kind}", data)


def _number(order: Order) -> Plain:
    return Plain(str(order.number))


def _notice(order: Order, person: int, *lines: Message) -> Screen:
    """What happened, in which order, and what can be done now; each button with the order's version."""
    which = words(
        N_("<b>№ {number}</b> · {what} · {amount}"),
        number=_number(order),
        what=order.terms.what,
        amount=order.terms.amount,
    )
    opened = (Button(Message(N_("Open the order")), command("orders", str(order.number), below=True)),)
    return Screen(
        (Lines((which, *lines)),), (*rows(person, order, belongs=person == order.invited, brief=True), opened)
    )


# --- who is told what ---

TOLD = {
    Action.DECLINE: N_("{name} declined your offer."),
    Action.REPORT: N_(
        "{name} says that {amount} is paid. Look into your own account, not at a screenshot: is it there?"
    ),
    Action.TAKE_BACK: N_("{name} takes it back: {amount} is not paid yet."),
    Action.SEE: N_("✓ {name} has your {amount}."),
    Action.RECALL: N_("{name} takes it back: not delivered yet."),
    Action.PROPOSE: N_(
        "{name} proposes to call this deal off. It ends only if you agree; money that was paid should go back first."
    ),
    Action.RETRACT: N_("{name} no longer wants to call it off: the deal stands."),
    Action.REFUSE: N_("{name} does not agree to call it off: the deal stands."),
    Action.AGREE: N_("The deal is called off, by both. Nothing is owed any more."),
    Action.WITHDRAW: N_("{name} withdrew this offer."),
    Action.FILL: N_("All places of your offer are taken."),
}
DELIVERED = {
    Kind.GOODS: N_("{name} says it is on its way or handed over. Once you have looked at it, confirm; without an answer it counts as received on {at}."),
    Kind.SERVICES: N_("{name} says the work is done. Look at it and accept it; without an answer it counts as accepted on {at}."),
    Kind.TASKS: N_("{name} has handed it in. Look at it and accept it; without an answer it counts as accepted on {at}."),
}  # fmt: skip
CONFIRMED = {
    Kind.GOODS: N_("✓ {name} confirms receipt."),
    Kind.SERVICES: N_("✓ {name} accepts the work."),
    Kind.TASKS: N_("✓ {name} accepts the work."),
}
REMINDED = {
    Kind.GOODS: N_("🔔 Has it arrived? Without an answer it counts as received on {at}. If something is wrong, say so before."),
    Kind.SERVICES: N_("🔔 Is the work all right? Without an answer it counts as accepted on {at}. If something is wrong, say so before."),
    Kind.TASKS: N_("🔔 Is the work all right? Without an answer it counts as accepted on {at}. If something is wrong, say so before."),
}  # fmt: skip


def _told(event: OrderMoved) -> Iterator[tuple[int, Message]]:  # noqa: C901 - a case an action
    """Whoever it concerns and did not do it themselves, each with the words for them."""
    order, action = event.order, event.action
    if order.one_sided and action is not Action.REMIND and action is not Action.SILENCE:
        return  # there is nobody else
    values: dict[str, Any] = {
        "name": _actor(event),
        "amount": order.terms.parts[event.part].amount if order.payments else order.terms.amount,
    }
    match action:
        case Action.ACCEPT:
            text = words(N_("✓ {name} agrees. {todo}"), **values, todo=todo(order, order.maker))
            yield order.maker, text
            if event.source is not None:  # only now it has a number
                yield event.person, todo(order, event.person)
        case Action.DECLINE | Action.FILL:
            yield order.maker, Message(TOLD[action], values)
        case Action.WITHDRAW:
            yield from ((order.invited, Message(TOLD[action], values)),) if order.invited is not None else ()
        case Action.LAPSE:
            yield (
                order.maker,
                Message(N_("Nobody answered your offer in time, so it lapsed. You can make it again: /order")),
            )
            if order.invited is not None:
                yield order.invited, words(N_("The offer of {name} has lapsed."), name=order.maker_name)
        case Action.DELIVER:
            text = Message(DELIVERED[Kind(order.terms.kind)], {**values, "at": _silent_at(order)})
            yield from _to(order, Side.PAYER, text)
        case Action.CONFIRM:
            yield from _to(order, Side.PAYEE, Message(CONFIRMED[Kind(order.terms.kind)], values))
        case Action.REMIND:
            yield from _to(order, Side.PAYER, Message(REMINDED[Kind(order.terms.kind)], {"at": _silent_at(order)}))
        case Action.SILENCE:
            yield from _silence(order)
        case _ if action in TOLD:
            side = order.side(event.person)
            yield from _to(order, side.other, Message(TOLD[action], values)) if side is not None else ()


def _actor(event: OrderMoved) -> Any:
    order = event.order
    if event.action in {Action.ACCEPT, Action.DECLINE}:
        return Plain(event.name)
    return name_on(order, order.side(event.person) or order.terms.side)


def _silent_at(order: Order) -> Local:
    at = counts_as_received(order)
    return Local(max(at, order.reminded_at + DAY) if at and order.reminded_at else at or order.offered_at, order.zone)


def _silence(order: Order) -> Iterator[tuple[int, Message]]:
    until = claims_until(order, side=Side.PAYER)
    text = words(N_("No answer came, so it counts as received."))
    if until is not None:
        late = N_("No answer came, so it counts as received. Problems can still be brought to the group until {until}.")
        yield from _to(order, Side.PAYER, words(late, until=Local(until, order.zone)))
    else:
        yield from _to(order, Side.PAYER, text)
    yield from _to(order, Side.PAYEE, text)


def _to(order: Order, side: Side, text: Message) -> Iterator[tuple[int, Message]]:
    """Whoever stands there, and can be told."""
    person = order.party(side)
    if person is not None:
        yield person, text


# --- dates that have come ---


def by_itself(action: Action) -> Callable[..., Iterator[Effect]]:
    """Time itself does something to an order."""

    def happens(data: Mapping[str, Any], now: datetime, find_order: Find) -> Iterator[Effect]:
        order = find_order(data["order"])
        if order is not None:
            yield Do(MoveOrder(CLOCK, now, order.number, order.version, action))

    return happens


def by_silence(action: Action) -> Callable[..., Iterator[Effect]]:
    """The same of what rests on silence: as long as a case is open it waits, and is looked at again every day."""
    happens = by_itself(action)

    def waits(data: Mapping[str, Any], now: datetime, find_order: Find, order_ground: Find) -> Iterator[Effect]:
        order = find_order(data["order"])
        if order is not None and order.state is State.AGREED and order_ground(order).disputed:
            yield Deadline(f"order:{order.number}:{action}", now + DAY, f"order.{action}", dict(data))
        else:
            yield from happens(data, now, find_order)

    return waits


def answer_soon(data: Mapping[str, Any], find_order: Find) -> Iterator[Effect]:
    order = find_order(data["order"])
    if order is not None and order.invited is not None and order.state is State.OFFERED:
        values = {"name": order.maker_name, "until": Local(order.expires_at, order.zone)}
        text = words(N_("🔔 The offer of {name} waits for your answer until {until}."), **values)
        yield Notice(order.invited, _notice(order, order.invited, text))


def pay_soon(data: Mapping[str, Any], find_order: Find) -> Iterator[Effect]:
    order, part = find_order(data["order"]), int(data["part"])
    if order is not None and _unpaid(order, part):
        yield from _remind(order, Side.PAYER, N_("🔔 You pay {name} {amount} by {by}."), part, order.pay_by(part))


def pay_late(data: Mapping[str, Any], find_order: Find) -> Iterator[Effect]:
    order, part = find_order(data["order"]), int(data["part"])
    if order is None or not _unpaid(order, part):
        return
    when = order.pay_by(part)
    yield from _remind(
        order, Side.PAYER, N_("⚠️ You were to pay {name} {amount} by {by}. Paid already? Then say so here."), part, when
    )
    yield from _remind(
        order,
        Side.PAYEE,
        N_("⚠️ {name} has not reported {amount}, due {by}. Ask them first; a friendly word often does it."),
        part,
        when,
        claims=True,
    )


def deliver_soon(data: Mapping[str, Any], find_order: Find) -> Iterator[Effect]:
    order = find_order(data["order"])
    if order is not None and _undelivered(order):
        yield from _remind(order, Side.PAYEE, N_("🔔 You deliver to {name} by {by}."), 0, order.deliver_by)


def deliver_late(data: Mapping[str, Any], find_order: Find) -> Iterator[Effect]:
    order = find_order(data["order"])
    if order is None or not _undelivered(order):
        return
    yield from _remind(
        order,
        Side.PAYEE,
        N_("⚠️ You were to deliver to {name} by {by}. Done already? Then say so here."),
        0,
        order.deliver_by,
    )
    yield from _remind(
        order,
        Side.PAYER,
        N_("⚠️ {name} has not reported it, due {by}. Ask them first; a friendly word often does it."),
        0,
        order.deliver_by,
        claims=True,
    )


def _unpaid(order: Order, part: int) -> bool:
    return order.state is State.AGREED and order.payments[part].state is Paid.DUE


def _undelivered(order: Order) -> bool:
    return order.state is State.AGREED and order.work is Work.OPEN


def _remind(
    order: Order, side: Side, text: str, part: int, when: datetime | None, *, claims: bool = False
) -> Iterator[Effect]:
    """To whoever stands on that side; `claims`: and until when it can be brought to the group."""
    if when is None:
        return
    values = {
        "amount": order.terms.parts[part].amount,
        "name": name_on(order, side.other),
        "by": Local(when, order.zone),
    }
    lines = [Message(text, values)]
    if claims and (until := claims_until(order, side=side)) is not None:
        lines.append(words(N_("Problems can be brought to the group until {until}."), until=Local(until, order.zone)))
    for person, line in _to(order, side, lines[0]):
        yield Notice(person, _notice(order, person, line, *lines[1:]))


REACTIONS = Reactions(
    happened={OrderMoved: moved},
    due={
        "order.answer": answer_soon,
        "order.lapse": by_itself(Action.LAPSE),
        "order.remind": by_silence(Action.REMIND),
        "order.silence": by_silence(Action.SILENCE),
        "order.pay": pay_soon,
        "order.paylate": pay_late,
        "order.deliver": deliver_soon,
        "order.deliverlate": deliver_late,
    },
)
