"""What the shelf of partner groups offers, whatever database stands behind it."""

from __future__ import annotations

from typing import Protocol

from assistant.store.rows_partners import PartnerOffer, PartnerRow


class Partners(Protocol):
    """Which groups help each other out with jurors, and the offers to do so. A partnership has no sides."""

    def begin(self, group: int, other: int, now: float) -> None:
        """Conflict where the two are partners already, or one and the same."""

    def end(self, group: int, other: int, now: float) -> bool:
        """Whether they were partners."""

    def of_group(self, group: int, at: float | None = None) -> list[PartnerRow]:
        """Those that last, the oldest first; with `at` those that had begun by then and had not ended."""

    def offer(self, handle: str, group: int, now: float, expires: float) -> None: ...

    def offered(self, handle: str) -> PartnerOffer | None: ...

    def open_offers(self, group: int) -> list[PartnerOffer]:
        """Those without an answer, expired ones too, the oldest first."""

    def answer(self, handle: str, answer: str, other: int | None, now: float) -> bool:
        """Compare-and-set: False where there is an answer already, or no such offer."""
