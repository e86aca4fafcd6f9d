"""A case as it stands: all that its events have come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from assistant.domain.disputes.ballot import Ballot, Tally
from assistant.domain.disputes.claims import MONEY
from assistant.domain.disputes.drawing import Draw
from assistant.domain.disputes.evidence import Exhibit
from assistant.domain.disputes.lifecycle import ENDS, Clocks, Deadline, State
from assistant.domain.disputes.outcome import Side
from assistant.domain.money import Money


@dataclass(frozen=True, slots=True)
class Deal:
    """The deal a case is about: an order (`order` is its number), or one described by the claimant alone.

    `rules` is the version in force when it was agreed. `received_at`: when it came; `missed_at`: when it should have.
    """

    what: str
    amount: Money
    rules: int
    agreed_at: datetime
    order: int | None = None
    buyer: int | None = None
    seller: int | None = None
    received_at: datetime | None = None
    missed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """`part` is the claimant's part in the deal ("buyer" or "seller"). `amount` None: no money is asked for.

    `salt` seals what the two sides say, as leaves of the docket.
    """

    part: str
    wrong: str
    want: str
    story: str
    amount: Money | None = None
    received_at: datetime | None = None
    late_reason: str = ""
    salt: str = ""

    @property
    def money(self) -> Money | None:
        """What a ballot divides; None: upheld or rejected only."""
        return self.amount if self.want in MONEY else None


@dataclass(frozen=True, slots=True)
class Answer:
    stance: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """`by`: claimant, respondent or mediator. `state`: open, accepted, refused or replaced."""

    n: int
    by: str
    amount: Money | None
    action: str
    text: str
    at: datetime
    state: str = "open"
    accepted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """A place on a panel, or (`round` 0) that of the mediator. `slot` counts from 1, as shown.

    `state`: asked, accepted, declined, lapsed (did not answer) or silent (did not vote). `opened`: exhibits seen.
    """

    round: int
    slot: int
    person: int
    state: str = "asked"
    opened: tuple[int, ...] = ()
    commitment: str = ""
    ballot: Ballot | None = None
    salt: str = ""

    @property
    def live(self) -> bool:
        return self.state in {"asked", "accepted"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A ballot after the count."""

    slot: int
    choice: str
    amount: Money | None
    reason: str
    salt: str
    commitment: str


@dataclass(frozen=True, slots=True)
class Ruling:
    round: int
    tally: Tally
    ballots: tuple[Opened, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Plea:
    """The appeal."""

    side: str
    ground: str
    text: str
    at: datetime
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """`denied`: the last word was that it is not done. Moments do not tell who spoke last: two may fall into one."""

    reported_at: datetime | None = None
    report: str = ""
    contested_at: datetime | None = None
    contest: str = ""
    denied: bool = False

    @property
    def waiting(self) -> bool:
        """It was reported as done, and nobody has answered to that yet."""
        return self.reported_at is not None and not self.denied


@dataclass(frozen=True, slots=True)
class Sanction:
    step: str
    proposed: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One dispute. `respondent` is None until known. `on_papers`: the notice was never proven, so no penalty follows."""

    number: int
    group: int
    kind: str
    handle: str
    claimant: int
    respondent: int | None
    respondent_name: str
    deal: Deal
    claim: Claim
    clocks: Clocks
    filed_at: datetime
    cap: Money | None = None
    state: State = State.FILED
    entered_at: datetime | None = None
    version: int = 0
    deadlines: tuple[Deadline, ...] = ()
    told: bool = False  # the notice has gone out: before, the respondent knows of nothing
    noticed_at: datetime | None = None
    reminded: bool = False
    on_papers: bool = False
    silent: bool = False
    more_time: bool = False
    answer: Answer | None = None
    offers: tuple[Offer, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    rebuttals: Mapping[str, str] = field(default_factory=dict)
    ready: frozenset[str] = frozenset()
    dockets: tuple[str, ...] = ()
    draws: tuple[Draw, ...] = ()
    seats: tuple[Seat, ...] = ()
    declined: tuple[int, ...] = ()  # people who said no, stayed silent or were struck
    neutrals: tuple[int, ...] = ()  # whom to ask as mediator, in order
    rulings: tuple[Ruling, ...] = ()
    plea: Plea | None = None
    remedy: Remedy | None = None
    ending: str = ""
    sanction: Sanction | None = None

    @property
    def name(self) -> str:
        """The name by which its chain knows it."""
        return f"YD-{self.number}"

    @property
    def over(self) -> bool:
        return self.state in ENDS

    @property
    def parties(self) -> tuple[int, ...]:
        return (self.claimant,) if self.respondent is None else (self.claimant, self.respondent)

    @property
    def round(self) -> int:
        return 2 if self.plea else 1

    @property
    def draw(self) -> Draw | None:
        return self.draws[-1] if self.draws and self.draws[-1].round == self.round else None

    @property
    def ruling(self) -> Ruling | None:
        """The one that counts: the latest."""
        return self.rulings[-1] if self.rulings else None

    @property
    def adverse(self) -> bool:
        """Whether the respondent has to do something."""
        return self.ruling is not None and self.ruling.tally.outcome in {"upheld", "partly"}

    def side_of(self, person: int) -> Side | None:
        if person == self.claimant:
            return Side.CLAIMANT
        return Side.RESPONDENT if person == self.respondent else None

    def part_of(self, side: str) -> str:
        """Buyer or seller, as jurors see that side."""
        return self.claim.part if side == Side.CLAIMANT else {"buyer": "seller", "seller": "buyer"}[self.claim.part]

    def seat_of(self, person: int) -> Seat | None:
        """The seat that person has or had, the latest."""
        return next((seat for seat in reversed(self.seats) if seat.person == person), None)

    def panel(self, *states: str) -> tuple[Seat, ...]:
        """The seats of this round's panel in these states (none given: all)."""
        return tuple(seat for seat in self.seats if seat.round == self.round and (not states or seat.state in states))

    def offer(self, n: int) -> Offer | None:
        return next((each for each in self.offers if each.n == n), None)

    def deadline(self, name: str) -> Deadline | None:
        return next((each for each in self.deadlines if each.name == name), None)

    def next_due(self, names: Iterable[str] | None = None) -> datetime | None:
        """When the next limit is over (of those named)."""
        wanted = None if names is None else set(names)
        return min((each.due for each in self.deadlines if wanted is None or each.name in wanted), default=None)
