"""When an order has something to say by itself: reminders, missed deadlines, silence, the end of the claims window. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from assistant.domain.orders.charts import Paid, State, Work
from assistant.domain.orders.limits import Limits
from assistant.domain.orders.order import Order
from assistant.domain.orders.terms import Side

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AHEAD = 2 * HOUR  # before a deadline, where no morning lies between
MORNING, EVENING = 9, 20  # o'clock
NIGHT_ENDS = 8


class Kind(StrEnum):
    """What an order has timers for."""

    ANSWER = "answer"  # an offer by name lapses soon
    LAPSE = "lapse"
    PAY = "pay"  # a payment is due soon
    PAY_LATE = "paylate"
    DELIVER = "deliver"
    DELIVER_LATE = "deliverlate"
    REMIND = "remind"  # delivered, and no word from the other side
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Appointment:
    kind: Kind
    at: datetime
    part: int = 0


def agenda(order: Order, now: datetime) -> tuple[Appointment, ...]:
    """All timers of the order as it stands; kinds that are not among them are to be dropped.

    What only informs is left out once its moment has passed; what changes the order comes at once instead.
    """
    return tuple(_offered(order, now) if order.state is State.OFFERED else _running(order, now))


def _offered(order: Order, now: datetime) -> Iterator[Appointment]:
    ahead = remind_at(order.expires_at, order.zone, now) if order.invited is not None else None
    if ahead is not None:
        yield Appointment(Kind.ANSWER, ahead)
    yield Appointment(Kind.LAPSE, max(order.expires_at, now))


def _running(order: Order, now: datetime) -> Iterator[Appointment]:
    if order.state is not State.AGREED:
        return
    known = ((at, part) for part in order.unpaid if (at := order.pay_by(part)) is not None and at > now)
    if (first := min(known, default=None)) is not None:
        yield from _before_and_at(Kind.PAY, Kind.PAY_LATE, order, first[0], first[1], now)
    by = order.deliver_by
    if order.work is Work.OPEN and by is not None and by > now:
        yield from _before_and_at(Kind.DELIVER, Kind.DELIVER_LATE, order, by, 0, now)
    if order.work is Work.DELIVERED and order.delivered_at is not None:
        ends = order.delivered_at + order.terms.silence
        if order.reminded_at is None:
            yield Appointment(Kind.REMIND, max(ends - DAY, now))
        else:  # a full day after the reminder, however late that one came
            yield Appointment(Kind.SILENCE, max(ends, order.reminded_at + DAY, now))


def _before_and_at(  # noqa: PLR0913, PLR0917 - one deadline, with what it is about
    soon: Kind, late: Kind, order: Order, due: datetime, part: int, now: datetime
) -> Iterator[Appointment]:
    if (ahead := remind_at(due, order.zone, now)) is not None:
        yield Appointment(soon, ahead, part)
    yield Appointment(late, due, part)


def remind_at(due: datetime, zone: str, now: datetime) -> datetime | None:
    """The morning of that day, or two hours before; the evening before what is due in the night. None: too late by now."""
    local = due.astimezone(ZoneInfo(zone))
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    evening = (morning - DAY).replace(hour=EVENING)
    two_before = local - AHEAD
    best = morning if morning <= two_before else (two_before if two_before.hour >= NIGHT_ENDS else evening)
    found = best if best > now else two_before
    return found.astimezone(due.tzinfo) if found > now + HOUR / 2 else None


def counts_as_received(order: Order) -> datetime | None:
    """When silence counts as received, as things stand; None where nothing is waiting for a word."""
    if order.state is not State.AGREED or order.work is not Work.DELIVERED or order.delivered_at is None:
        return None
    return order.delivered_at + order.terms.silence


def claims_until(order: Order, rules: Limits | None = None, side: Side | None = None) -> datetime | None:
    """Until when problems can be brought to the group: from receipt, or for what never came from the missed deadline.

    None: no end is known yet, or the rules name no window. `side`: what the payer (who receives) or the payee (whose
    money may be missing) can still claim; without it, the later of both. `rules` are asked for the window where given, else
    what is pinned in the terms.
    """
    window = rules.window if rules is not None else order.terms.window
    if window is None or order.agreed_at is None:
        return None
    starts = [_opens(order, each) for each in ((side,) if side is not None else Side)]
    known = [each + window for each in starts if each is not None]
    return max(known) if len(known) == len(starts) else None


def _opens(order: Order, side: Side) -> datetime | None:
    """From when the window of that side runs."""
    if side is Side.PAYER:
        missed = order.deliver_by if order.work is Work.OPEN else None
        return order.received_at or missed
    missing = [order.pay_by(part) for part, each in enumerate(order.payments) if each.state is not Paid.SEEN]
    if not missing:
        return order.received_at
    return max(each for each in missing if each is not None) if all(missing) else None
