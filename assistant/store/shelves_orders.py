"""What the shelf of orders offers, whatever database stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.store.rows_orders import OrderRow, PostingRow


class Orders(Protocol):
    """Orders and the postings of their ledger."""

    def add(self, row: OrderRow) -> int:
        """Keep a new order; its number. `number` and `version` of `row` are not read."""

    def get(self, number: int) -> OrderRow | None: ...

    def by_handle(self, handle: str) -> OrderRow | None: ...

    def of_person(self, person: int, most: int, *, live: bool = False) -> list[OrderRow]:
        """Give those a person made, accepted or was offered, the newest first; `live`: only offered and agreed ones."""

    def of_group(self, group: int, most: int, *, live: bool = False) -> list[OrderRow]:
        """Give the newest first; `live`: only offered and agreed ones."""

    def from_offer(self, offer: int) -> list[OrderRow]:
        """Give the orders that came from an offer to many, the oldest first."""

    def open_offers(self, maker: int) -> int:
        """How many offers of a person wait for an answer."""

    def save(self, row: OrderRow, version: int) -> bool:
        """Compare-and-set: False when the order has meanwhile another version than `version`.

        Only what may change is written (other, state, agreed_at, body); the terms stay.
        """

    def post(self, order: int, entry: Sequence[tuple[str, str, int]], why: str, now: float) -> None:
        """Add one entry to the ledger: (account, currency, amount in minor units) each, which sum to zero.

        ValueError where they do not.
        """

    def postings(self, order: int) -> list[PostingRow]:
        """Give them in the order in which they were made."""

    def balances(self, group: int) -> list[tuple[str, str, int]]:
        """(currency, account, sum of all postings) of a group's orders."""

    def dealt_with(self, person: int, since: float) -> list[int]:
        """The people a person has agreed on a deal with since then."""
