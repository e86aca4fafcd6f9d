"""What people (and the clock) may ask of a case.

`token` is a fresh secret of the turn: every salt and nonce of what follows is made from it. `case` is the case's
number. `version`, where given, is the version the person looked at: another one meanwhile, and it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.domain.money import Money

SERVICE = 0  # the person of commands that nobody gave: the clock, the sender


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCommand:
    """What all of them have, but FileCase."""

    person: int
    now: datetime
    case: int
    token: str
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCase:
    """Open a case on a deal: `order` is its number; or it is described.

    Described: `what`, `other` (a name), `other_person` if known, `dealt_at`, `amount_of_deal`.

    `part` is one's own role ("buyer" who pays, "seller" who is paid; read from the order where there is one).
    `received_at`: when it came or should have come; `by_day`: only the day was named, so it counts to its end. `amount` (None: no money asked) is at most the deal's.
    `exhibits`: see evidence.read; empty only with `nothing_to_show`. `opened_at`: when the draft was begun, which
    keeps the claims window open for 72 h. `talk_first`: the notice waits a day, so that the two may talk.
    """

    person: int
    now: datetime
    token: str
    group: int
    order: int | None
    part: str
    wrong: str
    want: str
    amount: Money | None
    story: str
    received_at: datetime | None
    opened_at: datetime
    by_day: bool = False
    late_reason: str = ""
    what: str = ""
    other: str = ""
    other_person: int | None = None
    dealt_at: datetime | None = None
    amount_of_deal: Money | None = None
    exhibits: Sequence[Mapping[str, Any]] = ()
    nothing_to_show: bool = False
    talk_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNotice(CaseCommand):
    """The claimant ends the talk before the notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveNotice(CaseCommand):
    """The notice has arrived: the respondent opened it, or (person SERVICE) Telegram took it for them.

    `how`: "opened" or "delivered". Whoever opens the link (`handle`) of a case whose respondent is not known yet
    becomes it.
    """

    how: str = "opened"
    handle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respond(CaseCommand):
    """The respondent's answer. `stance`: "agree" (settles as claimed), "partly" or "contest"; what shows it may come along."""

    stance: str
    text: str = ""
    exhibits: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMoreTime(CaseCommand):
    """24 h more for the answer, once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSettlement(CaseCommand):
    """An offer or a counter-offer: an amount, an action (a Want), or both; `text` in one's own words."""

    amount: Money | None = None
    action: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptOffer(CaseCommand):
    """Accepted = settled, at once. An offer of the mediator is settled when both have accepted."""

    offer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseOffer(CaseCommand):
    offer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(CaseCommand):
    """The claimant takes the case back."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitExhibit(CaseCommand):
    """`exhibit`, and `more` of the same moment: see evidence.read. `late_reason`: needed once the time for evidence is over."""

    exhibit: Mapping[str, Any]
    late_reason: str = ""
    more: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebut(CaseCommand):
    """A word on what the other side brought; once a side."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyToGoOn(CaseCommand):
    """Nothing more to say in this step; when both sides say so, it ends at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNonce(CaseCommand):
    """Any words of one's own, mixed into the draw."""

    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeJuror(CaseCommand):
    """Leave this juror of the list out of the draw; once a side, where the pool bears it."""

    juror: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptSeat(CaseCommand):
    """An invited juror (or mediator) accepts and declares: no conflict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineSeat(CaseCommand):
    """Declined, or recused later. Costs nothing, needs no reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenExhibit(CaseCommand):
    """A juror looked at exhibit n."""

    exhibit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CastBallot(CaseCommand):
    """`choice`: see ballot.Choice; `amount` with "partly" alone; `reason` of 20 characters or more. Final."""

    choice: str
    reason: str
    amount: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(CaseCommand):
    """Once, on a stated ground (outcome.Ground).

    New evidence may come along where that is the ground, with `late_reason`: why it could not be shown before.
    """

    ground: str
    text: str
    exhibits: Sequence[Mapping[str, Any]] = ()
    late_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAppeal(CaseCommand):
    """The other side's word on the appeal."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRemedy(CaseCommand):
    """The respondent did what was decided."""

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmRemedy(CaseCommand):
    """The claimant has what was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestRemedy(CaseCommand):
    """The claimant has not got what the respondent reported; once, gives the respondent the same time again."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidCase(CaseCommand):
    """By the service alone: `why` is "unlawful" or "erased"."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOut(CaseCommand):
    """A limit is over. Changes nothing if there is no such limit any more, or it was moved."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftClocks(CaseCommand):
    """The assistant was down from `since` until `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideSanction(CaseCommand):
    """The owner (or an admin, if no party) follows the ladder, or deviates for a reason of 20 characters or more.

    `step`: see sanctions.Step.
    """

    step: str
    reason: str = ""
