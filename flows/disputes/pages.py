"""/cases: one's cases, what each waits for; one case, by what its reader is to it; and what is done by a single press."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.events import Command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.words import Button, Lines, Message, Screen, words
from assistant.domain.disputes import commands as c
from assistant.domain.disputes.authority import NO_SUCH_CASE
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.outcome import Side
from assistant.domain.disputes.views import DocketView, InvitationView, PartyView, StatusView, View
from assistant.i18n import N_
from flows.aftermath import sanctions
from flows.disputes import papers as case_papers
from flows.disputes.screen import CASES, Note, party_screen, terms, title
from flows.disputes.ways import WAYS, stamp
from flows.disputes.words import case_button, case_name, state_for, whose_turn
from flows.library import zone_of
from flows.panel.draw import MAY_DRAW

Find = Callable[..., Any]
A_PAGE = 8  # cases on one screen of a phone
NOT_ANY_MORE = N_("That button is from an earlier moment of the case. Here is how it stands now.")
NONE_YET = N_(
    "No cases. If something goes wrong with a deal, first write to the other side; if that does not help, come here."
)
PROBLEM = (Button(Message(N_("I have a problem with a deal")), command("dispute")),)


def cases(
    payload: str,
    person: int,
    now: datetime,
    fresh: str,
    notes: Sequence[Note],
    my_cases: Sequence[View],
    find_case: Find,
    find_number: Find,
    case_timeline: Find,
    case_penalty: Find,
) -> Screen | Shown | Command:
    """/cases: all; with a number that one; `12 story` a paper of it; `12 ready 7` is done, if the case still is at version 7."""
    first, _, rest = payload.partition(" ")
    if not _is_number(first):
        return _list(my_cases, _page(first), find_number)
    view = find_case(int(first))
    if view is None:
        return Screen((Message(NO_SUCH_CASE),), (CASES,))
    if isinstance(view, InvitationView | DocketView):
        return Command("docket", str(view.number))
    word, _, version = rest.partition(" ")
    if word in WAYS:
        return _do(
            view, word, version, c.CaseCommand(person=person, now=now, case=view.number, token=fresh), find_number
        )
    if isinstance(view, PartyView):
        if view.side == Side.RESPONDENT and not view.noticed and not view.over:
            return _opened(view, person, now, fresh)
        if (paper := case_papers.PAPERS.get(word.rstrip("0123456789"))) is not None:
            return paper(view, find_number(view.group), word, person, case_timeline, notes)
    seen = look(view, find_number(view.group), notes)
    further = sanctions.rows(case_penalty(view.number, now)) if isinstance(view, StatusView) else ()
    return Screen(seen.paragraphs, (*further, *seen.rows))


def look(view: View, group: Any, notes: Sequence[Note] = ()) -> Screen:
    """The case as its reader may see it."""
    found: Look = LOOKS.get(type(view), _status)
    return found(view, group, notes)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 15


def _page(text: str) -> int:
    return int(text[1:]) if text[:1] == "p" and _is_number(text[1:]) else 1


def _opened(view: PartyView, person: int, now: datetime, fresh: str) -> Shown:
    """The other side looks for the first time: now it is proven that they know."""
    proof = c.ProveNotice(person=person, now=now, case=view.number, token=fresh, how="opened")
    return Shown(Screen(()), proof, then=Command("cases", str(view.number)))


# --- the list ---


def _list(mine: Sequence[View], page: int, find_number: Find) -> Screen:
    shown = mine[(page - 1) * A_PAGE : page * A_PAGE]
    if not shown:
        return Screen((Message(NONE_YET),), (PROBLEM,))
    lines = [_line(view, zone_of(find_number(view.group))) for view in shown]
    rows: list[tuple[Button, ...]] = [(Button(case_name(view), command("cases", str(view.number))),) for view in shown]
    if len(mine) > page * A_PAGE:
        rows.append((Button(Message(N_("More")), command("cases", f"p{page + 1}")),))
    return Screen((Message(N_("<b>Your cases</b>")), *lines), (*rows, PROBLEM))


def _line(view: View, zone: str) -> Lines:
    """Number, what, state; whose turn and until when."""
    state = words(N_("<b>{name}</b>: {state}"), name=case_name(view), state=state_for(view))
    if isinstance(view, StatusView):
        state = words(N_("{state} (you look after the group: the state only)"), state=state)
    return Lines((state, *whose_turn(view, zone)))


# --- those who may see no more than how far it is ---


def _status(view: View, group: Any, notes: Sequence[Note]) -> Screen:
    neutral = Message(
        N_(
            "Whoever looks after the group sees how far a case is, not what is in it: so nobody can say that it was decided by you."
        )
    )
    return Screen((*notes, Lines((title(view), *whose_turn(view, zone_of(group)))), neutral), (CASES,))


# --- done by a press ---

DONE = {
    "notify": N_("✓ They are being told now."),
    "time": N_("✓ You have a day more."),
    "refuse": N_("✓ Refused, and they are told."),
    "ready": N_("✓ Noted: you have nothing to add."),
    "accept": N_("✓ Accepted: that settles it. Now keep to it, both of you; thank you."),
}


def _do(view: View, word: str, version: str, by: c.CaseCommand, find_number: Find) -> Screen | Shown | Command:
    """Only where the guard offers it, and the case is as it was when the button was made."""
    group = find_number(view.group)
    wanted, _, sure = version.partition(" ")
    if word in view.options and WAYS[word].flow:  # it begins a conversation, and asks about the case as it then is
        return Command(WAYS[word].flow, str(view.number))
    if word not in view.options or (wanted and wanted != stamp(view, word)):
        return look(view, group, (Message(NOT_ANY_MORE),))
    if word == "accept" and sure != "!":
        return _accept_once(view, group)
    given: dict[str, Any] = {
        "person": by.person,
        "now": by.now,
        "case": by.case,
        "token": by.token,
        "version": view.version,
    }
    made: Mapping[str, Callable[[], c.CaseCommand]] = {
        "notify": lambda: c.SendNotice(**given),
        "time": lambda: c.AskMoreTime(**given),
        "ready": lambda: c.ReadyToGoOn(**given),
        "refuse": lambda: c.RefuseOffer(**given, offer=_open_offer(view)),
        "accept": lambda: c.AcceptOffer(**given, offer=_open_offer(view)),
    }
    done = MAY_DRAW if word == "ready" and view.state == State.DRAW else DONE[word]
    return Shown(Screen((Message(done),)), made[word](), then=Command("cases", str(view.number)))


def _open_offer(view: Any) -> int:
    return next((each.n for each in view.offers if each.state == "open"), 0)


def _accept_once(view: Any, group: Any) -> Screen:
    offer = view.offers[_open_offer(view) - 1]
    question = words(
        N_("Accept this? <b>{terms}</b>\nThat settles the case, and closes it for good."), terms=terms(offer)
    )
    yes = case_button(N_("Yes, that settles it"), view.number, f"accept {view.version} !")
    return Screen((title(view), question), (yes, case_button(N_("No, not now"), view.number)))


# How a case looks to whom; the panel's looks stand in a module of their own.
Look = Callable[[Any, Any, Sequence[Note]], Screen]
LOOKS: dict[type[View], Look] = {PartyView: party_screen, StatusView: _status}
PAGES = (Page("cases", cases, on=("cases",)),)
