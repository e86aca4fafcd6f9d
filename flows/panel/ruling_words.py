"""What a panel decided, in words: the same in notices, on the ruling's page and in a juror's appeal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from assistant.dialog.words import Lines, Message, words
from assistant.domain.disputes.ballot import Choice, Outcome, Tally
from assistant.domain.disputes.claims import MONEY
from assistant.domain.money import Money
from assistant.i18n import N_
from flows.disputes.words import want_words

CHOICES = {
    Choice.UPHELD: N_("The claim is right"),
    Choice.PARTLY: N_("Partly right"),
    Choice.REJECTED: N_("The claim is not right"),
    Choice.UNDECIDED: N_("Not enough evidence"),
}


def outcome_words(tally: Tally, want: str, claimed: Money | None) -> Message:
    """The decision in one clause."""
    if tally.outcome == Outcome.REJECTED:
        return Message(N_("the claim is rejected"))
    if tally.outcome == Outcome.NO_FINDING:
        return Message(N_("no finding"))
    if tally.outcome == Outcome.PARTLY:
        return words(N_("the claim is right in part: {amount} of {claimed}"), amount=tally.amount, claimed=claimed)
    if want in MONEY:
        return words(N_("the claim is right: {amount}"), amount=tally.amount)
    return words(N_("the claim is right: {want}"), want=want_words(want, None))


def choice_words(choice: str, amount: Money | None) -> Message:
    text = Message(CHOICES[Choice(choice)])
    return words(N_("{choice}: {amount}"), choice=text, amount=amount) if amount is not None else text


def counted(ballots: Sequence[Any]) -> Message:
    """How many voted for what."""
    counts = Counter(str(each.choice) for each in ballots)
    lines = tuple(
        words(N_("{count} × {choice}"), count=counts[str(choice)], choice=Message(text))
        for choice, text in CHOICES.items()
        if counts[str(choice)]
    )
    return words(N_("Votes: {counts}"), counts=Lines(lines, " · "))
