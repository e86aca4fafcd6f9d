"""The draw of the jurors as both sides see it: what is fixed beforehand, what they may add, how anybody checks it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.events import Command
from assistant.dialog.flow import Flow, Page
from assistant.dialog.outcome import Shown
from assistant.dialog.parsers import text
from assistant.dialog.steps import Ask, End
from assistant.dialog.words import Button, Lines, Local, Message, Paste, Plain, Screen, words
from assistant.domain.disputes import custody
from assistant.domain.disputes.commands import AddNonce, ReadyToGoOn, StrikeJuror
from assistant.domain.disputes.drawing import Draw, published
from assistant.domain.disputes.lifecycle import State
from assistant.domain.disputes.panel import LARGE, Plan, plan
from assistant.domain.disputes.seating import DRAWN, MOST_NONCE, ONE_NONCE
from assistant.domain.disputes.views import DrawView, PartyView
from assistant.errors import Ended, Refused
from assistant.i18n import N_
from assistant.statechart import path
from flows.disputes.words import case_button, number_of

Find = Callable[..., Any]
Note = Message | Plain | Lines
NO_DRAW = N_("There is no draw to look at in this case.")
MAY_DRAW = N_("✓ Noted: for your part the draw may take place.")
MOST_PASTE = 4000  # characters that one message carries


# --- for the page of the case ---


def rows(view: PartyView) -> Iterator[tuple[Button, ...]]:
    """The way from the case to its draw, where there is one."""
    if view.draws:
        yield (Button(Message(N_("The draw of the jurors")), command("draw", str(view.number))),)


def lines(view: PartyView) -> Iterator[Message]:
    """How far the panel is, in counts: no names, ever."""
    if view.state == State.DRAW and view.draws:
        draw = view.draws[-1]
        if not draw.key:
            yield Message(
                N_("🎲 The list of jurors is fixed. They are drawn when the time is over, or once both agree to it.")
            )
            yield from _agreed(view)
        else:
            yield words(N_("🎲 Drawn. {taken} of {seats} seats are taken."), taken=view.taken, seats=draw.seats)
    elif view.state == State.BALLOT:
        yield words(N_("🗳 {voted} of {taken} have voted."), voted=view.voted, taken=view.taken)


# --- the draw itself ---


def screen(view: PartyView, zone: str, notes: Sequence[Note] = ()) -> Screen:
    """Before the draw: what is fixed, and what one may do. After it: what came out, and how to check it."""
    draw = view.draws[-1]
    body = _after(view, draw) if draw.key else _before(view, draw, zone)
    return Screen((*notes, *body), tuple(_buttons(view, draw)))


def _before(view: PartyView, draw: DrawView, zone: str) -> Iterator[Note]:
    count = len(draw.tags)
    borne = plan(count, large=draw.seats == LARGE)
    yield words(
        N_("🎲 <b>Case {number}: {seats} jurors are drawn from {count} neutral members.</b>"),
        number=number_of(view.number),
        seats=draw.seats,
        count=count,
    )
    yield words(
        N_(
            "Nobody picks them, not the owner and not I: the list and my secret number are fixed already, sealed as "
            "<code>{seal}</code>. Keep that: afterwards it shows that nothing was changed."
        ),
        seal=custody.short(draw.commitment),
    )
    yield Lines(tuple(_bears(draw, borne)))
    if view.due is not None:
        yield words(
            N_("Until {due} you may have a hand in it; you need not. Then the draw takes place."),
            due=Local(view.due, zone),
        )
    if mine := tuple(_mine(view, draw)):
        yield Lines(mine)


def _bears(draw: DrawView, borne: Plan) -> Iterator[Message]:
    """What a pool of that size can bear. Of an appeal nothing is said where this is one."""
    if draw.strikes:
        yield Message(N_("· each side may leave one out"))
    else:
        yield Message(N_("· too few to leave anybody out"))
    if borne.reserves:
        yield words(N_("· in reserve, should somebody decline: {reserves}"), reserves=borne.reserves)
    else:
        yield Message(N_("· no reserve, should somebody decline"))
    if draw.round == 1:
        able, unable = N_("· an appeal to fresh jurors is possible"), N_("· too few for an appeal to fresh jurors")
        yield Message(able if borne.appeal else unable)


def _mine(view: PartyView, draw: DrawView) -> Iterator[Message]:
    if view.side in draw.nonces:
        yield words(N_("✓ Your words are in: “{nonce}”"), nonce=draw.nonces[view.side])
    if view.side in draw.struck:
        yield Message(N_("✓ One juror is left out at your wish."))
    yield from _agreed(view)


def _agreed(view: PartyView) -> Iterator[Message]:
    """Who does not want to wait until the time for a hand in it is over."""
    if view.side in view.ready:
        yield Message(N_("✓ You agree to draw now. Waiting for the other side."))
    elif view.ready:
        yield Message(N_("The other side agrees to draw now."))


def _after(view: PartyView, draw: DrawView) -> Iterator[Note]:
    yield words(N_("🎲 <b>Case {number}: the jurors are drawn.</b>"), number=number_of(view.number))
    yield Lines((
        words(N_("My number, sealed before: <code>{nonce}</code>"), nonce=draw.nonce),
        *(words(N_("{side} added: “{nonce}”"), side=_side(view, side), nonce=said) for side, said in draw.nonces.items()),
        words(N_("The order that follows: {order}"), order=Plain(" ".join(map(str, draw.order)))),
    ))  # fmt: skip
    yield words(
        N_("The first {seats} of the order are asked now; whoever cannot is followed by the next."), seats=draw.seats
    )
    yield words(
        N_(
            "Anybody can check it: copy the numbers into a file and run scripts/recompute_draw.py on it (docs/disputes-draw.md of the "
            "program tells how). The seal has to be <code>{seal}</code>, the one you had before."
        ),
        seal=custody.short(draw.commitment),
    )


def _side(view: PartyView, side: str) -> Message:
    return Message(N_("You") if side == view.side else N_("The other side"))


def _buttons(view: PartyView, draw: DrawView) -> Iterator[tuple[Button, ...]]:
    number = str(view.number)
    if "nonce" in view.options:
        yield (Button(Message(N_("Add my own words to the lottery")), command("nonce", number)),)
    if "strike" in view.options:
        yield (Button(Message(N_("Leave one juror out")), command("draw", f"{number} strike")),)
    if "ready" in view.options:
        yield (Button(Message(N_("Go on, draw now")), command("draw", f"{number} ready {view.version}")),)
    label = N_("The numbers to check it with") if draw.key else N_("The whole seal")
    yield (Button(Message(label), command("draw", f"{number} numbers")),)
    yield case_button(N_("‹ The case"), view.number)


def draw_page(
    payload: str,
    person: int,
    now: datetime,
    fresh: str,
    find_case: Find,
    find_number: Find,
    case_strikable: Find,
    notes: Sequence[Note] = (),
) -> Screen | Shown:
    """The draw, and what a side may do about it."""
    case, what, which, sure = (*payload.split(), "", "", "", "")[:4]
    view = find_case(_whole(case))
    if not isinstance(view, PartyView) or not view.draws:
        rows_ = (case_button(N_("Open the case"), view.number),) if view is not None else ()
        return Screen((*notes, Message(NO_DRAW)), rows_)
    zone = find_number(view.group).zone or "UTC"
    draw = view.draws[-1]
    match what:
        case "ready" if "ready" in view.options and not draw.key:
            ready = ReadyToGoOn(person=person, now=now, case=view.number, token=fresh)
            back = (case_button(N_("‹ The case"), view.number),)
            return Shown(Screen((Message(MAY_DRAW),), back), ready)
        case "strike" if "strike" in view.options:
            return _strike(view, case_strikable(view.number), _whole(which), StrikeJuror(
                person=person, now=now, case=view.number, token=fresh, juror=_whole(which)
            ) if sure == "yes" else None)  # fmt: skip
        case "numbers":
            return Shown(screen(view, zone), paste=tuple(_numbers(draw)))
        case _:
            return screen(view, zone, notes)


def _whole(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 15 else 0


def _strike(view: PartyView, names: Mapping[int, str], chosen: int, sure: StrikeJuror | None) -> Screen | Shown:
    """Who is to be left out: a name, and the question whether that is meant. It tells nobody who will sit."""
    number = str(view.number)
    if sure is not None and chosen in names:
        done = Screen((words(N_("✓ {name} is left out of this draw. Nobody is told so."), name=names[chosen]),))
        return Shown(done, sure, then=Command("draw", number))
    back = (Button(Message(N_("‹ Nobody")), command("draw", number)),)
    if chosen in names:
        asks = words(N_("Leave {name} out? You can do that once, and it cannot be taken back."), name=names[chosen])
        yes = Button(Message(N_("Yes, leave out")), command("draw", f"{number} strike {chosen} yes"))
        return Screen((asks,), ((yes,), (Button(Message(N_("‹ Somebody else")), command("draw", f"{number} strike")),)))
    text_ = Message(
        N_(
            "<b>Whom would you rather not have?</b> These may be drawn; you may leave one of them out, without a reason."
        )
    )
    each = [(Button(Plain(name), command("draw", f"{number} strike {who}")),) for who, name in names.items()]
    return Screen((text_,), (*each, back))


def _numbers(draw: DrawView) -> Iterator[Paste]:
    """All it takes to check the draw, as scripts/recompute_draw.py reads it; before the draw, what is fixed."""
    if draw.key:
        known = published(Draw(
            draw.round, draw.tags, draw.leanings, draw.nonce_hash, draw.commitment, draw.seats, draw.strikes,
            nonce=draw.nonce, nonces=draw.nonces, struck=draw.struck, key=draw.key, order=draw.order,
        ))  # fmt: skip
    else:
        known = {
            "tags": list(draw.tags),
            "leanings": list(draw.leanings),
            "nonce_hash": draw.nonce_hash,
            "commitment": draw.commitment,
        }
    found = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    yield Paste(Plain(found if len(found) <= MOST_PASTE else draw.commitment))


# --- words of one's own ---


def _party(which: str, find_case: Find) -> PartyView | None:
    view = find_case(_whole(which))
    return view if isinstance(view, PartyView) and view.draws else None


def admit(find_case: Find, which: str = "") -> None:
    view = _party(which, find_case)
    if view is None:
        raise Refused(NO_DRAW)
    if view.draws[-1].key or view.state != State.DRAW:
        raise Ended(DRAWN)
    if view.side in view.draws[-1].nonces:
        raise Ended(ONE_NONCE)


def case_number(which: str) -> int:
    return _whole(which)


nonce = Flow(
    "nonce",
    title=N_("My words for the lottery"),
    on="nonce",
    given=("which",),
    asks=("find_case",),
    admit=admit,
    derive={
        "case": case_number,
        "token": lambda fresh: fresh,
        "version": lambda: None,
    },
    states={
        "nonce": Ask(
            N_(
                "<b>Any words, as odd as you like.</b> They are mixed into the draw, so that nobody can have worked it out beforehand."
            ),
            text(most=MOST_NONCE),
            label=N_("My words"),
            why=N_(
                "My own number was fixed before. With words that only you know now, even I cannot know who will be drawn."
            ),
        ),
        "added": End(N_("✓ Your words are in the lottery."), does=AddNonce, then=lambda which: Command("draw", which)),
    },
    edges=path("nonce", "added"),
)


def strike(payload: str) -> Command:
    """The button of the case's own page leads to the list."""
    return Command("draw", f"{payload} strike")


PAGES = (Page("draw", draw_page, on=("draw",)), Page("strike", strike, on=("strike",)))
