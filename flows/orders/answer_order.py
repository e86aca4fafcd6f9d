"""Opening an offer by its link, and everything that is done to an order by a button; each press is judged anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.words import Button, Lines, Message, Plain, Screen, words
from assistant.domain.groups import Kind
from assistant.domain.orders import deals
from assistant.domain.orders.charts import Action, State
from assistant.domain.orders.deals import Ground, MoveOrder, OrderMoved, act
from assistant.domain.orders.guard import options
from assistant.domain.orders.order import Order
from assistant.domain.orders.terms import Side
from assistant.errors import Refused
from assistant.i18n import N_
from flows.library import member_link
from flows.orders.screen import ORDERS, press, screen
from flows.orders.words import button_words, for_absent, name_on

Find = Callable[..., Any]
JOIN = N_(
    "Somebody in <b>{name}</b> offers you a deal. Deals there are made between members who have confirmed the same rules.\n\n"
    "1. Read the rules and confirm them.\n2. Come back to this deal."
)


def offer(
    payload: str,
    person: int,
    now: datetime,
    bot: str,
    find_offer: Find,
    find_order: Find,
    order_ground: Find,
    find_number: Find,
    from_offer: Find,
) -> Screen:
    """An offer's link was opened."""
    order = find_offer(payload.removeprefix("o_"))
    if order is None:
        return Screen((Message(deals.GONE),), (ORDERS,))
    return _look(order, person, now, bot, find_order, order_ground(order), find_number(order.group), from_offer)


def _look(
    order: Order,
    person: int,
    now: datetime,
    bot: str,
    find_order: Find,
    ground: Ground,
    group: Any,
    from_offer: Find,
    notes: Sequence[Message] = (),
) -> Screen:
    """As much of an order as that person may see: all of it, an open offer, or only that it is none of theirs."""
    if find_order(order.number) is not None:
        return screen(order, person, group, now, belongs=ground.belongs, bot=bot, taken=from_offer(order), notes=notes)
    if order.state is not State.OFFERED or now >= order.expires_at or group.archived_at is not None:
        taken = order.state in {State.AGREED, State.SETTLED, State.CANCELLED, State.FULL}
        return Screen((Message(deals.TAKEN if taken else deals.GONE),), (ORDERS,))
    if order.invited is not None:
        return Screen((Message(deals.FOR_ANOTHER),), (ORDERS,))
    if not ground.belongs:
        return _join(order, group, bot)
    if ground.mine:
        return Screen((Message(deals.ALREADY_IN),), (ORDERS,))
    return screen(order, person, group, now, belongs=True, bot=bot, notes=notes)


def _join(order: Order, group: Any, bot: str) -> Screen:
    """The way in for who has not confirmed the rules yet, and back."""
    rules = Button(Message(N_("1. Read the rules")), url=member_link(bot, group.handle))
    back = Button(Message(N_("2. To the deal")), url=f"https://t.me/{bot}?start=o_{order.handle}")
    return Screen((words(JOIN, name=group.name),), ((rules,), (back,)))


# --- acting ---


def deal(
    payload: str,
    person: int,
    now: datetime,
    bot: str,
    find_offer: Find,
    find_order: Find,
    order_ground: Find,
    find_number: Find,
    from_offer: Find,
) -> Screen | Shown:
    """A button of an order was pressed: done, asked about once, or explained with the order as it is now."""
    key, version, action, part, sure = _read(payload)
    order = find_offer(key[1:]) if key.startswith("o") else find_order(int(key))
    if order is None:
        return Screen((Message(deals.NO_ORDER),), (ORDERS,))
    ground, group = order_ground(order), find_number(order.group)
    wanted = MoveOrder(person, now, order.number, version, action, part, key[1:] if key.startswith("o") else None)
    try:
        moved = act(wanted, order, ground)[0]
    except Refused as no:
        done = no.message == deals.MEANWHILE and (action, part) not in options(person, order, belongs=ground.belongs)
        taken = no.message == deals.TAKEN and order.side(person) is not None  # by the very person who pressed again
        note = Message(ALREADY) if done or taken else Message(no.message, no.values)
        told = _look(order, person, now, bot, find_order, ground, group, from_offer, (note,))
        return told if note in told.paragraphs or find_order(order.number) else Screen((note,), told.rows)
    if moved.action in SURE and not sure and not for_absent(order, moved.action):
        return _ask_once(order, moved, person)
    return Shown(_done(moved, person, group, now, ground, bot), wanted)


def _read(payload: str) -> tuple[str, int, str, int, bool]:
    """What a button says; whatever else is sent here leads to no order."""
    key, version, action, part, sure = (*payload.split("."), "", "", "", "")[:5]
    plain = [each.isascii() and each.isdigit() and len(each) < 10 for each in (version, part)]
    named = key[:1] == "o" or (key.isascii() and key.isdigit() and len(key) < 15)
    if not all(plain) or not named:
        return "0", 0, "", 0, False
    return key, int(version), action, int(part), sure == "!"


DONE = {
    Action.ACCEPT: N_("✓ Agreed. Both of you have this deal on record now."),
    Action.DECLINE: N_("✓ Declined. {name} was told."),
    Action.WITHDRAW: N_("✓ Withdrawn. The link leads nowhere from now on."),
    Action.REPORT: N_("✓ Noted, and {name} was asked to look for the money."),
    Action.TAKE_BACK: N_("✓ Noted: not paid yet. {name} was told."),
    Action.SEE: N_("✓ Noted: you have the money."),
    Action.DELIVER: N_("✓ Noted, and {name} was asked to confirm."),
    Action.RECALL: N_("✓ Noted: not delivered yet. {name} was told."),
    Action.CONFIRM: N_("✓ Noted, and {name} was told."),
    Action.PROPOSE: N_("✓ {name} was asked whether the deal shall be called off. Until they agree it stands."),
    Action.RETRACT: N_("✓ The deal stands. {name} was told."),
    Action.REFUSE: N_("✓ The deal stands. {name} was told."),
    Action.AGREE: N_("✓ The deal is called off. Nothing is owed any more."),
}
ALREADY = N_("This order has moved on since. Here is how it stands now.")
ALONE = N_("✓ Noted in your own record.")


def _done(moved: OrderMoved, person: int, group: Any, now: datetime, ground: Ground, bot: str) -> Screen:
    order = moved.order
    note = Message(ALONE) if order.one_sided else words(DONE[moved.action], name=_other(moved, person))
    if moved.source is not None or not order.number:  # its number is given when it is written down
        return Screen(
            (note, words(N_("<b>{what}</b> · {amount}"), what=order.terms.what, amount=order.terms.amount)), (ORDERS,)
        )
    return screen(order, person, group, now, belongs=ground.belongs, bot=bot, notes=(note,))


def _other(moved: OrderMoved, person: int) -> Any:
    """The party who is not the reader."""
    order = moved.order
    if order.side(person) is None:
        return Plain(order.maker_name)  # who declined is no party
    return name_on(order, (order.side(person) or Side.PAYER).other)


# --- what is asked about once, for it cannot be taken back ---

SURE = {
    Action.DECLINE: N_("Say no to this offer of {name}?"),
    Action.WITHDRAW: N_("Withdraw this offer? Its link will lead nowhere."),
    Action.SEE: N_(
        "Look into your own account, not at a screenshot. Is {amount} of {name} really there? This cannot be taken back."
    ),
    Action.CONFIRM: N_("Have you looked at it closely? With this the time for claims begins; it cannot be taken back."),
    Action.PROPOSE: N_("Ask {name} to call this deal off? It ends only if both agree."),
    Action.AGREE: N_(
        "Call it off? Money that was paid should have gone back before: with this, nothing is owed any more on either side."
    ),
}
SURE_YES = {
    Action.DECLINE: N_("Yes, decline"),
    Action.WITHDRAW: N_("Yes, withdraw it"),
    Action.SEE: N_("Yes, it is there"),
    Action.PROPOSE: N_("Yes, ask them"),
    Action.AGREE: N_("Yes, we are even"),
}
CONFIRM_YES = {
    Kind.GOODS: N_("Yes, received"),
    Kind.SERVICES: N_("Yes, accepted"),
    Kind.TASKS: N_("Yes, accepted"),
}


def _ask_once(order: Order, moved: OrderMoved, person: int) -> Screen:
    action, part = moved.action, moved.part
    values: dict[str, Any] = {
        "name": _other(moved, person),
        "amount": order.terms.parts[min(part, len(order.terms.parts) - 1)].amount,
    }
    if action is Action.CONFIRM:
        yes = Message(CONFIRM_YES[Kind(order.terms.kind)])
    else:
        yes = Message(SURE_YES[action]) if action in SURE_YES else button_words(order, action, part)
    what = words(
        N_("<b>№ {number}</b> · {what} · {amount}"),
        number=Plain(str(order.number)),
        what=order.terms.what,
        amount=order.terms.amount,
    )
    back = command("orders", str(order.number)) if order.side(person) else command("offer", f"o_{order.handle}")
    return Screen(
        (Lines((what, Message(SURE[action], values))),),
        ((Button(yes, press(order, action, part, sure=True)),), (Button(Message(N_("No, not now")), back),)),
    )


PAGES = (Page("offer", offer, on=("offer",), link="o_"), Page("deal", deal, on=("deal",)))
