"""What happened to a case. Each is a link of its chain; PRIVATE fields are kept beside the chain, never in it.

EDGE is the edge of the chart it fires ("" = the case stays where it is).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from assistant.domain.disputes.case import Claim, Deal, Offer
from assistant.domain.disputes.evidence import Exhibit
from assistant.domain.disputes.lifecycle import Clocks
from assistant.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """`who` is a role (claimant, respondent, juror 2, owner, clock …), `person` who acted (0: nobody)."""

    EDGE: ClassVar[str] = ""
    PRIVATE: ClassVar[frozenset[str]] = frozenset()

    case: int
    group: int
    person: int
    who: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFiled(CaseEvent):
    EDGE: ClassVar[str] = "file"
    PRIVATE: ClassVar[frozenset[str]] = frozenset({"handle"})
    handle: str
    kind: str
    claimant: int
    respondent: int | None
    respondent_name: str
    deal: Deal
    claim: Claim
    clocks: Clocks
    cap: Money | None
    talk_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeStarted(CaseEvent):
    """Now the respondent has to be told."""

    EDGE: ClassVar[str] = "notify"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReminded(CaseEvent):
    """Half the time for the notice is over, without proof: tell them once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeProven(CaseEvent):
    EDGE: ClassVar[str] = "prove"
    how: str
    respondent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAppeared(CaseEvent):
    """The respondent turned up when the papers were closed already: they see the case and may appeal."""

    respondent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WentOnUnproven(CaseEvent):
    EDGE: ClassVar[str] = "go_unproven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(CaseEvent):
    """`stance` partly or contest; whoever agrees settles."""

    EDGE: ClassVar[str] = "answer"
    stance: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreTimeGiven(CaseEvent):
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StayedSilent(CaseEvent):
    EDGE: ClassVar[str] = "stay_silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMade(CaseEvent):
    offer: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRefused(CaseEvent):
    offer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferBacked(CaseEvent):
    """One side accepted an offer of the mediator; the other has yet to say."""

    offer: int
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSettled(CaseEvent):
    """`offer` 0: the respondent agreed to the claim. `amount` and `action` are what was agreed."""

    EDGE: ClassVar[str] = "settle"
    offer: int
    amount: Money | None
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithdrawn(CaseEvent):
    EDGE: ClassVar[str] = "withdraw"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidReady(CaseEvent):
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TalksOver(CaseEvent):
    """From negotiation to evidence."""

    EDGE: ClassVar[str] = "go_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitSubmitted(CaseEvent):
    exhibit: Exhibit


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuttalOpened(CaseEvent):
    EDGE: ClassVar[str] = "rebut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebutted(CaseEvent):
    side: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketFrozen(CaseEvent):
    """Nothing is added any more. `root` goes to both sides."""

    EDGE: ClassVar[str] = "freeze"
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketReopened(CaseEvent):
    """The appeal is complete: `root` is the docket of the fresh panel."""

    EDGE: ClassVar[str] = "rehear"
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseVoided(CaseEvent):
    EDGE: ClassVar[str] = "void"
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClocksShifted(CaseEvent):
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionDecided(CaseEvent):
    """`against` is the respondent. `deviates`: from the ladder or from what the same breach got before."""

    against: int
    step: str
    proposed: str
    reason: str
    deviates: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTimersSet:
    """Not a link of the chain: which limits run now (name -> due) and which run no more. Turned into timers."""

    case: int
    group: int
    person: int
    now: datetime
    run: Mapping[str, datetime] = field(default_factory=dict)
    over: tuple[str, ...] = ()
