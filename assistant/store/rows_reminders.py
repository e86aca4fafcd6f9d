"""What the shelf of reminders hands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reminder:
    """One occurrence of a reminder. Times are epoch seconds.

    `tell`: when it is to be told (again); None: nothing is left to tell. `times`: how often it was told.
    `closed_at` and `how` ("done", "over", "replaced") are None while it is open.
    """

    id: int
    person: int
    group: int
    kind: str
    occurrence: str
    at: float
    tell: float | None
    times: int
    snoozed: bool
    data: dict[str, Any]
    closed_at: float | None
    how: str | None
