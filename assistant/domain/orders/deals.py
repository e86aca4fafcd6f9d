"""Offering an order, and everything that is done to one: commands in, events out. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.domain.orders.charts import Action, State
from assistant.domain.orders.guard import CLOCK, Role, may, roles
from assistant.domain.orders.limits import Limits, inspect
from assistant.domain.orders.moves import move
from assistant.domain.orders.order import ANY_NUMBER, Order
from assistant.domain.orders.terms import Terms
from assistant.errors import Refused
from assistant.i18n import N_

MOST_HEADS = 200
MOST_OPEN = 50  # open offers of one person: enough for any trader, not for a flood
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfferOrder:
    """A person offers a deal: to `invited`, or (None) to whoever opens the link; `heads` may accept (0: any number).

    `one_sided`: the other party, `other_name`, is not on Telegram; it is recorded by one side only.
    """

    person: int
    now: datetime
    handle: str
    terms: Terms
    invited: int | None
    heads: int
    one_sided: bool
    other_name: str


@dataclass(frozen=True, slots=True)
class MoveOrder:
    """A person (0: time itself) does something to order `order`, having seen its `version`; `part` counts from 0.

    `handle` is the link that an offer made to nobody in particular is answered with.
    """

    person: int
    now: datetime
    order: int
    version: int
    action: str
    part: int = 0
    handle: str | None = None


@dataclass(frozen=True, slots=True)
class OrderMoved:
    """Something happened to an order; `order` is how it stands now, `before` how it stood (None: it is new).

    `name` is the person's own, `source` the offer to many that it came from, where it did.
    """

    order: Order
    action: Action
    person: int
    now: datetime
    part: int = 0
    before: Order | None = None
    source: Order | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the books know about the person in the group of the order.

    `limits` are the rules in force; `name` the person's own; `belongs`: has confirmed the rules, or looks after the group;
    `open_offers` how many they have; `taken` how many accepted this offer to many, `mine`: the person among them.
    `disputed`: a case on this order is open.
    """

    limits: Limits | None
    zone: str
    name: str
    belongs: bool
    invited_name: str = ""
    invited_belongs: bool = False
    open_offers: int = 0
    taken: int = 0
    mine: bool = False
    disputed: bool = False


Command = OfferOrder | MoveOrder

JOIN_FIRST = N_(
    "Only members who have confirmed the newest rules of the group can deal here. Open its member link first."
)
NOT_THEM = N_("The other party does not belong to this group, or is no longer in it.")
YOURSELF = N_("That would be a deal with yourself. Choose somebody else, or send them the link.")
TOO_MANY_OPEN = N_("You have {most} offers open already. Withdraw some first: /orders")
NO_ORDER = N_("I know no such order, or it is not yours to see.")
MEANWHILE = N_("Something happened to this order in the meantime. Here is how it stands now.")
NOT_NOW = N_("That is not possible at this order now. Here is how it stands.")
OWN_OFFER = N_("This is your own offer. Send the link to the other side; only they can agree to it.")
FOR_ANOTHER = N_("This offer was made to somebody else.")
TAKEN = N_("This offer has been taken.")
GONE = N_("This offer is no longer open.")
OLD_RULES = N_("The rules of the group have changed since this offer was made. Ask {name} to offer it once more.")
OLD_DATES = N_("A date of this offer has passed meanwhile. Ask {name} to offer it once more.")
ALREADY_IN = N_("You have accepted this offer already. Your order is in /orders.")


def offer(command: OfferOrder, ground: Ground) -> tuple[OrderMoved, ...]:
    """What follows from an offer; raises Refused."""
    if not ground.belongs or ground.limits is None:
        raise Refused(JOIN_FIRST)
    terms = command.terms
    inspect(terms, ground.limits, command.now)
    if command.person == command.invited or terms.maker != command.person:
        raise Refused(YOURSELF)
    if command.invited is not None and not ground.invited_belongs:
        raise Refused(NOT_THEM)
    if ground.open_offers >= MOST_OPEN:
        raise Refused(TOO_MANY_OPEN, most=MOST_OPEN)
    heads = command.heads if 0 <= command.heads <= MOST_HEADS and not command.one_sided else 1
    made = Order(
        terms,
        ground.name,
        ground.zone,
        command.now,
        None if command.one_sided else command.handle,
        command.invited,
        other_name=command.other_name if command.one_sided else ground.invited_name,
        heads=1 if command.invited is not None else heads,
        one_sided=command.one_sided,
    )
    if not command.one_sided:
        return (OrderMoved(made, Action.OFFER, command.person, command.now),)
    recorded = replace(move(made, Action.RECORD, command.now), version=1)
    return (OrderMoved(recorded, Action.RECORD, command.person, command.now),)


def act(command: MoveOrder, order: Order | None, ground: Ground) -> tuple[OrderMoved, ...]:
    """What follows from something done to an order; raises Refused. `order` is None where there is no such order."""
    action = Action(command.action) if command.action in set(Action) else None
    if order is None or action is None:
        raise Refused(NO_ORDER)
    before_agreed = action in {Action.ACCEPT, Action.DECLINE}
    if before_agreed:
        _answerable(command, order, ground)
    elif command.person != CLOCK and not roles(command.person, order, belongs=ground.belongs):
        raise Refused(NO_ORDER)
    # an offer to many changes with each who accepts, and its terms never: only a deal between two needs the last version
    if command.version != order.version and not (order.many and before_agreed):
        raise Refused(MEANWHILE)
    if not may(command.person, order, action, command.part, belongs=ground.belongs) or not _timely(
        order, command, ground
    ):
        raise Refused(NOT_NOW)
    if action is Action.ACCEPT:
        return _accepted(command, order, ground)
    after = move(order, action, command.now, command.person, command.part)
    return (OrderMoved(after, action, command.person, command.now, command.part, order, name=ground.name),)


def _answerable(command: MoveOrder, order: Order, ground: Ground) -> None:
    """Say precisely why a link does not lead to a deal."""
    if command.person == order.maker:
        raise Refused(OWN_OFFER)
    if order.invited is None and command.handle != order.handle:
        raise Refused(NO_ORDER)  # numbers can be guessed, links cannot
    if order.state is not State.OFFERED or command.now >= order.expires_at:
        raise Refused(TAKEN if order.state in {State.AGREED, State.SETTLED, State.CANCELLED, State.FULL} else GONE)
    if ground.mine:
        raise Refused(ALREADY_IN)
    if order.invited not in {None, command.person}:
        raise Refused(FOR_ANOTHER)
    if Role.ASKED not in roles(command.person, order, belongs=ground.belongs) or ground.limits is None:
        raise Refused(JOIN_FIRST)
    if command.action == Action.ACCEPT:
        _still_fits(command, order, ground.limits)


def _still_fits(command: MoveOrder, order: Order, limits: Limits) -> None:
    """Nobody can agree to what is judged by rules of yesterday, or was due before."""
    if limits.rules != order.terms.rules:
        raise Refused(OLD_RULES, name=order.maker_name)
    terms = order.terms
    dates = [each.at for each in (terms.delivery, *(part.due for part in terms.parts)) if each.at is not None]
    if any(at <= command.now for at in dates):
        raise Refused(OLD_DATES, name=order.maker_name)


def _timely(order: Order, command: MoveOrder, ground: Ground) -> bool:
    """Time acts neither early nor twice; and who has brought the deal before the group is not silent."""
    match command.action:
        case Action.REMIND | Action.SILENCE if ground.disputed:
            return False
        case Action.LAPSE:
            return command.now >= order.expires_at
        case Action.SILENCE:
            return (
                order.reminded_at is not None
                and order.delivered_at is not None
                and command.now >= max(order.reminded_at + DAY, order.delivered_at + order.terms.silence)
            )
        case _:
            return True


def _accepted(command: MoveOrder, order: Order, ground: Ground) -> tuple[OrderMoved, ...]:
    """The other side agrees to the same text. From an offer to many comes an order of its own, until it is full."""
    named = replace(order, other=command.person, other_name=ground.name)
    if not order.many:
        after = move(named, Action.ACCEPT, command.now)
        return (OrderMoved(after, Action.ACCEPT, command.person, command.now, before=order, name=ground.name),)
    fresh = replace(named, heads=1, handle=None, offer=order.number, number=0)
    born = OrderMoved(
        replace(move(fresh, Action.ACCEPT, command.now), version=1),
        Action.ACCEPT,
        command.person,
        command.now,
        source=order,
        name=ground.name,
    )
    # the offer changes with each who takes it: two who want the last place at once cannot both have it
    filled = order.heads != ANY_NUMBER and ground.taken + 1 >= order.heads
    step = Action.FILL if filled else Action.TAKE
    return (
        born,
        OrderMoved(move(order, step, command.now), step, command.person, command.now, before=order, name=ground.name),
    )
