"""What the shelf of partner groups hands out. Times are epoch seconds, groups their numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """That the jurors of `partner` may help out; `ended_at` None while it lasts."""

    partner: int
    since: float
    ended_at: float | None = None


@dataclass(frozen=True, slots=True)
class PartnerOffer:
    """A group's offer behind a link. `answer` is "accepted", "declined", "withdrawn" or None; `other` is whose owner answered."""

    handle: str
    group: int
    made_at: float
    expires_at: float
    answer: str | None = None
    other: int | None = None
