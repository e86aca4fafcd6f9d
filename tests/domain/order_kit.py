"""Orders to begin with, and a small world in which they are dealt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assistant.domain.money import Money
from assistant.domain.orders.charts import Action
from assistant.domain.orders.deals import Ground, MoveOrder, OfferOrder, act, offer
from assistant.domain.orders.limits import Limits, split
from assistant.domain.orders.order import Order
from assistant.domain.orders.terms import Basis, Side, Term, Terms

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SELLER, BUYER, OTHER, CLOCK = 1, 2, 3, 0
GOODS = Limits(4, "goods", "CNY", Money(100_000, "CNY"), 50, DAY, 2 * DAY, DAY)


def yuan(units: int) -> Money:
    return Money(units * 100, "CNY")


def terms(amount: Money | None = None, held: Limits = GOODS, **more) -> Terms:
    amount = amount or yuan(80)
    delivery = held.delivery or Term(Basis.FIXED, at=NOW + 4 * DAY)
    given = {
        "group": 7,
        "kind": held.kind,
        "maker": SELLER,
        "side": Side.PAYEE,
        "what": "三本小说",
        "amount": amount,
        "parts": split(amount, held, held.pay or Term(Basis.AGREED, DAY), delivery, NOW),
        "delivery": delivery,
        "how": "快递",
        "rules": held.rules,
        "window": held.window,
        "silence": held.silence,
    }
    return Terms(**(given | more))


def ground(name: str = "Ben", held: Limits | None = GOODS, **more) -> Ground:
    return Ground(held, "Asia/Shanghai", name, **({"belongs": True} | more))


def offered(held: Limits = GOODS, **more) -> Order:
    given = {"invited": None, "heads": 1, "one_sided": False, "other_name": ""}
    deal = more.pop("terms", None) or terms(held=held)
    on = ground("Anna", held, invited_belongs=True, invited_name="Ben")
    (event,) = offer(OfferOrder(SELLER, NOW, "abcd", deal, **(given | more)), on)
    return replace(event.order, number=5)


def do(order: Order, person: int, action: str, now: datetime = NOW, part: int = 0, **on) -> Order:
    """The order after what that person does; raises Refused."""
    held = replace(GOODS, rules=order.terms.rules)
    command = MoveOrder(person, now, order.number, order.version, action, part, order.handle)
    return act(command, order, ground(held=held, **on))[0].order


def agreed(**more) -> Order:
    return do(offered(**more), BUYER, Action.ACCEPT)
