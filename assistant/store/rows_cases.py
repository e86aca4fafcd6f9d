"""What the shelf of cases hands out. Times are epoch seconds, but a link's, which is hashed as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A dispute. `body` is the case as the domain knows it, `version` the number of its links; both move together."""

    number: int
    handle: str
    group: int
    order: int | None
    claimant: int
    respondent: int | None
    state: str
    filed_at: float
    ended_at: float | None
    body: Mapping[str, Any]
    version: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of a case's chain; `private` is what is kept beside it, `content` and `salt` are None once erased."""

    case: int
    n: int
    at: str
    who: str
    kind: str
    digest: str
    head: str
    content: Mapping[str, Any] | None
    salt: str | None
    private: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """Whose it is and which bytes (None once erased); `near` is what a picture looks like."""

    case: int
    n: int
    person: int | None
    sha256: str | None
    copy_sha256: str | None
    near: str | None
    unique_id: str | None
    size: int
    at: float


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Who sits where; round 0 is the mediator's."""

    case: int
    round: int
    slot: int
    person: int
    state: str
    at: float


@dataclass(frozen=True, slots=True)
class PenaltyRow:
    case: int
    group: int
    person: int
    breach: str
    step: str
    deviates: bool
    at: float


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk entry: about whom only the keyed hash says. `kept`: what the owner said to a contest."""

    case: int
    group: int
    key: str
    made_at: float
    expires_at: float
    contested_at: float | None = None
    contest: str | None = None
    kept: bool | None = None
    id: int = 0
