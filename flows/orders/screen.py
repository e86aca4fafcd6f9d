"""One order on one screen: the deal, how it stands, and just what the reader may do now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.words import Button, Lines, Local, Message, Plain, Screen, words
from assistant.domain.orders.agenda import claims_until, counts_as_received
from assistant.domain.orders.charts import Action, Leaving, Paid, State, Work
from assistant.domain.orders.guard import options
from assistant.domain.orders.order import ANY_NUMBER, Order
from assistant.domain.orders.terms import Basis, Side
from assistant.i18n import N_
from flows.orders.words import (
    ABSENT,
    ONE_SIDED,
    STATES,
    button_words,
    deal_text,
    for_absent,
    name_on,
    side_word,
    standing,
)

Note = Message | Plain | Lines
ORDERS = (Button(Message(N_("My orders")), command("orders")),)


def key(order: Order) -> str:
    """How buttons name an order: an open offer by its link, so that whoever has that may answer, else its number."""
    return f"o{order.handle}" if order.state is State.OFFERED and order.handle else str(order.number)


def press(order: Order, action: Action, part: int = 0, *, sure: bool = False) -> str:
    """The data of a button: order, version, action, part; `sure`: it was asked about once."""
    return command("deal", f"{key(order)}.{order.version}.{action}.{part}{'.!' if sure else ''}")


_CORRECTIONS = frozenset({Action.TAKE_BACK, Action.RECALL, Action.PROPOSE})


def rows(person: int, order: Order, *, belongs: bool, brief: bool = False) -> Iterator[tuple[Button, ...]]:
    """A button for each thing that the person may do now; `brief`: only what leads on."""
    for action, part in options(person, order, belongs=belongs):
        if not _idle(order, action, part, brief=brief):
            yield (Button(button_words(order, action, part), press(order, action, part)),)


def _idle(order: Order, action: Action, part: int, *, brief: bool) -> bool:
    """Possible, but nobody means it yet: so it has no button that would only be in the way."""
    if for_absent(order, action) and action not in ABSENT:
        return True
    match action:
        case Action.CONFIRM if order.work is Work.OPEN:
            return brief or order.happened[Basis.PAID] is None
        case Action.REPORT:
            return part != order.unpaid[0]
        case Action.SEE if order.payments[part].state is Paid.DUE:
            return part != order.unpaid[0] or (brief and order.pay_by(part) is None)
        case Action.DELIVER:
            return brief and order.terms.delivery.basis is Basis.PAID and order.happened[Basis.PAID] is None
        case _:
            return brief and action in _CORRECTIONS


def screen(  # one screen, all that it shows
    order: Order,
    person: int,
    group: Any,
    now: datetime,
    *,
    belongs: bool,
    bot: str = "",
    taken: Sequence[Order] = (),
    notes: Sequence[Note] = (),
    case: int = 0,
) -> Screen:
    """The order for that reader. `case`: the open case on it that they know of."""
    body = (
        _offer(order, person, group, bot, taken)
        if order.state is State.OFFERED or order.many
        else _deal(order, person, group, now, case)
    )
    return Screen((*notes, *body), (*rows(person, order, belongs=belongs), *_more(order, person, case)))


def _more(order: Order, person: int, case: int) -> Iterator[tuple[Button, ...]]:
    left = any(
        order.party(side) is not None and not order.name(side) for side in Side
    )  # one of the two has had themselves erased
    if case:
        yield (Button(Message(N_("The case on this deal")), command("cases", str(case))),)
    elif order.state in {State.AGREED, State.SETTLED} and order.side(person) is not None and not left:
        yield (Button(Message(N_("Something is wrong with this deal")), command("dispute", str(order.number))),)
    if order.number and (order.state is not State.OFFERED or order.maker == person):
        yield (Button(Message(N_("What happened so far")), command("orders", f"{order.number} h")),)
    yield ORDERS


# --- an offer ---


def _offer(order: Order, person: int, group: Any, bot: str, taken: Sequence[Order]) -> Iterator[Note]:
    yield _of_whom(order, person)
    yield from deal_text(order, group)
    if person == order.maker and order.many:
        yield Lines(tuple(heads(order, taken)))
    if order.state is not State.OFFERED:
        return
    if person == order.maker and order.invited is None:
        link = f"https://t.me/{bot}?start=o_{order.handle}"
        yield words(N_("Only the other side can agree. Their link:\n{link}"), link=link)
    elif person != order.maker:
        text = N_("Agree only to what you would write yourself. Once agreed, both have this on record, with its seal.")
        yield Message(text)


def _of_whom(order: Order, person: int) -> Message:
    until, number = Local(order.expires_at, order.zone), Plain(str(order.number))
    if order.state is not State.OFFERED:
        return words(N_("<b>№ {number}</b> · {state}"), number=number, state=Message(STATES[order.state]))
    if person == order.maker:
        return words(N_("<b>№ {number}</b>: your offer, open until {until}"), number=number, until=until)
    if order.many:
        text = N_("<b>{name} offers this deal</b>; each who agrees has an order of their own. Open until {until}.")
        return words(text, name=order.maker_name, until=until)
    return words(N_("<b>{name} offers you this deal.</b> Answer by {until}."), name=order.maker_name, until=until)


def heads(order: Order, taken: Sequence[Order]) -> Iterator[Message]:
    """Who accepted an offer to many, and who has paid."""
    live = [each for each in taken if each.state is not State.CANCELLED]
    paid = [each for each in live if each.amount_in(Paid.SEEN) == each.terms.amount]
    places = Message(N_("any number")) if order.heads == ANY_NUMBER else Plain(str(order.heads))
    yield words(
        N_("<b>Accepted: {count} of {places} · paid: {paid}</b>"), count=len(live), places=places, paid=len(paid)
    )
    for each in live:
        yield words(
            N_("{mark} {name} (№ {number})"), mark=mark(each), name=each.other_name, number=Plain(str(each.number))
        )


def mark(order: Order) -> str:
    """How far a deal is paid, at a glance."""
    states = {each.state for each in order.payments}
    if states == {Paid.SEEN}:
        return "✅"
    return "🕓" if Paid.DUE not in states else "▫️"


# --- a deal ---


def _deal(order: Order, person: int, group: Any, now: datetime, case: int) -> Iterator[Note]:
    number = Plain(str(order.number))
    yield words(N_("<b>№ {number}</b> · {state}"), number=number, state=Message(STATES[order.state]))
    if order.one_sided:
        yield words(ONE_SIDED, name=order.other_name)
    yield Lines(tuple(_facts(order, person, group, now)))
    if notices := tuple(_notices(order, person, now, case)):
        yield Lines(notices)


def _facts(order: Order, person: int, group: Any, now: datetime) -> Iterator[Message | Lines]:
    terms = order.terms
    yield words(N_("<b>{what}</b> · {amount}"), what=terms.what, amount=terms.amount)
    yield words(N_("Group: {name}"), name=group.name)
    for side in Side:
        yield words(N_("{side}: {name}"), side=side_word(terms.kind, side), name=_named(order, side, person))
    if order.payments:
        yield standing(order, now)
    if not order.maker_name:  # who offered it has left, and a text without them has another seal
        yield words(N_("Deal passport: rules version {rules}"), rules=terms.rules)
        return
    yield words(
        N_("Deal passport: rules version {rules} · seal <code>{seal}</code>"), rules=terms.rules, seal=terms.seal
    )


def _claims(order: Order, person: int, now: datetime) -> datetime | None:
    """The end of the reader's claims window, while it is open."""
    until, window = claims_until(order, side=order.side(person)), order.terms.window
    return until if until is not None and window is not None and until - window <= now < until else None


def _named(order: Order, side: Side, person: int) -> Message | Plain:
    name = name_on(order, side)
    return words(N_("{name} (you)"), name=name) if order.party(side) == person else name


def _notices(order: Order, person: int, now: datetime, case: int) -> Iterator[Message]:
    if order.state in {State.AGREED, State.SETTLED} and (until := _claims(order, person, now)) is not None:
        yield words(N_("Problems can be brought to the group until {until}."), until=Local(until, order.zone))
    if case:
        yield Message(N_("A case on this deal is open. Until it is over, silence counts for nothing."))
    elif (at := counts_as_received(order)) is not None:
        yield words(N_("Without an answer it counts as received on {at}."), at=Local(at, order.zone))
    if order.leaving is Leaving.PROPOSED and order.leaving_by is not None:
        if order.leaving_by == person:
            yield Message(N_("You proposed to call it off; the other side has to agree."))
        else:
            side = order.side(order.leaving_by) or Side.PAYER
            yield words(N_("{name} proposes to call this deal off."), name=name_on(order, side))
