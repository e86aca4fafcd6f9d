"""Notices around the draw: to both sides what is fixed and what came out, to the jurors the question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.outcome import Deadline, Effect, Notice, Reactions
from assistant.dialog.words import Button, Local, Message, Screen, words
from assistant.domain.disputes import events_panel as p
from assistant.domain.disputes.views import InvitationView, PartyView
from assistant.i18n import N_
from flows.disputes.words import case_button, number_of
from flows.panel import draw as case_draw
from flows.panel import pages as jury_pages

Find = Callable[..., Any]
VOTE_SOON = "case.vote"  # the timer that reminds jurors
LOST = {
    "lapsed": N_("Case {number}: your time to answer is over, so you need not any more. Nothing is held against you."),
    "silent": N_(
        "Case {number}: the time to vote is over, and somebody else takes your seat. Nothing is held against you."
    ),
}


def parties(number: int, case_as: Find, case_cast: Find) -> Iterator[tuple[int, PartyView]]:
    """Both sides, as far as they may know of the case, each with their view of it."""
    cast = case_cast(number)
    for person in (cast.claimant, cast.respondent):
        view = case_as(number, person) if person is not None else None
        if isinstance(view, PartyView):
            yield person, view


def opens(number: int) -> tuple[Any, ...]:
    return case_button(N_("Open the case"), number, below=True)


def prepared(event: p.DrawPrepared, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """To both sides: the list is fixed before anything is drawn, and what they may do about it."""
    zone = find_number(event.group).zone or "UTC"
    for person, view in parties(event.case, case_as, case_cast):
        yield Notice(person, case_draw.screen(view, zone))


def drawn(event: p.JurorsDrawn, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """To both sides: the secret is open, and anybody can check the order."""
    zone = find_number(event.group).zone or "UTC"
    for person, view in parties(event.case, case_as, case_cast):
        yield Notice(person, case_draw.screen(view, zone))


def asked(event: p.JurorAsked, case_as: Find, find_number: Find) -> Iterator[Effect]:
    """To the juror or mediator: the question."""
    view = case_as(event.case, event.juror)
    if isinstance(view, InvitationView):
        yield Notice(event.juror, jury_pages.asked(view, find_number(event.group)))


def lost(event: p.SeatLost) -> Iterator[Effect]:
    """To whom the seat is taken from for want of an answer; who declined knows already."""
    if event.how in LOST:
        yield Notice(event.juror, Screen((words(LOST[event.how], number=number_of(event.case)),)))


def mediating(event: p.SeatTaken, case_as: Find, case_cast: Find) -> Iterator[Effect]:
    """To both sides: somebody neutral helps from now on. Of jurors only the number is told, on the page of the case."""
    if event.round:
        return
    text = words(
        N_(
            "Case {number}: somebody neutral has agreed to mediate. They may propose a way out; you are free to say no."
        ),
        number=number_of(event.case),
    )
    for person, _ in parties(event.case, case_as, case_cast):
        yield Notice(person, Screen((text,), (opens(event.case),)))


def seated(event: p.PanelSeated, now: Any, case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """The vote begins: to the jurors their case, to both sides how many there are and until when."""
    cast, zone = case_cast(event.case), find_number(event.group).zone or "UTC"
    due = None
    for person in cast.jurors.values():
        view = case_as(event.case, person)
        if view is None or "ballot" not in view.options or view.due is None:
            continue
        due = view.due
        text = words(
            N_("⚖️ Case {number}: all seats are taken. Please read, look at the evidence and vote until {due}."),
            number=number_of(event.case),
            due=Local(due, zone),
        )
        yield Notice(person, Screen((text,), (opens_docket(event.case),)))
    if due is None:
        return
    yield Deadline(f"vote:{event.case}", now + (due - now) / 2, VOTE_SOON, {"case": event.case, "group": event.group})
    for person, view in parties(event.case, case_as, case_cast):
        text = words(
            N_("⚖️ Case {number}: {taken} jurors are seated and vote until {due}, each alone and under seal."),
            number=number_of(event.case),
            taken=view.taken,
            due=Local(due, zone),
        )
        yield Notice(person, Screen((text,), (opens(event.case),)))


def opens_docket(number: int) -> tuple[Any, ...]:
    return (Button(Message(N_("Read the case")), command("docket", str(number), below=True)),)


def reopened(event: p.PanelReopened, case_as: Find, case_cast: Find) -> Iterator[Effect]:
    yield Deadline(f"vote:{event.case}")
    text = words(
        N_(
            "Case {number}: a juror has dropped out, so the next of the order is asked. Votes already cast stay sealed."
        ),
        number=number_of(event.case),
    )
    for person, _ in parties(event.case, case_as, case_cast):
        yield Notice(person, Screen((text,), (opens(event.case),)))


def vote_soon(data: dict[str, Any], case_as: Find, case_cast: Find, find_number: Find) -> Iterator[Effect]:
    """Half of the time to vote is over: to each juror who has not."""
    cast, zone = case_cast(data["case"]), find_number(data["group"]).zone or "UTC"
    for person in cast.jurors.values() if cast else ():
        view = case_as(data["case"], person)
        if view is not None and "ballot" in view.options and view.due is not None:
            text = words(
                N_("🔔 Case {number} waits for your vote, until {due}. About five minutes; two people depend on it."),
                number=number_of(data["case"]),
                due=Local(view.due, zone),
            )
            yield Notice(person, Screen((text,), (opens_docket(data["case"]),)))


REACTIONS = Reactions(
    happened={
        p.DrawPrepared: prepared,
        p.JurorsDrawn: drawn,
        p.JurorAsked: asked,
        p.SeatTaken: mediating,
        p.SeatLost: lost,
        p.PanelSeated: seated,
        p.PanelReopened: reopened,
    },
    due={VOTE_SOON: vote_soon},
)
