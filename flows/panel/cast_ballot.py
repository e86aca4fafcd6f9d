"""Vote on a case: one tap, an amount where only a part is right, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from assistant.dialog.flow import Flow
from assistant.dialog.parsers import amount, text
from assistant.dialog.steps import Ask, Choose, End, Review
from assistant.dialog.words import Message, words
from assistant.domain.disputes import ballot
from assistant.domain.disputes.ballot import LEAST_REASON, MOST_REASON, Choice
from assistant.domain.disputes.claims import MONEY
from assistant.domain.disputes.commands import CastBallot
from assistant.domain.disputes.views import DocketView
from assistant.domain.disputes.voting import LOOK_FIRST, VOTED
from assistant.domain.money import Money
from assistant.errors import Ended, Refused
from assistant.i18n import N_
from assistant.statechart import path
from flows.disputes.words import number_of, part_word, want_words, wrong_word
from flows.panel.pages import NOTHING_HERE
from flows.panel.ruling_words import CHOICES

Find = Callable[..., Any]


def _view(which: str, find_case: Find) -> DocketView | None:
    view = find_case(int(which)) if which.isascii() and which.isdigit() and len(which) < 10 else None
    return view if isinstance(view, DocketView) else None


def admit(find_case: Find, which: str = "") -> None:
    """Only a juror, once, after all evidence was looked at. The domain decides again when the vote is cast."""
    view = _view(which, find_case)
    if view is not None and view.voted:
        raise Ended(VOTED)
    if view is None or "ballot" not in view.options:
        raise Ended(NOTHING_HERE)
    if view.left:
        raise Refused(LOOK_FIRST, left=len(view.left), first=view.left[0])


def claimed(which: str, find_case: Find) -> Money | None:
    """The money that is asked for; None where none is, or the case is not the reader's to decide any more."""
    view = _view(which, find_case)
    return view.claim.amount if view is not None and view.claim.want in MONEY else None


def about(which: str, find_case: Find) -> Message:
    """What is to be decided, in a line."""
    view = _view(which, find_case)
    if view is None:
        return Message(NOTHING_HERE)
    return words(
        N_("{part} says: {wrong}. Wanted: {want}."),
        part=part_word(view.kind, view.part),
        wrong=wrong_word(view.claim.wrong),
        want=want_words(view.claim.want, view.claim.amount),
    )


def choices(claim: Money | None) -> dict[str, str]:
    """Without money there is no part of it."""
    return {str(each): label for each, label in CHOICES.items() if claim is not None or each is not Choice.PARTLY}


def is_part(choice: str) -> bool:
    return choice == Choice.PARTLY


def a_part(amount: Money, claim: Money | None) -> None:
    if claim is not None and (amount.currency != claim.currency or not 0 < amount.minor < claim.minor):
        raise Refused(ballot.WHAT_PART, claim=claim)


def sealed() -> Iterator[Message]:
    yield Message(
        N_(
            "🔒 Sealed until all have voted; it cannot be changed after that tap. Both sides read your reason, not your name."
        )
    )


def case_number(which: str) -> int:
    return int(which)


def case_name(case: int) -> Any:
    return number_of(case)


flow = Flow(
    "cast_ballot",
    title=N_("Your vote"),
    on="vote",
    given=("which",),
    asks=("find_case",),
    admit=admit,
    derive={
        "case": case_number,
        "name": case_name,
        "claim": claimed,
        "currency": lambda claim: claim.currency if claim is not None else "CNY",
        "about": about,
        "worth": lambda claim: claim if claim is not None else "",
        "token": lambda fresh: fresh,
        "version": lambda: None,  # other jurors' votes move it on, and change nothing for this one
        "least": lambda: LEAST_REASON,
    },
    states={
        "choice": Choose(
            N_("<b>{name}: how do you decide?</b>\n{about}"),
            choices,
            label=N_("Decision"),
            wide=True,
            why=N_(
                "“Not enough evidence” is an honest answer too: then your vote does not count towards either side. If too few can "
                "decide, there is no finding."
            ),
        ),
        "amount": Ask(
            N_("<b>How much of {worth} is right?</b>"),
            amount(),
            label=N_("Amount"),
            check=a_part,
            why=N_(
                "The jurors' amounts are put in order and the middle one holds, so no single one can push it up or down."
            ),
        ),
        "reason": Ask(
            N_("<b>Why?</b> One or two sentences, at least {least} characters. What convinced you?"),
            text(least=LEAST_REASON, most=MOST_REASON),
            label=N_("Reason"),
            why=N_(
                "Who loses can live with a decision that was explained. Name exhibits by their number; no names, no blame."
            ),
        ),
        "review": Review(N_("<b>Is that your vote?</b>"), yes=N_("Cast my vote"), warn=sealed),
        "cast": End(
            N_("✓ Your vote is in. Thank you: that is how a group stays fair."),
            does=CastBallot,
        ),
    },
    edges=[
        *path("choice", "reason", "review", "cast"),
        # exceptions: when from     to       only if
        ("answer", "choice", "amount", is_part),
        *path("amount", "reason"),
    ],
)
