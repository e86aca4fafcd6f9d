"""What a conversation comes to after an event, and the moves that all others are made of. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from assistant.dialog import screens
from assistant.dialog.buttons import command
from assistant.dialog.events import Command, Context
from assistant.dialog.flow import Flow
from assistant.dialog.outcome import Work
from assistant.dialog.session import Session
from assistant.dialog.trouble import refusal
from assistant.dialog.view import View
from assistant.dialog.words import Button, Lines, Message, Plain, Say, Screen
from assistant.errors import Ended, Refused
from assistant.facts import Layered, apply
from assistant.i18n import N_

Note = Message | Plain | Lines


@dataclass(frozen=True, slots=True)
class Moved:
    """A conversation after an event; `session` is None when it is over."""

    session: Session | None
    says: tuple[Say, ...] = ()
    toast: Message | None = None
    command: Any = None
    work: Work | None = None
    then: Command | None = None  # see Outcome


@dataclass(frozen=True, slots=True)
class Stage:
    """What a conversation is held on: the flows by name, the moment, and what the books know."""

    flows: Mapping[str, Flow]
    context: Context
    books: Mapping[str, Any]

    def view(self, session: Session) -> View:
        frame = session.top
        return View(self.flows[frame.flow], frame, self.context, self.books, self.flows)


def show(stage: Stage, session: Session, notes: Sequence[Note] = ()) -> Moved:
    """The current screen, and nothing moved."""
    return Moved(session, (screens.current(session, stage.view(session), notes, help_row=session.tries > 2),))


def stumble(stage: Stage, session: Session, no: Refused) -> Moved:
    """A wrong answer: told what was wrong; then in other words; then with a way out. Nothing is lost."""
    session = replace(session, tries=session.tries + 1, wrong=stage.context.message_id)
    view = stage.view(session)
    screen = screens.current(session, view, refusal(session, view, no), help_row=session.tries > 2)
    return Moved(replace(session, told=no.message), (screen,))


def onward(stage: Stage, session: Session) -> Session:
    now = stage.context.now.timestamp()
    return replace(session, rev=session.rev + 1, tries=0, wrong=None, told="", job=None, touched=now)


def admitted(stage: Stage, flow: Flow, given: Mapping[str, Any]) -> None:
    """Raise Refused where the flow does not take this person in, as things are now."""
    if flow.admit is not None:
        apply(flow.admit, Layered({**given, "now": stage.context.now}, stage.books))


UNSENT = N_("What you were writing was not sent; it still stands above in this chat.")


def over(no: Refused, *more: Note) -> Moved:
    """A conversation that cannot go on: why, and the way to the start."""
    start = Button(Message(N_("To the start")), command("start"))
    return Moved(None, (Screen((Message(no.message, no.values), *more), ((start,),)),))


def groundless(stage: Stage, session: Session, *, wrote: bool = False) -> Moved | None:
    """The end of a conversation whose ground has gone since it began, so that nobody goes on writing for nothing."""
    begun = session.frames[0]
    try:
        admitted(stage, stage.flows[begun.flow], begun.given)
    except Ended as gone:
        return over(gone, *((Message(UNSENT),) if wrote or session.rev else ()))
    except Refused:
        return None
    return None


FAILURES = {
    "too_big": N_("That file is too big for me: 20 MB at most. A screenshot of it will do."),
    "not_a_picture": N_("I cannot open that as a picture. A photo or a screenshot works best."),
    "too_many_pixels": N_("That picture has more pixels than I can look at. A screenshot of it will do."),
    "gone": N_("The picture is no longer there. Please send it once more."),
    "network": N_("I could not fetch the picture just now. Please send it once more."),
    "timeout": N_("That picture took me too long. Please try a smaller one, or a screenshot."),
    "crashed": N_("I could not look at that picture. Please try another one, or a screenshot."),
}
