"""What is owed, on its way and received: double entry in exact minor units, balances derived. Pure.

Each entry sums to zero, so all balances of an order do, at any time. Debits are positive. The payer owes (`OWED`)
and sends (`SENT`); the payee has a claim (`CLAIM`) and receives (`RECEIVED`). Each side's word moves only its own
accounts, so a payment that one side reports and the other has not seen stands out as the difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.money import Money
from assistant.domain.orders.charts import Action, Leaving, Paid
from assistant.domain.orders.order import Order


class Account(StrEnum):
    OWED = "owed"
    SENT = "sent"
    CLAIM = "claim"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Posting:
    account: Account
    amount: Money


Entry = tuple[Posting, Posting]
Balances = Mapping[Account, int]  # minor units of one currency


def entries(before: Order | None, after: Order, action: Action, part: int = 0) -> tuple[Entry, ...]:
    """What the books note when `action` (about that instalment) has turned the one into the other."""
    match action:
        case Action.ACCEPT | Action.RECORD:
            return (_entry(after.terms.amount, Account.CLAIM, Account.OWED),)
        case Action.REPORT:
            return (_entry(_part(after, part), Account.OWED, Account.SENT),)
        case Action.TAKE_BACK:
            return (_entry(_part(after, part), Account.SENT, Account.OWED),)
        case Action.SEE:
            amount = _part(after, part)
            seen = _entry(amount, Account.RECEIVED, Account.CLAIM)
            if before is not None and before.payments[part].state is Paid.DUE:  # nobody had said that it was sent
                return (_entry(amount, Account.OWED, Account.SENT), seen)
            return (seen,)
        case Action.AGREE if before is not None and after.leaving is Leaving.AGREED:
            return tuple(_undone(before))
        case _:
            return ()


def balances(postings: Iterable[Posting]) -> dict[Account, int]:
    """The balance of each account that was ever touched."""
    found: Counter[Account] = Counter()
    for each in postings:
        found[each.account] += each.amount.minor
    return dict(found)


@dataclass(frozen=True, slots=True)
class Sums:
    """At a glance, in one currency: still to pay, reported but not seen, seen."""

    owed: Money
    on_the_way: Money
    seen: Money


def sums(balance: Balances, currency: str) -> Sums:
    """Balances of one or many orders as people read them."""
    seen = balance.get(Account.RECEIVED, 0)
    sent = -balance.get(Account.SENT, 0)
    return Sums(Money(-balance.get(Account.OWED, 0), currency), Money(sent - seen, currency), Money(seen, currency))


def _entry(amount: Money, debit: Account, credit: Account) -> Entry:
    return Posting(debit, amount), Posting(credit, Money(-amount.minor, amount.currency))


def _part(order: Order, part: int) -> Money:
    return order.terms.parts[part].amount


def _undone(order: Order) -> Iterator[Entry]:
    """Called off by both: debts are forgiven, and what was paid has gone back, by the word of both."""
    for part, payment in zip(order.terms.parts, order.payments, strict=True):
        yield _entry(
            part.amount,
            Account.OWED if payment.state is Paid.DUE else Account.SENT,
            Account.RECEIVED if payment.state is Paid.SEEN else Account.CLAIM,
        )
