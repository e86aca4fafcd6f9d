"""Numbers that belong to nobody, and marks of how far a sweep has come."""

from __future__ import annotations

from dataclasses import dataclass

NOBODY = 2**52  # Telegram's numbers are smaller; from here on they are nobody's
SOMEBODY_ELSE = NOBODY + 1  # the other one of two who were forgotten because time has passed
FIRST_ALIAS = NOBODY + 2**20  # from here on: one each for whoever asked to be forgotten


@dataclass(frozen=True, slots=True)
class Mark:
    """The row that was looked at last: its time (epoch seconds) and number."""

    at: float = 0.0
    id: int = 0
