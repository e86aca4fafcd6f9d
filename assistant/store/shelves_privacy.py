"""What the shelf of privacy offers: people taken out of the books, and rows whose time is over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from assistant.store.rows_orders import OrderRow
from assistant.store.rows_privacy import Mark
from assistant.store.rows_safety import SafetyRow


class Privacy(Protocol):
    """Times are epoch seconds; an alias is a number from NOBODY on."""

    def know_nobody(self, alias: int, now: float) -> None:
        """Make sure that there is a row for that number of nobody, to which nothing is ever sent."""

    def take_out(self, person: int, alias: int, now: float) -> None:
        """Drop what is a person's alone, and put `alias` where a row must stay; their own row is emptied.

        Orders, safety answers and cases are not touched: see below, and the shelf of cases.
        """

    def rewrite_order(self, row: OrderRow) -> None:
        """Keep an order without people or words; only its parties, handle, hash and body change."""

    def named_in_cases(self, person: int) -> list[int]:
        """Give the numbers of the cases whose body names that number at all, as a juror who was never asked, say."""

    def bare_links(self, case: int, which: Collection[int]) -> None:
        """Drop what is kept beside these links of a chain; the links themselves stay."""

    def named_in_safety(self, person: int) -> list[SafetyRow]: ...

    def rewrite_safety(self, group: int, n: int, body: Mapping[str, Any]) -> None: ...

    def seats(self, person: int) -> list[tuple[int, str, float]]:
        """Where a person sat or was asked to: case, state, since when."""

    def invited_by(self, person: int) -> int:
        """How many invitations a person made."""

    # --- time ---

    def mark(self, what: str) -> Mark: ...

    def set_mark(self, what: str, mark: Mark) -> None: ...

    def cases_ended(self, after: Mark, before: float, most: int) -> list[Mark]:
        """Give the cases that ended behind `after`, and before that, in order."""

    def orders_made(self, after: Mark, before: float, most: int) -> list[Mark]:
        """Give the orders made behind `after` (and before that) which still say who and what, in order."""

    def forget_order_people(self, order: int) -> None:
        """Take people out of an order's history."""

    def forget_in_case(self, case: int) -> None:
        """Take people out of what is kept beside a case: its seats, its penalty."""

    def clear_leaving(self, before: float, most: int) -> int:
        """Drop the emptied rows of who was erased before that and has not come back; how many went."""

    def forget_questions(self, before: float) -> int:
        """Drop what owners asked about risk entries before that."""
