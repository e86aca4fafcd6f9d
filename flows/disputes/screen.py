"""One case on one screen of a phone, as its parties see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.words import Button, Lines, Message, Plain, Screen, words
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import Side, Stance
from assistant.domain.disputes.views import PartyView
from assistant.i18n import N_
from flows.aftermath import after_ruling
from flows.disputes.ways import rows
from flows.disputes.words import (
    brief,
    case_button,
    number_of,
    other_of,
    side_name,
    state_for,
    want_words,
    whose_turn,
    wrong_word,
)
from flows.library import zone_of
from flows.panel import draw as case_draw
from flows.panel import ruling

Note = Message | Plain | Lines
CASES = (Button(Message(N_("My cases")), command("cases")),)
OWN = {
    Stance.PARTLY: N_("You agree in part: “{text}”"),
    Stance.CONTEST: N_("You see it differently: “{text}”"),
}
THEIRS = {
    Stance.PARTLY: N_("{other} agrees in part: “{text}”"),
    Stance.CONTEST: N_("{other} sees it differently: “{text}”"),
}


def title(view: Any) -> Message:
    return words(N_("<b>Case {number}</b> · {state}"), number=number_of(view.number), state=state_for(view))


def party_screen(view: PartyView, group: Any, notes: Sequence[Note] = ()) -> Screen:
    """The case as it stands: about what, whose turn, what both said, what is on the table; and what can be done."""
    about = words(
        N_("{what} · {amount} · with {other}"), what=view.deal.what, amount=view.deal.amount, other=other_of(view)
    )
    standing = (about, *whose_turn(view, zone_of(group)))
    said = Lines(tuple(_said(view)))
    return Screen(
        (*notes, Lines((title(view), *standing)), said, *_further(view)),
        (*rows(view), *_beside(view), *_pages(view), CASES),
    )


def _further(view: PartyView) -> Iterator[Note]:
    lines = tuple(line for more in FURTHER for line in more(view))
    if lines:
        yield Lines(lines)


def _beside(view: PartyView) -> Iterator[tuple[Button, ...]]:
    yield from (row for more in BESIDE for row in more(view))


def _said(view: PartyView) -> Iterator[Message]:
    """What is claimed, what is answered, what is offered, what was brought."""
    claim = {"wrong": wrong_word(view.claim.wrong), "want": want_words(view.claim.want, view.claim.amount)}
    if view.side == Side.CLAIMANT:
        yield words(N_("You say: {wrong}. You ask for: {want}"), **claim)
    else:
        yield words(N_("{other} says: {wrong}. Asked for: {want}"), other=other_of(view), **claim)
    yield from _answer(view)
    for offer in view.offers:
        if offer.state == "open":
            text = N_("💬 Your offer: {terms}") if offer.by == view.side else N_("💬 Offer of {who}: {terms}")
            yield words(text, who=side_name(view, offer.by), terms=terms(offer))
    if view.state == State.SETTLED:
        agreed = next((each for each in view.offers if each.state == "accepted"), None)
        held = terms(agreed) if agreed else want_words(view.claim.want, view.claim.amount)
        yield words(N_("🤝 Agreed: {terms}"), terms=held)
    mine = sum(each.mine for each in view.exhibits)
    yield words(N_("📎 Evidence: yours {mine}, theirs {theirs}"), mine=mine, theirs=len(view.exhibits) - mine)


def _answer(view: PartyView) -> Iterator[Message]:
    if view.answer is not None:
        table = OWN if view.side == Side.RESPONDENT else THEIRS
        yield words(table[Stance(view.answer.stance)], other=other_of(view), text=brief(view.answer.text))
    elif view.silent:
        own = N_("You did not answer in time. That proves nothing by itself.")
        theirs = N_("{other} did not answer in time. That proves nothing by itself.")
        yield words(own if view.side == Side.RESPONDENT else theirs, other=other_of(view))
    if view.on_papers:
        yield Message(N_("The other side could not be reached: the papers decide, and no penalty can follow."))


def terms(offer: Any) -> Lines:
    """What an offer holds: money, what is done, own words."""
    return Lines(tuple(_terms(offer)), " · ")


def _terms(offer: Any) -> Iterator[Any]:
    if offer.action:
        yield want_words(offer.action, offer.amount)
    elif offer.amount is not None:
        yield offer.amount
    if offer.text:
        yield Plain(f"“{brief(offer.text).text}”")


def _pages(view: PartyView) -> Iterator[tuple[Button, ...]]:
    """What can be read beside: two in a row."""
    buttons = [
        (N_("The account"), "story"),
        *([(N_("The answer"), "reply")] if view.answer else []),
        *([(N_("All evidence"), "papers")] if view.exhibits else []),
        *([(N_("All offers"), "offers")] if view.offers else []),
        (N_("The steps so far"), "steps"),
    ]
    found = [case_button(text, view.number, what)[0] for text, what in buttons]
    for at in range(0, len(found), 2):
        yield tuple(found[at : at + 2])


def _ready(view: PartyView) -> Iterator[Message]:
    if view.over or view.state == State.DRAW:  # of the draw, its own lines tell
        return
    if view.side in view.ready:
        yield words(N_("You said that you have nothing to add; {other} has yet to say so."), other=other_of(view))
    elif view.ready:
        yield words(N_("{other} has nothing to add."), other=other_of(view))


# Lines of later steps (draw, ballot, ruling, remedy): each a function of the view.
FURTHER: tuple[Callable[[PartyView], Iterator[Message]], ...] = (_ready, case_draw.lines, after_ruling.lines)
# Pages of later steps: each a function of the view that gives rows.
BESIDE: tuple[Callable[[PartyView], Iterator[tuple[Button, ...]]], ...] = (
    ruling.rows,
    case_draw.rows,
    after_ruling.rows,
)
