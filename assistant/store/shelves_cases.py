"""What the shelves of cases offer, whatever database stands behind them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol

from assistant.store.rows_cases import CaseRow, ExhibitRow, LinkRow, PenaltyRow, RiskRow, SeatRow


class Cases(Protocol):
    """Disputes, their chains, and who has what part in them."""

    def next_number(self) -> int:
        """Give the number that the next case will have."""

    def add(self, row: CaseRow) -> None:
        """Keep a new case. Conflict where its order has an open one."""

    def get(self, number: int) -> CaseRow | None: ...

    def by_handle(self, handle: str) -> CaseRow | None: ...

    def of_person(self, person: int, most: int) -> list[CaseRow]:
        """Give those in which a person is a party or was asked to sit; the newest first."""

    def of_group(self, group: int, most: int) -> list[CaseRow]:
        """Give the newest first."""

    def open(self) -> list[int]:
        """Give the numbers of all that have not ended, the oldest first."""

    def of_order(self, order: int) -> list[CaseRow]:
        """Give the newest first."""

    def filed_since(self, person: int, since: float) -> list[CaseRow]:
        """Give what a person has filed since then, the newest first."""

    def save(self, row: CaseRow, version: int) -> bool:
        """Compare-and-set: False when the case has meanwhile another version than `version`.

        The handle, the group, the order and the day of filing stay.
        """

    def link(self, row: LinkRow) -> None:
        """Add to the chain. Conflict where it would leave a gap."""

    def chain(self, number: int) -> list[LinkRow]:
        """Give the whole chain, the first link first."""

    def last_link(self, number: int) -> LinkRow | None: ...

    def erase_links(self, number: int, which: Collection[int]) -> int:
        """Erase content, salt and what is kept beside these links; how many."""

    def put_exhibit(self, row: ExhibitRow) -> None: ...

    def exhibits(self, number: int) -> list[ExhibitRow]: ...

    def seen(self, sha256: str, besides: int) -> list[int]:
        """The other cases in which these bytes were shown."""

    def looks(self, besides: int, since: float) -> list[tuple[int, str]]:
        """(case, what it looks like) of the pictures shown in other cases since then."""

    def erase_exhibits(self, number: int, which: Collection[int]) -> int:
        """Forget whose they are and which bytes; how many."""

    def put_seat(self, row: SeatRow) -> None:
        """Set, or set anew."""

    def forget_seats(self, number: int, person: int) -> int:
        """Put nobody in the place of that person on the panels of a case; how many seats."""

    def ruled_on(self, party: int, since: float) -> list[int]:
        """The people who sat on a panel in a case of that party since then."""

    def inviters(self, group: int, person: int) -> list[int]:
        """Who had that person invited to help to run the group."""

    def put_ballot(self, seat: SeatRow, commitment: str, now: float) -> None:
        """Note a vote. Conflict where that seat has voted."""


class Penalties(Protocol):
    """What people got, and the risk entries."""

    def put(self, row: PenaltyRow) -> None:
        """Conflict where that case has one."""

    def of_group(self, group: int) -> list[PenaltyRow]:
        """Give the oldest first."""

    def secret(self, fresh: str) -> str:
        """Give the service's key; `fresh` becomes it where there is none yet."""

    def add_risk(self, row: RiskRow) -> int:
        """Keep a new entry; its number. Conflict where that case has one."""

    def risk(self, number: int) -> RiskRow | None: ...

    def risks_about(self, key: str) -> list[RiskRow]: ...

    def risks_of(self, group: int) -> list[RiskRow]: ...

    def change_risk(self, number: int, /, **changes: Any) -> bool:
        """Set `contested_at`, `contest`, `settled_at`, `kept` or `expires_at`; TypeError for anything else."""

    def forget_risks(self, before: float) -> int:
        """Drop entries that expired before that; how many."""

    def asked(self, person: int, group: int, now: float) -> None:
        """Note a question about somebody (not about whom)."""

    def asked_since(self, person: int, since: float) -> int: ...
