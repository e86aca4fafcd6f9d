"""What somebody meets who is asked to decide or to mediate: the question, the case, its evidence, the way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.events import Command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Do, Effect, Notice, Shown
from assistant.dialog.words import Button, Lines, Local, Message, Plain, Screen, words
from assistant.domain.disputes.authority import Role
from assistant.domain.disputes.commands import AcceptSeat, DeclineSeat, OpenExhibit
from assistant.domain.disputes.views import DocketView, InvitationView
from assistant.domain.disputes.voting import LOOK_FIRST
from assistant.i18n import N_, NN_
from flows.disputes.exhibits_shown import sends
from flows.disputes.words import case_button, number_of, part_word, wrong_word
from flows.panel.docket import docket, texts

Find = Callable[..., Any]
Note = Message | Plain | Lines
NOTHING_HERE = N_("There is nothing for you to decide in this case, or not any more.")
FILLED = N_(
    "That question is over: the time has passed, or somebody else has been asked meanwhile. Nothing is held against you."
)
ELSEWHERE = N_(
    "That is not your own group: {group} is its partner and has too few neutral people of its own for this case."
)
NEW = "new"  # evidence not seen yet; a second tap does not send it twice
SAID_NO = N_("✓ Noted. That costs you nothing.")
SAID_YES = N_("✓ Thank you. Nobody learns your name from me.")


# --- the question ---


def asked(view: InvitationView, group: Any) -> Screen:
    """What kind of case, how much of it, until when; and whether one is neutral."""
    mediating = not view.seats
    head = (
        words(N_("⚖️ <b>A case in {group} needs somebody neutral to mediate.</b>"), group=group.name)
        if mediating
        else words(N_("⚖️ <b>A case in {group} needs you as a juror.</b>"), group=group.name)
    )
    what = words(
        N_("{part} says: {wrong}. In dispute: {amount}."),
        part=part_word(view.kind, view.part),
        wrong=wrong_word(view.wrong),
        amount=view.amount if view.amount is not None else Message(N_("no money")),
    )
    size = Message(
        NN_("{count} exhibit to look at, about five minutes.", "{count} exhibits to look at, about five minutes."),
        {"count": view.exhibits},
    )
    task = (
        Message(N_("You see both sides' papers and may propose a way out. You do not rule."))
        if mediating
        else words(N_("{seats} jurors vote, each alone; nobody learns who they are."), seats=view.seats)
    )
    until = words(
        N_("Please answer by {due}. A no costs nothing."), due=Local(view.due or view.filed_at, group.zone or "UTC")
    )
    near = Message(
        N_(
            "<b>Are you neutral?</b> You see no names. If you guess from this who it is, and are close to one of them beyond the group "
            "(family, friends, work, business, a quarrel), please say no."
        )
    )
    number = f"{view.number} {view.slot}"
    rows = (
        (Button(Message(N_("I am neutral: yes")), command("seat", f"{number} yes")),),
        (Button(Message(N_("Not this one")), command("seat", f"{number} no")),),
    )
    first = (head, words(ELSEWHERE, group=group.name)) if view.elsewhere else (head,)
    return Screen((Lines((*first, what, size, task)), near, until), rows)


def seat(payload: str, person: int, now: datetime, fresh: str, find_case: Find) -> Screen | Shown | Command:
    """The answer to the question. It counts only for the seat it was asked about; whoever has said yes gets the case."""
    number, slot, answer = _three(payload)
    view = find_case(number)
    if isinstance(view, DocketView):
        return Command("docket", str(number))
    if not isinstance(view, InvitationView) or view.slot != slot or answer not in {"yes", "no"}:
        return Screen((Message(FILLED),))
    if answer == "no":
        return Shown(Screen((Message(SAID_NO),)), DeclineSeat(person=person, now=now, case=number, token=fresh))
    done = Screen((Message(SAID_YES),))
    return Shown(
        done, AcceptSeat(person=person, now=now, case=number, token=fresh), then=Command("docket", str(number))
    )


def _three(payload: str) -> tuple[int, int, str]:
    """Case, slot and answer, as a button says them; whatever else is sent leads to nothing."""
    case, slot, answer = (*payload.split(), "", "", "")[:3]
    return _whole(case), _whole(slot), answer


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


# --- the case ---


def page(
    payload: str,
    person: int,
    now: datetime,
    fresh: str,
    find_case: Find,
    find_number: Find,
    find_rules: Find,
    notes: Sequence[Note] = (),
) -> Screen | Shown | Command:
    """The case on one screen; further words name something on it."""
    case, what, sure = (*payload.split(), "", "", "")[:3]
    view = find_case(_whole(case))
    if isinstance(
        view, InvitationView
    ):  # after a yes: the panel came to nothing, and the next question follows by itself
        return asked(view, find_number(view.group)) if not notes else Screen(tuple(notes))
    if not isinstance(view, DocketView):
        rows = (case_button(N_("Open the case"), view.number),) if view is not None else ()
        return Screen((*notes, *(() if notes else (Message(NOTHING_HERE),))), rows)
    group = find_number(view.group)
    if what == "see" and not view.voted and (view.left or sure != NEW):
        return _see(view, person, now, fresh, group, find_rules)
    if what == "vote" and view.left and "ballot" in view.options:
        look = words(LOOK_FIRST, left=len(view.left), first=view.left[0])
        return docket(view, group, find_rules, (*notes, look))
    if what == "vote" and "ballot" in view.options:
        return Command("vote", str(view.number))
    if what == "out" and "decline" in view.options:
        return _out(view, DeclineSeat(person=person, now=now, case=view.number, token=fresh) if sure == "yes" else None)
    if what.startswith("t") and _whole(what[1:]) < len(texts(view)):
        return _in_full(view, _whole(what[1:]))
    return docket(view, group, find_rules, notes)


def _see(view: DocketView, person: int, now: datetime, fresh: str, group: Any, find_rules: Find) -> Shown:
    """The files themselves: those not seen yet, or all once more. What is sent has been looked at."""
    wanted = [each for each in view.exhibits if each.n in view.left] or list(view.exhibits)
    effects: list[Effect] = list(sends(wanted, view.kind, person))
    if "open" in view.options:
        effects += [
            Do(OpenExhibit(person=person, now=now, case=view.number, token=fresh, exhibit=n)) for n in view.left
        ]
    opened = tuple(replace(each, opened=each.opened or each.n in view.left) for each in view.exhibits)
    seen = replace(view, left=(), exhibits=opened) if "open" in view.options else view
    effects.append(Notice(person, _after(seen)))
    return Shown(docket(seen, group, find_rules), effects=tuple(effects))


def _after(view: DocketView) -> Screen:
    """Below the files, where the thumb is: what comes next."""
    rows = [(Button(Message(N_("The case once more")), command("docket", str(view.number))),)]
    if "ballot" in view.options:
        rows.insert(0, (Button(Message(N_("Vote")), command("docket", f"{view.number} vote")),))
    return Screen((words(N_("That is all the evidence in {number}."), number=number_of(view.number)),), tuple(rows))


def _out(view: DocketView, sure: DeclineSeat | None) -> Screen | Shown:
    """Stepping aside, asked once."""
    if sure is not None:
        return Shown(Screen((Message(SAID_NO),)), sure)
    text = (
        N_("Step aside as mediator? Somebody else is asked then, where there is somebody.")
        if view.role == Role.MEDIATOR
        else N_("Give your seat back? Somebody else is asked then, where there is somebody. That costs you nothing.")
    )
    yes = Button(Message(N_("Yes, somebody else shall do it")), command("docket", f"{view.number} out yes"))
    return Screen((Message(text),), ((yes,), (Button(Message(N_("No, I stay")), command("docket", str(view.number))),)))


def _in_full(view: DocketView, at: int) -> Screen:
    who, said = texts(view)[at]
    back = (Button(Message(N_("‹ The case")), command("docket", str(view.number))),)
    return Screen((words(N_("💬 <b>{who}:</b>"), who=who), Plain(said)), (back,))


PAGES = (Page("seat", seat, on=("seat",)), Page("docket", page, on=("docket",)))
