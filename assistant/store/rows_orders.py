"""What the shelf of orders hands out. Times are epoch seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order, or an offer of one. `body` holds its terms and where it stands, as the domain writes them.

    `other` is the party who accepted, `invited` whom it was offered to, `offer` the offer to many it came from.
    `number` and `version` are given by the store; `version` grows by one with each change.
    """

    handle: str | None
    group: int
    rules: int
    hash: str
    maker: int
    other: int | None
    invited: int | None
    offer: int | None
    state: str
    made_at: float
    agreed_at: float | None
    body: dict[str, Any]
    version: int = 1
    number: int = 0


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One side of an entry; the amounts of an entry (one order's, with the same `entry`) sum to zero."""

    order: int
    entry: int
    account: str
    currency: str
    amount: int  # minor units, debits positive
    why: str
    at: float
