"""Which of somebody's cases wait for them: what for, until when, and the way there. The home screen begins with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.words import Button, Lines, Local, Message, words
from assistant.domain.disputes.authority import Role
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.views import InvitationView, View
from assistant.i18n import N_
from flows.disputes.words import case_name, ends_at, number_of, unread
from flows.library import zone_of

Find = Callable[..., Any]
MOST = 3  # cases told of at the start; all of them are in /cases
UNREAD = N_("somebody you dealt with sees a problem and asks for your side")
MEDIATE = N_("would you help the two to agree?")
# What somebody can do -> how it is put to them; the most pressing first.
TASKS: Mapping[str, str] = {
    "seat": N_("would you be one of the jurors?"),
    "ballot": N_("your vote is waited for"),
    "answer": N_("your answer is waited for"),
    "accept": N_("there is an offer for you to answer"),
    "counter": N_("the other side appeals; you may say what you think of it"),
    "rebut": N_("you may say a last word"),
    "report": N_("do what was decided, then tell me"),
    "confirm": N_("have a look and tell me whether you have it"),
    "appeal": N_("it is decided; you may appeal"),
    "notify": N_("talk to the other side first; then I tell them"),
}
STEPS: Mapping[str, str] = {
    State.NEGOTIATION: N_("time to agree with each other"),
    State.EVIDENCE: N_("show what is still missing"),
    State.DRAW: N_("the jurors are about to be drawn; you may have a hand in it"),
    State.MEDIATION: N_("time to agree, with somebody neutral to help"),
}
ELSE = N_("it is your turn")


def pressing(my_cases: Iterable[View]) -> tuple[View, ...]:
    """Those that wait for the reader, as far as one screen tells of them."""
    return tuple(view for view in my_cases if unread(view) or view.my_turn)[:MOST]


def told(cases: Sequence[View], find_number: Find) -> tuple[Lines, ...]:
    """A line for each: which case, what for, until when; in the time of the case's group."""
    return (Lines(tuple(_line(view, zone_of(find_number(view.group))) for view in cases)),) if cases else ()


def ways(cases: Sequence[View]) -> tuple[tuple[Button, ...], ...]:
    """A button for each."""
    open_it = N_("Open case {number}")
    return tuple(
        (Button(words(open_it, number=number_of(view.number)), command("cases", str(view.number))),) for view in cases
    )


def _line(view: View, zone: str) -> Message:
    task, due = Message(_task(view)), ends_at(view)
    if due is None:
        return words(N_("👉 <b>{name}</b>: {task}"), name=case_name(view), task=task)
    return words(N_("👉 <b>{name}</b>: {task} (until {due})"), name=case_name(view), task=task, due=Local(due, zone))


def _task(view: View) -> str:
    if unread(view):
        return UNREAD
    if view.role == Role.INVITED and isinstance(view, InvitationView) and not view.seats:
        return MEDIATE
    return next((text for option, text in TASKS.items() if option in view.options), STEPS.get(view.state, ELSE))
