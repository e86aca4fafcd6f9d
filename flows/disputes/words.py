"""How cases are put into words: states, roles, what is claimed, whose turn it is; the same on every screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.words import Button, Local, Message, Plain, words
from assistant.domain.disputes.authority import Role
from assistant.domain.disputes.claims import WANTS, WRONGS, Part, Want, Wrong
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import Side as CaseSide
from assistant.domain.disputes.views import PartyView, View
from assistant.domain.groups import Kind
from assistant.domain.money import Money
from assistant.domain.orders.terms import Side
from assistant.i18n import N_
from flows.orders.words import SIDES

BRIEF = 120  # characters of what somebody wrote; all of it is one tap away
STATES: Mapping[State, str] = {
    State.FILED: N_("filed; time to talk first"),
    State.NOTICE: N_("the other side is being told"),
    State.RESPONSE: N_("waiting for the other side's answer"),
    State.NEGOTIATION: N_("looking for an agreement"),
    State.EVIDENCE: N_("gathering evidence"),
    State.REBUTTAL: N_("a last word on what the other side brought"),
    State.FROZEN: N_("evidence closed"),
    State.DRAW: N_("drawing the jurors"),
    State.BALLOT: N_("the jurors are deciding"),
    State.RULED: N_("decided; an appeal is possible"),
    State.APPEAL: N_("appeal"),
    State.FINAL: N_("final"),
    State.REMEDY: N_("the ruling is to be carried out"),
    State.MEDIATION: N_("mediation"),
    State.CLOSED: N_("closed"),
    State.WITHDRAWN: N_("withdrawn"),
    State.SETTLED: N_("settled between you"),
    State.VOID: N_("stopped"),
    State.NO_FINDING: N_("ended without a finding"),
}
# To whom it is about, where that differs.
YOURS: Mapping[str, str] = {
    State.NOTICE: N_("new: about a deal of yours"),
    State.RESPONSE: N_("waiting for your answer"),
}
WAITING: Mapping[str, str] = {
    Role.CLAIMANT: N_("whoever filed"),
    Role.RESPONDENT: N_("the other side"),
    Role.INVITED: N_("the people asked to decide"),
    Role.JUROR: N_("the jurors"),
    Role.MEDIATOR: N_("the mediator"),
}


def case_button(text: str | Message, number: int, more: str = "", *, below: bool = False) -> tuple[Button, ...]:
    """A row that opens the case; `more` names something on its page."""
    label = Message(text) if isinstance(text, str) else text
    return (Button(label, command("cases", f"{number} {more}".strip(), below=below)),)


def case_name(view: View) -> Message | Plain:
    """Number and what it is about; to whoever is not a party to it, what they are to it."""
    number = number_of(view.number)
    if isinstance(view, PartyView):
        return words(N_("{number} · {what}"), number=number, what=view.deal.what)
    role = {Role.JUROR: N_("you are a juror"), Role.MEDIATOR: N_("you mediate"), Role.INVITED: N_("you are asked")}
    if view.role in role:
        return words(N_("{number} · {what}"), number=number, what=Message(role[Role(view.role)]))
    return number


def number_of(number: int) -> Plain:
    """A case's number is a name: never written as a quantity."""
    return Plain(f"YD-{number}")


def part_word(kind: str, part: str) -> Message:
    """Buyer or Seller, as that kind of group calls them."""
    return Message(SIDES[Kind(kind), Side.PAYER if part == Part.BUYER else Side.PAYEE])


def state_word(state: str) -> Message:
    return Message(STATES[State(state)])


def state_for(view: View) -> Message:
    """The state as its reader is to take it: nobody is told to wait for themselves."""
    own = YOURS.get(view.state) if isinstance(view, PartyView) and view.side == CaseSide.RESPONDENT else None
    return Message(own) if own else state_word(view.state)


def unread(view: View) -> bool:
    """Whether it is about the reader, who has not opened it yet: a notice may never have reached them."""
    return isinstance(view, PartyView) and view.side == CaseSide.RESPONDENT and not view.noticed and not view.over


def ends_at(view: View) -> datetime | None:
    """When the step is over; while somebody is being told, not when they are reminded."""
    if isinstance(view, PartyView) and view.state == State.NOTICE:
        return next((each.due for each in view.deadlines if each.name == State.NOTICE), view.due)
    return view.due


def wrong_word(wrong: str) -> Message:
    return Message(WRONGS[Wrong(wrong)])


def want_words(want: str, amount: Money | None) -> Message:
    """What would put it right, with the amount where there is one."""
    text = Message(WANTS[Want(want)])
    return words(N_("{want}: {amount}"), want=text, amount=amount) if amount is not None else text


def brief(text: str) -> Plain:
    line = " ".join(text.split())
    return Plain(line if len(line) <= BRIEF else line[: BRIEF - 1] + "…")


def other_of(view: Any) -> Plain | Message:
    return Plain(view.other_name) if view.other_name else Message(N_("the other side"))


def side_name(view: Any, by: str) -> Plain | Message:
    """Whose it is, for the reader: you, the other one's name, or the mediator."""
    if by == Role.MEDIATOR:
        return Message(N_("the mediator"))
    return Message(N_("you")) if by == view.side else other_of(view)


def whose_turn(view: Any, zone: str) -> Iterator[Message]:
    """One line: who is waited for, and until when."""
    if view.over:
        return
    due = ends_at(view)
    if view.my_turn or unread(view):
        yield (
            words(N_("👉 <b>Your turn</b>, until {due}."), due=Local(due, zone))
            if due
            else Message(N_("👉 <b>Your turn.</b>"))
        )
    elif view.turn and due:
        who = Message(WAITING[view.turn[0]]) if view.turn[0] in WAITING else Plain("")
        yield words(N_("Waiting for {who}, until {due}."), who=who, due=Local(due, zone))
    elif due:
        yield words(N_("Goes on by itself on {due} at the latest."), due=Local(due, zone))
