"""What two people agree on: the terms of an order, as one canonical text and its hash. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from assistant.domain.money import Money

MOST_WHAT = 60  # characters of what is dealt in
MOST_HOW = 60
MOST_PARTS = 12
SHORT = 8  # characters of a hash that people compare by eye


class Side(StrEnum):
    """Buyer, client, poster: the payer, who receives. Seller, provider, worker: the payee, who delivers."""

    PAYER = "payer"
    PAYEE = "payee"

    @property
    def other(self) -> Side:
        return Side.PAYEE if self is Side.PAYER else Side.PAYER


class Basis(StrEnum):
    """What a term counts from."""

    FIXED = "fixed"
    AGREED = "agreed"
    PAID = "paid"  # the first payment was reported, or seen
    DELIVERED = "delivered"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Term:
    """By when: a moment (`at`, aware), or `span` after something has happened."""

    basis: Basis
    span: timedelta = timedelta(0)
    at: datetime | None = None

    def moment(self, happened: Mapping[Basis, datetime | None]) -> datetime | None:
        """The moment itself; None as long as what it counts from has not happened."""
        if self.basis is Basis.FIXED:
            return self.at
        since = happened.get(self.basis)
        return since + self.span if since is not None else None


@dataclass(frozen=True, slots=True)
class Instalment:
    amount: Money
    due: Term


@dataclass(frozen=True, slots=True)
class Terms:
    """The deal itself. `maker` wrote it, standing on `side`; `rules` is the group's version it is judged by.

    `window` is the claims window of these rules (None: they name none), `silence` after how long an unanswered
    delivery counts as received. Never changed once offered.
    """

    group: int
    kind: str
    maker: int
    side: Side
    what: str
    amount: Money
    parts: tuple[Instalment, ...]
    delivery: Term
    how: str
    rules: int
    window: timedelta | None
    silence: timedelta

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical text, in hex: what both sides accept."""
        return hashlib.sha256(canonical(self).encode()).hexdigest()

    @property
    def seal(self) -> str:
        """The short form of the hash, for people to compare."""
        return self.hash[:SHORT]


def canonical(terms: Terms) -> str:
    """The same deal is the same text, to the letter, whatever language it is read in; nothing in it can pose as another line."""
    return "\n".join(f"{key}: {value}" for key, value in _lines(terms)) + "\n"


def _lines(terms: Terms) -> Iterator[tuple[str, str]]:
    yield "yidan order", "1"
    yield "group", str(terms.group)
    yield "kind", str(terms.kind)
    yield str(terms.side), str(terms.maker)
    yield "what", _quoted(terms.what)
    yield "amount", _sum(terms.amount)
    for at, part in enumerate(terms.parts, start=1):
        yield f"part {at}", f"{_sum(part.amount)} by {_term(part.due)}"
    yield "delivery", f"by {_term(terms.delivery)}"
    yield "how", _quoted(terms.how)
    yield "rules", str(terms.rules)
    yield "claims window", _span(terms.window) if terms.window is not None else "none"
    yield "silence", _span(terms.silence)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _sum(amount: Money) -> str:
    return f"{amount.minor} {amount.currency} minor units"


def _span(span: timedelta) -> str:
    return f"{int(span.total_seconds())} s"


def _term(term: Term) -> str:
    if term.basis is Basis.FIXED and term.at is not None:
        return term.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{_span(term.span)} after {term.basis}"
