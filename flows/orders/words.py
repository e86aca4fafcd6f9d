"""How orders are put into words: sides, terms, payments, states; the same on every screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from assistant.dialog.words import Lines, Local, Message, Plain, words
from assistant.domain.groups import Kind
from assistant.domain.orders.charts import Action, Paid, State, Work
from assistant.domain.orders.order import Order
from assistant.domain.orders.terms import Basis, Side, Term, Terms
from assistant.i18n import N_

SIDES = {
    (Kind.GOODS, Side.PAYER): N_("Buyer"),
    (Kind.GOODS, Side.PAYEE): N_("Seller"),
    (Kind.SERVICES, Side.PAYER): N_("Client"),
    (Kind.SERVICES, Side.PAYEE): N_("Provider"),
    (Kind.TASKS, Side.PAYER): N_("Task poster"),
    (Kind.TASKS, Side.PAYEE): N_("Worker"),
}
HOWS = {"courier": N_("by courier"), "person": N_("in person"), "online": N_("online")}
DELIVERY = {
    Kind.GOODS: N_("Shipped or handed over"),
    Kind.SERVICES: N_("Work done"),
    Kind.TASKS: N_("Handed in"),
}
_SPANS = {
    (Kind.GOODS, Basis.AGREED): N_("within {span} of agreeing"),
    (Kind.SERVICES, Basis.AGREED): N_("within {span} of agreeing"),
    (Kind.TASKS, Basis.AGREED): N_("within {span} of agreeing"),
    (Kind.GOODS, Basis.PAID): N_("within {span} of payment"),
    (Kind.SERVICES, Basis.PAID): N_("within {span} of payment"),
    (Kind.TASKS, Basis.PAID): N_("within {span} of payment"),
    (Kind.GOODS, Basis.DELIVERED): N_("within {span} of shipping"),
    (Kind.SERVICES, Basis.DELIVERED): N_("within {span} of the work being done"),
    (Kind.TASKS, Basis.DELIVERED): N_("within {span} of handing in"),
    (Kind.GOODS, Basis.RECEIVED): N_("within {span} of receipt"),
    (Kind.SERVICES, Basis.RECEIVED): N_("within {span} of acceptance"),
    (Kind.TASKS, Basis.RECEIVED): N_("within {span} of acceptance"),
}
STATES = {
    State.OFFERED: N_("waiting for an answer"),
    State.AGREED: N_("agreed, under way"),
    State.SETTLED: N_("settled ✓"),
    State.DECLINED: N_("declined"),
    State.WITHDRAWN: N_("withdrawn"),
    State.LAPSED: N_("lapsed: nobody answered in time"),
    State.FULL: N_("taken up by everybody it had room for"),
    State.CANCELLED: N_("called off by both"),
}
ONE_SIDED = N_("⚠️ Recorded by one side only: {name} is not here and has agreed to nothing in this record.")


def side_word(kind: str, side: Side) -> Message:
    return Message(SIDES[Kind(kind), side])


def name_on(order: Order, side: Side) -> Message | Plain:
    """Who stands on that side; before anybody does, whoever accepts, and after they had themselves erased, somebody."""
    if name := order.name(side):
        return Plain(name)
    return Message(N_("whoever agrees") if order.party(side) is None else N_("somebody who left"))


def how_words(how: str) -> Message | Plain:
    return Message(HOWS[how]) if how in HOWS else Plain(how)


def by(term: Term, kind: str, zone: str) -> Message | Local:
    """By when: a moment in the group's zone, or a span after something."""
    if term.basis is Basis.FIXED and term.at is not None:
        return Local(term.at, zone)
    return words(_SPANS[Kind(kind), term.basis], span=term.span)


def due(at: datetime | None, term: Term, kind: str, zone: str) -> Message | Local:
    """The moment itself where it is known by now."""
    return Local(at, zone) if at is not None else by(term, kind, zone)


def deal_text(order: Order, group: Any) -> tuple[Lines, ...]:
    """What both agree to, to be read before anybody does: the same facts in each reader's language."""
    terms = order.terms
    return (Lines(tuple(_deal(order, terms, group))), Lines(tuple(_small_print(terms))))


def _deal(order: Order, terms: Terms, group: Any) -> Iterator[Message]:
    yield words(N_("<b>{what}</b> · {amount}"), what=terms.what, amount=terms.amount)
    yield words(N_("Group: {name}"), name=group.name)
    for side in Side:
        yield words(N_("{side}: {name}"), side=side_word(terms.kind, side), name=name_on(order, side))
    yield from parts_text(terms, order.zone)
    label = Message(DELIVERY[Kind(terms.kind)])
    yield words(
        N_("{label}: {by}, {how}"), label=label, by=by(terms.delivery, terms.kind, order.zone), how=how_words(terms.how)
    )


def parts_text(terms: Terms, zone: str) -> Iterator[Message]:
    """The payments: one line, or one a part."""
    if len(terms.parts) == 1:
        yield words(N_("Paid: {by}"), by=by(terms.parts[0].due, terms.kind, zone))
        return
    for at, part in enumerate(terms.parts, start=1):
        yield words(N_("Part {at}: {amount}, {by}"), at=at, amount=part.amount, by=by(part.due, terms.kind, zone))


def _small_print(terms: Terms) -> Iterator[Message]:
    if terms.window is not None:
        yield words(N_("Problems: to the group within {window} of receipt"), window=terms.window)
    yield words(
        N_("Delivered and no answer for {silence}, after one reminder: counts as received"), silence=terms.silence
    )
    yield words(
        N_("Deal passport: rules version {rules} · seal <code>{seal}</code>"), rules=terms.rules, seal=terms.seal
    )


# --- how it stands ---

PAYMENTS = {
    Paid.DUE: N_("▫️ {amount}, to be paid: {by}"),
    Paid.REPORTED: N_("🕓 {amount}: {payer} says it is paid"),
    Paid.SEEN: N_("✅ {amount}: {payee} has it"),
}
WORKS = {
    Work.OPEN: N_("▫️ {label}, {how}: {by}"),
    Work.DELIVERED: N_("🕓 {label}: {payee} says so, {payer} has yet to confirm"),
    Work.ACCEPTED: N_("✅ {label}: confirmed by {payer}"),
}
SILENT = N_("✅ {label}: no answer came, so it counts as received")
LATE = N_("{by} ⚠️")


def standing(order: Order, now: datetime) -> Lines:
    """Payments and performance as each side has told them."""
    return Lines(tuple(_standing(order, now)))


def _standing(order: Order, now: datetime) -> Iterator[Message]:
    names = {"payer": name_on(order, Side.PAYER), "payee": name_on(order, Side.PAYEE)}
    kind, zone = order.terms.kind, order.zone
    for at, (part, payment) in enumerate(zip(order.terms.parts, order.payments, strict=True)):
        when = order.pay_by(at)
        shown = _late(due(when, part.due, kind, zone), when, now)
        yield Message(PAYMENTS[payment.state], {**names, "amount": part.amount, "by": shown})
    shown = _late(due(order.deliver_by, order.terms.delivery, kind, zone), order.deliver_by, now)
    text = SILENT if order.silent else WORKS[order.work]
    yield Message(
        text, {**names, "label": Message(DELIVERY[Kind(kind)]), "how": how_words(order.terms.how), "by": shown}
    )


def _late(shown: Any, when: datetime | None, now: datetime) -> Any:
    return words(LATE, by=shown) if when is not None and when < now else shown


# --- what can be done, and what was ---

_BY_KIND = Mapping[Kind, str]
DELIVERED: _BY_KIND = {
    Kind.GOODS: N_("I have shipped it or handed it over"),
    Kind.SERVICES: N_("The work is done"),
    Kind.TASKS: N_("I have handed it in"),
}
RECALLED: _BY_KIND = {
    Kind.GOODS: N_("Not shipped after all"),
    Kind.SERVICES: N_("Not done after all"),
    Kind.TASKS: N_("Not handed in after all"),
}
RECEIVED: _BY_KIND = {
    Kind.GOODS: N_("I have received it"),
    Kind.SERVICES: N_("I accept the work"),
    Kind.TASKS: N_("I accept the work"),
}
BUTTONS = {
    Action.ACCEPT: N_("I agree"),
    Action.DECLINE: N_("No, thanks"),
    Action.WITHDRAW: N_("Withdraw the offer"),
    Action.REPORT: N_("I have paid"),
    Action.TAKE_BACK: N_("Not paid after all"),
    Action.SEE: N_("I have the money"),
    Action.PROPOSE: N_("Call it off …"),
    Action.RETRACT: N_("Do not call it off after all"),
    Action.REFUSE: N_("No, the deal stands"),
    Action.AGREE: N_("Yes, call it off"),
}
PART_BUTTONS = {
    Action.REPORT: N_("I have paid part {at} ({amount})"),
    Action.TAKE_BACK: N_("Part {at} not paid after all"),
    Action.SEE: N_("I have the money of part {at} ({amount})"),
}


ABSENT = {
    Action.CONFIRM: N_("{name} has received it"),
    Action.SEE: N_("{name} has the money"),
}


def for_absent(order: Order, action: Action) -> bool:
    """Of a one-sided order: whether it is the part of who is not here, noted by the one who is."""
    mine = {Side.PAYER: _PAYERS, Side.PAYEE: _PAYEES}[order.terms.side]
    return order.one_sided and action in _PAYERS | _PAYEES and action not in mine


_PAYERS = frozenset({Action.REPORT, Action.TAKE_BACK, Action.CONFIRM})
_PAYEES = frozenset({Action.SEE, Action.DELIVER, Action.RECALL})


def button_words(order: Order, action: Action, part: int) -> Message:
    """The words on the button of something that can be done."""
    if for_absent(order, action) and action in ABSENT:
        return words(ABSENT[action], name=order.other_name)
    by_kind = {Action.DELIVER: DELIVERED, Action.RECALL: RECALLED, Action.CONFIRM: RECEIVED}
    if action in by_kind:
        return Message(by_kind[action][Kind(order.terms.kind)])
    if action in PART_BUTTONS and len(order.terms.parts) > 1:
        return words(PART_BUTTONS[action], at=part + 1, amount=order.terms.parts[part].amount)
    return Message(BUTTONS[action])


HISTORY = {
    Action.OFFER: N_("{when}: offered by {name}"),
    Action.RECORD: N_("{when}: recorded by {name} alone"),
    Action.ACCEPT: N_("{when}: {name} agreed"),
    Action.DECLINE: N_("{when}: {name} declined"),
    Action.WITHDRAW: N_("{when}: {name} withdrew the offer"),
    Action.LAPSE: N_("{when}: lapsed"),
    Action.TAKE: N_("{when}: {name} accepted the offer"),
    Action.FILL: N_("{when}: {name} took the last place"),
    Action.REPORT: N_("{when}: {name} reported {amount} paid"),
    Action.TAKE_BACK: N_("{when}: {name} took that report of {amount} back"),
    Action.SEE: N_("{when}: {name} has the {amount}"),
    Action.DELIVER: N_("{when}: {name} reported it delivered"),
    Action.RECALL: N_("{when}: {name} took that back"),
    Action.CONFIRM: N_("{when}: {name} confirmed receipt"),
    Action.REMIND: N_("{when}: reminded"),
    Action.SILENCE: N_("{when}: counted as received, for no answer came"),
    Action.PROPOSE: N_("{when}: {name} proposed to call it off"),
    Action.RETRACT: N_("{when}: {name} took that proposal back"),
    Action.REFUSE: N_("{when}: {name} refused that"),
    Action.AGREE: N_("{when}: {name} agreed to call it off"),
}
