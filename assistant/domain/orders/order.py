"""An order as it stands, and what may still become of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.domain.money import Money
from assistant.domain.orders.charts import ENDS, Leaving, Paid, State, Work
from assistant.domain.orders.terms import Basis, Side, Terms

ANSWER_WITHIN = timedelta(hours=72)
ANY_NUMBER = 0  # of people who may accept an offer to many


@dataclass(frozen=True, slots=True)
class Payment:
    """Where an instalment stands."""

    state: Paid = Paid.DUE
    reported_at: datetime | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One deal, or an offer of one. `number` and `version` are given by the store; the version grows with each change.

    `maker` (the terms' own) offered it; `other` is the other party once there is one, `invited` whom it was offered
    to (None: whoever has the link and belongs to the group). `heads`: how many may accept; each acceptance of an
    offer to many is an order of its own, with `offer` its number. `one_sided`: recorded by one side only.
    """

    terms: Terms
    maker_name: str
    zone: str
    offered_at: datetime
    handle: str | None = None
    invited: int | None = None
    other: int | None = None
    other_name: str = ""
    heads: int = 1
    offer: int | None = None
    one_sided: bool = False
    state: State = State.OFFERED
    payments: tuple[Payment, ...] = ()
    work: Work = Work.OPEN
    delivered_at: datetime | None = None
    received_at: datetime | None = None
    reminded_at: datetime | None = None
    silent: bool = False  # received by silence
    leaving: Leaving = Leaving.NO
    leaving_by: int | None = None
    agreed_at: datetime | None = None
    ended_at: datetime | None = None
    number: int = 0
    version: int = 1

    @property
    def group(self) -> int:
        return self.terms.group

    @property
    def maker(self) -> int:
        return self.terms.maker

    @property
    def many(self) -> bool:
        """Whether it is an offer from which orders come, not a deal itself."""
        return self.heads != 1

    @property
    def over(self) -> bool:
        return self.state in ENDS

    @property
    def expires_at(self) -> datetime:
        """When an offer that nobody answered lapses."""
        return self.offered_at + ANSWER_WITHIN

    def party(self, side: Side) -> int | None:
        """Who stands on that side; None where nobody does (yet), or is not on Telegram."""
        return self.maker if self.terms.side is side else self.other

    def name(self, side: Side) -> str:
        return self.maker_name if self.terms.side is side else self.other_name

    def side(self, person: int) -> Side | None:
        """The side a person stands on; None: is no party."""
        return next((side for side in Side if self.party(side) == person), None)

    @property
    def happened(self) -> Mapping[Basis, datetime | None]:
        """When what terms count from has happened."""
        paid = [at for each in self.payments for at in (each.reported_at, each.seen_at) if at is not None]
        return {
            Basis.AGREED: self.agreed_at,
            Basis.PAID: min(paid, default=None),
            Basis.DELIVERED: self.delivered_at or self.received_at,
            Basis.RECEIVED: self.received_at,
        }

    def pay_by(self, part: int) -> datetime | None:
        """When that instalment (counted from 0) is due; None: not known yet."""
        return self.terms.parts[part].due.moment(self.happened)

    @property
    def deliver_by(self) -> datetime | None:
        return self.terms.delivery.moment(self.happened)

    @property
    def unpaid(self) -> tuple[int, ...]:
        """The instalments that the payer has not reported, and nobody has seen."""
        return tuple(at for at, each in enumerate(self.payments) if each.state is Paid.DUE)

    def amount_in(self, *states: Paid) -> Money:
        """The sum of the instalments in these states."""
        parts = zip(self.terms.parts, self.payments, strict=True)
        found = sum(part.amount.minor for part, payment in parts if payment.state in states)
        return Money(found, self.terms.amount.currency)
