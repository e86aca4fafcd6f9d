"""What an action makes of an order; whether it may happen is the guard's to say. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assistant.domain.orders.charts import CANCELLATION, LIFE, PAYMENT, PERFORMANCE, Action, Leaving, Paid, State, Work
from assistant.domain.orders.order import Order, Payment
from assistant.statechart import Chart


def move(order: Order, action: Action, now: datetime, person: int = 0, part: int = 0) -> Order:
    """The order after the action of that person (about that instalment), its version one higher.

    Raises ValueError where the charts have no such way: the guard was not asked.
    """
    match action:
        case Action.REPORT | Action.TAKE_BACK | Action.SEE:
            after = _pay(order, action, part, now)
        case Action.DELIVER | Action.RECALL | Action.CONFIRM | Action.SILENCE:
            after = _perform(order, action, now)
        case Action.REMIND:
            after = replace(order, reminded_at=now)
        case Action.PROPOSE | Action.RETRACT | Action.REFUSE | Action.AGREE:
            after = _leave(order, action, person, now)
        case _:
            after = _live(order, action, now)
    return replace(_settled(after, now), version=order.version + 1)


def _fire(chart: Chart, state: str, action: str) -> str:
    found = chart.fire(str(state), str(action), {})  # plain text: see charts
    if found is None:
        raise ValueError(f"{chart.name}: no way {action} from {state}")
    return found


def _live(order: Order, action: str, now: datetime) -> Order:
    state = State(_fire(LIFE, order.state, action))
    if state is State.AGREED:
        payments = tuple(Payment() for _ in order.terms.parts)
        return replace(order, state=state, agreed_at=now, payments=payments)
    return order if state is order.state else replace(order, state=state, ended_at=now)


def _pay(order: Order, action: Action, part: int, now: datetime) -> Order:
    before = order.payments[part]
    state = Paid(_fire(PAYMENT, before.state, action))
    if action is Action.SEE:
        after = replace(before, state=state, seen_at=now)
    else:
        after = Payment(state, now if action is Action.REPORT else None)
    return replace(order, payments=(*order.payments[:part], after, *order.payments[part + 1 :]))


def _perform(order: Order, action: Action, now: datetime) -> Order:
    work = Work(_fire(PERFORMANCE, order.work, action))
    match work:
        case Work.DELIVERED:
            return replace(order, work=work, delivered_at=now, reminded_at=None)
        case Work.OPEN:
            return replace(order, work=work, delivered_at=None, reminded_at=None)
        case _:
            return replace(order, work=work, received_at=now, silent=action is Action.SILENCE)


def _leave(order: Order, action: Action, person: int, now: datetime) -> Order:
    leaving = Leaving(_fire(CANCELLATION, order.leaving, action))
    after = replace(order, leaving=leaving, leaving_by=None if leaving is Leaving.NO else order.leaving_by or person)
    if leaving is not Leaving.AGREED:
        return after
    return replace(after, state=State(_fire(LIFE, order.state, "cancel")), ended_at=now)


def _settled(order: Order, now: datetime) -> Order:
    """Paid and performed: the order is done, and a proposal to call it off with it."""
    done = order.work is Work.ACCEPTED and all(each.state is Paid.SEEN for each in order.payments)
    if order.state is not State.AGREED or not done:
        return order
    state = State(_fire(LIFE, order.state, "settle"))
    return replace(order, state=state, ended_at=now, leaving=Leaving.NO, leaving_by=None)
