"""Sealed ballots and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.disputes import custody
from assistant.domain.disputes.panel import quorum
from assistant.domain.money import Money
from assistant.errors import Refused
from assistant.i18n import N_

LEAST_REASON = 20  # characters
MOST_REASON = 1000


class Choice(StrEnum):
    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"
    UNDECIDED = "undecided"  # not enough evidence: abstains


class Outcome(StrEnum):
    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"
    NO_FINDING = "no_finding"


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a juror decided. `amount` belongs to PARTLY alone."""

    choice: str
    reason: str
    amount: Money | None = None


def commit(case: str, slot: int, ballot: Ballot, salt: str) -> str:
    """H(case, slot, choice, amount, reason, salt): binds the juror at once, shows nothing before the count."""
    amount = [ballot.amount.minor, ballot.amount.currency] if ballot.amount else None
    return custody.seal(salt, [case, slot, str(ballot.choice), amount, ballot.reason])


def check(ballot: Ballot, claim: Money | None) -> None:
    """Raise Refused for a ballot that says too little or does not fit the claim (`claim` None: no money is asked)."""
    if len(ballot.reason.strip()) < LEAST_REASON:
        raise Refused(SAY_WHY, least=LEAST_REASON)
    if len(ballot.reason) > MOST_REASON:
        raise Refused(TOO_LONG, most=MOST_REASON)
    if ballot.choice != Choice.PARTLY:
        if ballot.amount is not None or ballot.choice not in set(Choice):
            raise Refused(NO_AMOUNT)
        return
    if claim is None:
        raise Refused(NO_PART)
    fits = ballot.amount is not None and ballot.amount.currency == claim.currency
    if ballot.amount is None or not fits or not 0 < ballot.amount.minor < claim.minor:
        raise Refused(WHAT_PART, claim=claim)


@dataclass(frozen=True, slots=True)
class Tally:
    """What the panel decided. `amount` is what is to be paid (None where no money was asked, or nothing is due)."""

    outcome: str
    amount: Money | None = None


def count(ballots: Sequence[Ballot], claim: Money | None, seats: int) -> Tally:
    """The lower median of the amounts, or without money the majority; abstentions do not count.

    Fewer amounts than the quorum of the panel's `seats`: no finding.
    """
    cast = [each for each in ballots if each.choice != Choice.UNDECIDED]
    if len(cast) < quorum(seats):
        return Tally(Outcome.NO_FINDING)
    if claim is None:
        upheld = sum(each.choice == Choice.UPHELD for each in cast)
        return Tally(Outcome.UPHELD if 2 * upheld > len(cast) else Outcome.REJECTED)
    amounts = sorted(_amount(each, claim) for each in cast)
    decided = amounts[(len(amounts) - 1) // 2]
    if decided == 0:
        return Tally(Outcome.REJECTED)
    return Tally(Outcome.UPHELD if decided == claim.minor else Outcome.PARTLY, Money(decided, claim.currency))


def _amount(ballot: Ballot, claim: Money) -> int:
    if ballot.choice == Choice.PARTLY and ballot.amount is not None:
        return ballot.amount.minor
    return claim.minor if ballot.choice == Choice.UPHELD else 0


SAY_WHY = N_("Please say why, in at least {least} characters: both sides will read it, without your name.")
TOO_LONG = N_("That is too long: at most {most} characters.")
NO_AMOUNT = N_("An amount goes with “partly” only.")
NO_PART = N_("No money is asked for here, so it is either upheld or rejected.")
WHAT_PART = N_("Please name an amount between zero and {claim}.")
