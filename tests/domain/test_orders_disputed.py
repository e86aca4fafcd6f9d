"""What the clock of an order does while a case on it is open, through the turn itself."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest
from hall import BUYER, DAY, HOUR, SELLER, Hall
from order_kit import terms

from assistant.dialog.engine import Dialogue
from assistant.domain.disputes import commands as c
from assistant.domain.money import Money
from assistant.domain.orders.charts import Action, Work
from assistant.domain.orders.deals import MoveOrder, OfferOrder, OrderMoved
from assistant.domain.orders.order import Order
from assistant.domain.orders.terms import Side
from assistant.ordering import order_of
from assistant.service import Service
from flows import FLOWS, PAGES, REACTIONS


class Street(Hall):
    """A hall whose orders have their timers, too."""

    class Clock:
        def __init__(self, hall: Hall) -> None:
            self._hall = hall

        def now(self) -> float:
            return self._hall.now.timestamp()

    def __init__(self) -> None:
        super().__init__(0)
        tokens = itertools.count()
        self.service = Service(
            Dialogue(FLOWS, PAGES),
            REACTIONS,
            self.Clock(self),
            fresh=lambda: f"{next(tokens):016x}",
            may_ride=lambda *_: False,
            bot=lambda: "bot",
        )

    def delivered(self) -> int:
        """An order that the seller says is delivered; what follows from that is done as a turn does it."""
        deal = terms(Money(50_000, "CNY"), group=self.group, rules=1, maker=SELLER, side=Side.PAYEE, window=DAY)
        (made,) = self.carry(OfferOrder(SELLER, self.now, "f" * 16, deal, None, 1, False, ""))
        number = made.order.number
        self.carry(MoveOrder(BUYER, self.now, number, 1, Action.ACCEPT, 0, "f" * 16))
        (event,) = self.carry(MoveOrder(SELLER, self.now, number, 2, Action.DELIVER, 0, None))
        assert isinstance(event, OrderMoved)
        self.books.timers.put(
            f"order:{number}:remind",
            (self.now + 6 * DAY).timestamp(),
            "order.remind",
            SELLER,
            {"order": number, "part": 0},
        )
        return number

    def until(self, days: int) -> None:
        """Time passes for the order; the timers of the case stand still."""
        end = self.now + days * DAY
        while ready := [row for row in self.books.timers.due(end.timestamp(), 99) if row.kind.startswith("order.")]:
            self.now = max(self.now, datetime.fromtimestamp(ready[0].due, UTC))
            with self.books.savepoint():
                self.service.due(self.books, ready[0])
        self.now = end

    def order_now(self, number: int) -> Order:
        return order_of(self.books.orders.get(number))


@pytest.fixture(name="street")
def fixture_street():
    street = Street()
    yield street
    street.books.close()


def test_silence_alone_counts_as_received(street):
    number = street.delivered()
    street.until(8)
    assert (street.order_now(number).work, street.order_now(number).silent) == (Work.ACCEPTED, True)


@pytest.mark.parametrize("days", [5, 6])  # before the reminder, and after it
def test_who_has_opened_a_case_is_not_silent(street, days):
    number = street.delivered()
    street.until(days)
    street.now += HOUR
    case = street.file(number, wrong="not_delivered", want="refund", received_at=None, opened_at=street.now)
    street.until(20)
    assert street.order_now(number).work is Work.DELIVERED
    street.do(c.Withdraw, BUYER, case)  # and once it is over, the order's own clock goes on
    street.until(3)
    assert (street.order_now(number).work, street.order_now(number).silent) == (Work.ACCEPTED, True)


def test_the_parties_themselves_go_on_while_a_case_is_open(street):
    number = street.delivered()
    street.file(number, wrong="not_delivered", want="refund", received_at=None, opened_at=street.now)
    street.carry(MoveOrder(BUYER, street.now, number, street.order_now(number).version, Action.CONFIRM, 0, None))
    assert (street.order_now(number).work, street.order_now(number).silent) == (Work.ACCEPTED, False)
    street.until(9)
    assert not [row for row in street.books.timers.due(street.now.timestamp(), 99) if row.kind == "order.remind"]
