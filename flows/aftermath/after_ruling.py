"""What both sides see once a panel has spoken: the appeal, what is to be done, how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from assistant.dialog.buttons import command
from assistant.dialog.words import Button, Message, words
from assistant.domain.disputes.case import Remedy
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import GROUNDS, Ending, Ground, Side
from assistant.domain.disputes.sanctions import STEPS, Step
from assistant.domain.disputes.views import PartyView
from assistant.i18n import N_
from flows.disputes.words import brief, other_of, want_words
from flows.panel.ruling_words import outcome_words

ENDINGS = {
    Ending.REMEDIED: N_("✓ Put right, as decided."),
    Ending.CONTESTED: N_(
        "The two sides do not agree whether it was put right. When in doubt, nobody gets a mark against them."
    ),
    Ending.UNREMEDIED: N_("What was decided has not been done."),
    Ending.REJECTED: N_("The claim was rejected, so nothing is owed."),
}


def due_words(view: PartyView) -> Message:
    """What the final ruling asks for: money, or what was wanted."""
    amount = view.rulings[-1].tally.amount if view.rulings else None
    return want_words(view.claim.want, amount)


def rows(view: PartyView) -> Iterator[tuple[Button, ...]]:
    """The case file: once it is over, and before as it stands now."""
    label = N_("The case file") if view.over else N_("The case file as it stands now")
    yield (Button(Message(label), command("casefile", str(view.number))),)


def lines(view: PartyView) -> Iterator[Message]:
    """Below the case's page: whatever of this has come about."""
    yield from _plea(view)
    if view.state == State.RULED:
        outcome = outcome_words(view.rulings[-1].tally, view.claim.want, view.claim.amount)
        yield words(N_("⚖️ Decided: {outcome}. Unless somebody appeals, it becomes final by itself."), outcome=outcome)
    if view.state == State.REMEDY:
        yield from _to_do(view)
    if view.state == State.CLOSED and view.ending:
        yield Message(ENDINGS[Ending(view.ending)])
    if view.sanction is not None:
        yield words(N_("The group's answer by its rules: {step}."), step=Message(STEPS[Step(view.sanction.step)]))


def _plea(view: PartyView) -> Iterator[Message]:
    plea = view.plea
    if plea is None:
        return
    ground = Message(GROUNDS[Ground(plea.ground)])
    mine, other = plea.side == view.side, other_of(view)
    text = N_("⚖️ You have appealed: {ground}. “{text}”") if mine else N_("⚖️ {other} has appealed: {ground}. “{text}”")
    yield words(text, other=other, ground=ground, text=brief(plea.text))
    if plea.answer:
        said = N_("{other} says to that: “{text}”") if mine else N_("You say to that: “{text}”")
        yield words(said, other=other, text=brief(plea.answer))


def _to_do(view: PartyView) -> Iterator[Message]:
    remedy = view.remedy
    if view.side == Side.RESPONDENT:
        yield words(
            N_("<b>Decided: {what}.</b> You settle it straight with {other}."),
            what=due_words(view),
            other=other_of(view),
        )
    else:
        yield words(
            N_("<b>Decided: {what}.</b> {other} settles it straight with you."),
            what=due_words(view),
            other=other_of(view),
        )
    if remedy is not None and remedy.reported_at is not None:
        said = [list(_reported(view, remedy)), list(_denied(view, remedy))]
        yield from chain.from_iterable(reversed(said) if remedy.waiting else said)  # the last word stands last


def _reported(view: PartyView, remedy: Remedy) -> Iterator[Message]:
    mine, again = view.side == Side.RESPONDENT, remedy.contested_at is not None and remedy.waiting
    if again:
        text = N_("You have said again that it is done.") if mine else N_("{other} says again that it is done.")
    else:
        text = N_("You have said that it is done.") if mine else N_("{other} says that it is done.")
    yield words(text, other=other_of(view))
    if remedy.report:
        yield words(N_("“{text}”"), text=brief(remedy.report))


def _denied(view: PartyView, remedy: Remedy) -> Iterator[Message]:
    if remedy.contested_at is not None:
        theirs, own = N_("{other} says that it is not: “{text}”"), N_("You have said that it is not: “{text}”")
        yield words(theirs if view.side == Side.RESPONDENT else own, other=other_of(view), text=brief(remedy.contest))
