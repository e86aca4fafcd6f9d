"""Who may do what to an order: the one place that says so. Pure."""

from __future__ import annotations

from enum import StrEnum

from assistant.domain.orders.charts import CANCELLATION, LIFE, PAYMENT, PERFORMANCE, Action, Leaving, State
from assistant.domain.orders.order import Order
from assistant.domain.orders.terms import Side

CLOCK = 0  # the person a deadline acts as: nobody


class Role(StrEnum):
    """What a person is in one order; one may be several."""

    MAKER = "maker"  # of an open offer
    ASKED = "asked"  # may answer an open offer
    PAYER = "payer"
    PAYEE = "payee"
    LEAVER = "leaver"  # has proposed to call it off
    STAYER = "stayer"  # has been asked to call it off
    CLOCK = "clock"


WHO: dict[Action, frozenset[Role]] = {
    Action.ACCEPT: frozenset({Role.ASKED}),
    Action.DECLINE: frozenset({Role.ASKED}),
    Action.WITHDRAW: frozenset({Role.MAKER}),
    Action.LAPSE: frozenset({Role.CLOCK}),
    Action.REPORT: frozenset({Role.PAYER}),
    Action.TAKE_BACK: frozenset({Role.PAYER}),
    Action.SEE: frozenset({Role.PAYEE}),
    Action.DELIVER: frozenset({Role.PAYEE}),
    Action.RECALL: frozenset({Role.PAYEE}),
    Action.CONFIRM: frozenset({Role.PAYER}),
    Action.REMIND: frozenset({Role.CLOCK}),
    Action.SILENCE: frozenset({Role.CLOCK}),
    Action.PROPOSE: frozenset({Role.PAYER, Role.PAYEE}),
    Action.RETRACT: frozenset({Role.LEAVER}),
    Action.REFUSE: frozenset({Role.STAYER}),
    Action.AGREE: frozenset({Role.STAYER}),
}
# What happens along with something else, and is nobody's to do: OFFER, RECORD, TAKE, FILL.

_CHARTS = {
    **dict.fromkeys((Action.REPORT, Action.TAKE_BACK, Action.SEE), PAYMENT),
    **dict.fromkeys((Action.DELIVER, Action.RECALL, Action.CONFIRM, Action.SILENCE), PERFORMANCE),
    **dict.fromkeys((Action.PROPOSE, Action.RETRACT, Action.REFUSE, Action.AGREE), CANCELLATION),
}


def roles(person: int, order: Order, *, belongs: bool) -> frozenset[Role]:
    """What the person is here; `belongs`: has confirmed the rules of the group, or looks after it."""
    if person == CLOCK:
        return frozenset({Role.CLOCK})
    if order.state is State.OFFERED:
        return frozenset(_before(person, order, belongs=belongs))
    return frozenset(_since(person, order))


def _before(person: int, order: Order, *, belongs: bool) -> set[Role]:
    if person == order.maker:
        return {Role.MAKER}
    return {Role.ASKED} if belongs and order.invited in {None, person} else set()


def _since(person: int, order: Order) -> set[Role]:
    side = order.side(person)
    if side is None:
        return set()
    found = {Role.PAYER, Role.PAYEE} if order.one_sided else {Role(side)}
    if order.leaving is Leaving.PROPOSED:
        found |= {Role.LEAVER} if person == order.leaving_by else {Role.STAYER}
        found |= {Role.STAYER} if order.one_sided else set()
    return found


def possible(order: Order, action: Action, part: int = 0) -> bool:
    """Whether the order's charts have a way for it, whoever acts. `part` is the instalment it is about."""
    if action not in WHO:
        return False
    chart = _CHARTS.get(action, LIFE)
    if part not in (range(len(order.payments)) if chart is PAYMENT else (0,)):
        return False
    if chart is LIFE and action is not Action.REMIND:
        return LIFE.peek(order.state, action, {}) is not None and not (action is Action.DECLINE and order.many)
    if order.state is not State.AGREED:
        return False
    if action is Action.REMIND:
        return order.reminded_at is None and PERFORMANCE.peek(order.work, Action.SILENCE, {}) is not None
    if action is Action.SILENCE and order.reminded_at is None:
        return False  # never without a reminder before
    here = {PERFORMANCE: order.work, CANCELLATION: order.leaving}
    return chart.peek(here[chart] if chart in here else order.payments[part].state, action, {}) is not None


def may(person: int, order: Order, action: Action, part: int = 0, *, belongs: bool) -> bool:
    """The guard: whether this person may do this to this order now."""
    return possible(order, action, part) and bool(WHO[action] & roles(person, order, belongs=belongs))


def options(person: int, order: Order, *, belongs: bool) -> tuple[tuple[Action, int], ...]:
    """All that the person may do now, each with the instalment it is about."""
    parts = range(max(len(order.payments), 1))
    tries = ((action, part) for action in WHO for part in (parts if _CHARTS.get(action) is PAYMENT else (0,)))
    return tuple(each for each in tries if may(person, order, *each, belongs=belongs))


def may_see(person: int, order: Order, *, looks_after: bool) -> bool:
    """The parties, whom it was offered to, and who looks after the group; an open link is another matter."""
    return looks_after or person in {order.maker, order.other} - {None} or (order.invited == person)


def sides(order: Order) -> tuple[int, ...]:
    """The parties who can be told something."""
    return tuple(person for person in (order.party(side) for side in Side) if person is not None)
