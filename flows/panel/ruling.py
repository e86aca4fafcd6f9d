"""The ruling: what was decided, by which votes, why, and how to check that nothing was changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.outcome import Shown
from assistant.dialog.words import Button, Lines, Local, Message, Paste, Plain, Screen, words
from assistant.domain.disputes import custody
from assistant.domain.disputes.case import Opened, Ruling
from assistant.domain.disputes.views import PartyView
from assistant.i18n import N_
from flows.disputes.words import case_button, number_of
from flows.panel.ruling_words import choice_words, counted, outcome_words

Find = Callable[..., Any]
Note = Message | Plain | Lines
ROOM = 2400  # characters for all reasons together
MOST_PASTE = 4000  # characters that one message carries
NO_RULING = N_("There is no ruling to look at in this case.")


def rows(view: PartyView) -> Iterator[tuple[Button, ...]]:
    """The way from the case to its ruling, where there is one."""
    if view.rulings:
        yield (Button(Message(N_("The ruling and its reasons")), command("ruling", str(view.number))),)


def reasons(ballots: Sequence[Opened], room: int) -> Iterator[Message]:
    """What each juror wrote, in the order of the seats, without who it was; `room` characters in all."""
    each_room = max(80, room // max(1, len(ballots)))
    for at, ballot in enumerate(ballots, 1):
        said = ballot.reason if len(ballot.reason) <= each_room else ballot.reason[: each_room - 1] + "…"
        yield words(
            N_("<b>Juror {at}</b> · {choice}\n“{reason}”"),
            at=at,
            choice=choice_words(ballot.choice, ballot.amount),
            reason=said,
        )


def page(payload: str, find_case: Find, find_number: Find) -> Screen | Shown:
    """The latest ruling; `first` the one before an appeal, `seals` what the votes were sealed with."""
    case, what, which = (*payload.split(), "", "", "")[:3]
    view = find_case(int(case) if case.isascii() and case.isdigit() and len(case) < 10 else 0)
    if not isinstance(view, PartyView) or not view.rulings:
        back = (case_button(N_("Open the case"), view.number),) if view is not None else ()
        return Screen((Message(NO_RULING),), back)
    first = "first" in {what, which}
    ruling = view.rulings[0] if first else view.rulings[-1]
    zone = find_number(view.group).zone or "UTC"
    if what.startswith("j") and what[1:].isascii() and what[1:].isdigit() and 0 < int(what[1:]) <= len(ruling.ballots):
        return _one(view, ruling, int(what[1:]))
    if what == "seals":
        return Shown(_seals(view, ruling), paste=tuple(_opened(view, ruling)))
    return _screen(view, ruling, zone)


def _screen(view: PartyView, ruling: Ruling, zone: str) -> Screen:
    head = words(
        N_("⚖️ <b>Case {number}: {outcome}.</b>"),
        number=number_of(view.number),
        outcome=outcome_words(ruling.tally, view.claim.want, view.claim.amount),
    )
    votes = counted(ruling.ballots)
    at = words(N_("Decided on {at}"), at=Local(ruling.at, zone))
    appeal = (Message(N_("This is the ruling on the appeal.")),) if ruling.round > 1 else ()
    return Screen((Lines((head, votes, at, *appeal)), *reasons(ruling.ballots, ROOM)), tuple(_rows(view, ruling)))


def _rows(view: PartyView, ruling: Ruling) -> Iterator[tuple[Button, ...]]:
    number, first = str(view.number), " first" if ruling.round < view.rulings[-1].round else ""
    each_room = max(80, ROOM // max(1, len(ruling.ballots)))
    for at, ballot in enumerate(ruling.ballots, 1):
        if len(ballot.reason) > each_room:
            yield (Button(words(N_("In full: juror {at}"), at=at), command("ruling", f"{number} j{at}{first}")),)
    if "appeal" in view.options:
        yield (Button(Message(N_("Appeal")), command("appeal", number)),)
    if len(view.rulings) > 1:
        label, to = (N_("The ruling before"), " first") if not first else (N_("The ruling on the appeal"), "")
        yield (Button(Message(label), command("ruling", f"{number}{to}")),)
    yield (Button(Message(N_("Check the votes")), command("ruling", f"{number} seals{first}")),)
    yield case_button(N_("‹ The case"), view.number)


def _one(view: PartyView, ruling: Ruling, at: int) -> Screen:
    ballot = ruling.ballots[at - 1]
    head = words(N_("<b>Juror {at}</b> · {choice}"), at=at, choice=choice_words(ballot.choice, ballot.amount))
    return Screen(
        (head, Plain(ballot.reason)), ((Button(Message(N_("‹ The ruling")), command("ruling", str(view.number))),),)
    )


def _seals(view: PartyView, ruling: Ruling) -> Screen:
    """Each vote's seal as it was recorded the moment it was cast."""
    lines = tuple(
        words(N_("Juror {at}: seal <code>{seal}</code>"), at=at, seal=custody.short(ballot.commitment))
        for at, ballot in enumerate(ruling.ballots, 1)
    )
    how = Message(
        N_(
            "Each vote was sealed the moment it was cast, before anybody could read it. Above is what was sealed, with its salt: "
            "whoever hashes it gets the seal again (docs/disputes-draw.md of the program tells how). The case file holds all of it."
        )
    )
    back = (Button(Message(N_("‹ The ruling")), command("ruling", str(view.number))),)
    return Screen((Lines(lines), how), (back,))


def _opened(view: PartyView, ruling: Ruling) -> Iterator[Paste]:
    """The votes as they were sealed: the salt, and the content that was hashed with it; all at once if one message holds them."""
    found = [
        {
            "seal": each.commitment,
            "salt": each.salt,
            "content": [
                f"YD-{view.number}",
                each.slot,
                str(each.choice),
                [each.amount.minor, each.amount.currency] if each.amount else None,
                each.reason,
            ],
        }
        for each in ruling.ballots
    ]
    whole = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    if len(whole) <= MOST_PASTE:
        yield Paste(Plain(whole))
        return
    for each in found:
        yield Paste(Plain(json.dumps([each], ensure_ascii=False, separators=(",", ":"))))


PAGES = (Page("ruling", page, on=("ruling",)),)
