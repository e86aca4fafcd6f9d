"""What happened to a case from the draw to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from assistant.domain.disputes.ballot import Ballot, Tally
from assistant.domain.disputes.case import Opened
from assistant.domain.disputes.drawing import Slot
from assistant.domain.disputes.events import CaseEvent
from assistant.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawPrepared(CaseEvent):
    """The list and the nonce's hash are committed. `commitment` is the hash to show to both sides."""

    EDGE: ClassVar[str] = "draw"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"slots", "nonce"})
    round: int
    tags: tuple[str, ...]
    leanings: tuple[str, ...]
    nonce_hash: str
    commitment: str
    seats: int
    strikes: bool
    slots: tuple[Slot, ...] = ()
    nonce: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NonceAdded(CaseEvent):
    side: str
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JurorStruck(CaseEvent):
    """`slot` counts from 1."""

    side: str
    slot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JurorsDrawn(CaseEvent):
    """The nonce is opened, the order follows: slots from 1, without those struck."""

    round: int
    nonce: str
    key: str
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JurorAsked(CaseEvent):
    """`juror` (private) is asked to take the seat, until `until`. Round 0: as mediator."""

    PRIVATE: ClassVar[frozenset[str]] = frozenset({"juror"})
    round: int
    slot: int
    until: datetime
    juror: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTaken(CaseEvent):
    round: int
    slot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLost(CaseEvent):
    """`how`: declined, lapsed (no answer in time) or silent (no ballot in time)."""

    PRIVATE: ClassVar[frozenset[str]] = frozenset({"juror"})
    round: int
    slot: int
    how: str
    juror: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSeated(CaseEvent):
    EDGE: ClassVar[str] = "seat"
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelReopened(CaseEvent):
    """A juror is missing and there is a reserve."""

    EDGE: ClassVar[str] = "reseat"
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitOpened(CaseEvent):
    round: int
    slot: int
    exhibit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCast(CaseEvent):
    """Sealed: only the commitment is in the chain until the count."""

    PRIVATE: ClassVar[frozenset[str]] = frozenset({"ballot", "salt"})
    round: int
    slot: int
    commitment: str
    ballot: Ballot | None = None
    salt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRuled(CaseEvent):
    """The ballots are opened and counted. `appeal`: whether one is offered."""

    EDGE: ClassVar[str] = "rule"
    round: int
    tally: Tally
    ballots: tuple[Opened, ...]
    appeal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingFound(CaseEvent):
    """Too few amounts for a finding; the ways outside the group are open."""

    EDGE: ClassVar[str] = "find_nothing"
    round: int
    ballots: tuple[Opened, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAppealed(CaseEvent):
    EDGE: ClassVar[str] = "appeal"
    side: str
    ground: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAnswered(CaseEvent):
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingStood(CaseEvent):
    """The ruling is final. `why`: time (nobody appealed), last (it was the appeal's), no_panel, no_finding (in the appeal)."""

    EDGE: ClassVar[str] = "stand"
    why: str
    ballots: tuple[Opened, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyDue(CaseEvent):
    """The respondent has until `until`. `amount` None: what was wanted, without money."""

    EDGE: ClassVar[str] = "remedy"
    amount: Money | None
    want: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyReported(CaseEvent):
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyContested(CaseEvent):
    text: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(CaseEvent):
    """`ending`: see outcome.Ending."""

    EDGE: ClassVar[str] = "close"
    ending: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationBegan(CaseEvent):
    """`why`: too_few (jurors), owner (is a party) or nobody_left. `neutrals`: whom to ask, in order."""

    EDGE: ClassVar[str] = "mediate"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"neutrals"})
    why: str
    neutrals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TalksEnded(CaseEvent):
    """Mediation ends without a finding."""

    EDGE: ClassVar[str] = "end_talks"
