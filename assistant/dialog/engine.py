"""The arbiter: one event of one person in, one outcome out. Pure; knows no clock, disk or socket.

It decides which conversation an event belongs to, parks and resumes them, and answers every press that
was ever possible, however old.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.dialog import conversation, moves, presses
from assistant.dialog.asides import is_aside
from assistant.dialog.buttons import Press, read
from assistant.dialog.events import (
    Command,
    Contact,
    Context,
    Due,
    Edited,
    Event,
    JobDone,
    JobFailed,
    Media,
    Other,
    Said,
    Tap,
    Text,
)
from assistant.dialog.flow import Flow, Page
from assistant.dialog.migrate import GONE, current, outdated, today
from assistant.dialog.moves import Stage
from assistant.dialog.outcome import Outcome, Shown
from assistant.dialog.pages import already, going_on
from assistant.dialog.session import Desk
from assistant.dialog.settling import edited, finished, settled
from assistant.dialog.twice import forget_press, meant_anew, note_album, note_press, pressed_again, rest_of_album
from assistant.dialog.waiting import due
from assistant.dialog.words import Message, Say, Screen
from assistant.errors import Ended, Refused
from assistant.facts import Layered, apply
from assistant.i18n import N_

Note = moves.Note
NOT_ASKED = N_("I am not asking anything right now. Here is what I can do.")
NOT_TAKEN = N_("I have not taken that: your conversation is waiting. Go on with it below, then send it once more.")


class Dialogue:
    """All conversations and pages, built once. Every method is a pure function of its arguments."""

    def __init__(self, flows: Sequence[Flow], pages: Sequence[Page]) -> None:
        self.flows = {flow.name: flow for flow in flows}
        self._openers = {flow.on: flow for flow in flows if flow.on}
        self._links = {flow.payload: flow for flow in flows if flow.payload}
        self._pages = {name: page for page in pages for name in page.on}
        self._forwards = next((page for page in pages if page.forwards), None)
        self.commands = frozenset({*self._openers, *self._pages})

    def handle(self, desk: Desk, event: Event, context: Context, books: Mapping[str, Any]) -> Outcome:
        """One event. `books` gives further facts by name; `books["fresh"]` is a new random token."""
        stage = Stage(self.flows, context, books)
        match event:
            case Command():
                return self._command(forget_press(desk), event, stage)
            case Tap() if pressed_again(desk, event, context):
                return Outcome(desk)
            case Tap(data=data):
                pressed = read(data)
                tapped = self._tap(forget_press(desk), pressed, stage)
                return note_press(tapped, event, context) if isinstance(pressed, Command) else tapped
            case Edited(event=said):
                return edited(stage, desk, said)
            case Text() | Media() | Contact() | Other():
                return self._said(forget_press(desk), event, stage)
            case JobDone(job=job) | JobFailed(job=job):
                return finished(stage, desk, job, event)
            case Due():
                return due(desk, event, stage)
        return Outcome(desk)

    def carried_out(self, outcome: Outcome, context: Context, books: Mapping[str, Any]) -> Outcome:
        """A command was carried out: its page, as things are now, in the place of the last screen and under its words."""
        if outcome.then is None:
            return outcome
        last = outcome.says[-1] if outcome.says else None
        notes, rows = (last.paragraphs, last.rows) if isinstance(last, Screen) else ((), ())
        stage = Stage(self.flows, context, books)
        *more, screen = self._page(outcome.desk, self._pages[outcome.then.name], outcome.then, stage, notes).says
        shown = Screen(screen.paragraphs, (*screen.rows, *rows)) if isinstance(screen, Screen) else screen
        return meant_anew(dataclasses.replace(outcome, says=(*outcome.says[:-1], *more, shown)))

    def refused(self, desk: Desk, given: Outcome, no: Refused, context: Context, books: Mapping[str, Any]) -> Outcome:
        """The domain refused a command: the reason, and the screen from which it was given, unless that is over.

        `given` is what the command came with; a conversation that is no longer on its desk led to the command.
        """
        note, stage = Message(no.message, no.values), Stage(self.flows, context, books)
        ended = any(given.desk.find(each.id) is None for each in desk.sessions)
        if given.then is not None and not ended:
            shown = self._page(desk, self._pages[given.then.name], given.then, stage, (note,))
            return Outcome(shown.desk, shown.says)
        if isinstance(no, Ended) and ended:
            return settled(stage, desk, given.desk, moves.over(no))
        if desk.active is None:
            return Outcome(desk, (Screen((note,)),))
        return Outcome(desk, moves.show(stage, desk.active, (note,)).says)

    def now(self, desk: Desk, context: Context, books: Mapping[str, Any]) -> Outcome:
        """Where the person stands, shown once more; nothing changes."""
        stage = Stage(self.flows, context, books)
        if desk.active is None or outdated(stage, desk.active):
            return self._page(desk, self._pages["start"], Command("start"), stage)
        return Outcome(desk, moves.show(stage, desk.active).says)

    def notice(self, desk: Desk, what: Say, context: Context, books: Mapping[str, Any]) -> Say:
        """A notice as its reader gets it: in the middle of a conversation it ends with "go on"."""
        if not isinstance(what, Screen):
            return what
        return Screen(what.paragraphs, (*what.rows, *going_on(Stage(self.flows, context, books), desk.active)))

    # --- commands ---

    def _command(self, desk: Desk, command: Command, stage: Stage, notes: Sequence[Note] = ()) -> Outcome:
        name, afresh = command.name.removesuffix("!"), command.name.endswith("!")
        if name == "start" and (flow := self._linked(command.payload)) is not None:
            payload = command.payload.removeprefix(flow.payload)
            return self._open(desk, flow, payload, stage, afresh=True)
        if name == "start" and (page := self._linked_page(command.payload)) is not None:
            return self._page(desk, page, command, stage, notes)
        if name == "start" and command.payload in self.commands - {"start"}:
            return self._command(desk, Command(command.payload), stage)
        if (flow := self._openers.get(name)) is not None:
            return self._open(desk, flow, command.payload, stage, afresh=afresh)
        if (page := self._pages.get(name)) is not None:
            return self._page(desk, page, command, stage, notes)
        unknown = Message(N_("I do not know that command. Here is what I can do."))
        return self._page(desk, self._pages["start"], Command("start"), stage, (unknown,))

    def _linked(self, payload: str) -> Flow | None:
        return next((flow for prefix, flow in self._links.items() if payload.startswith(prefix)), None)

    def _linked_page(self, payload: str) -> Page | None:
        return next((page for page in self._pages.values() if page.link and payload.startswith(page.link)), None)

    def _open(self, desk: Desk, flow: Flow, payload: str, stage: Stage, *, afresh: bool) -> Outcome:
        held = next((each for each in desk.sessions if each.frames[0].flow == flow.name), None)
        if held is not None and not afresh and going_on(stage, held):
            if held is desk.active and held.rev == 0 and payload == held.frames[0].given.get((*flow.given, "")[0], ""):
                return Outcome(desk, moves.show(stage, held).says)  # a double tap on what opened it
            return Outcome(desk.hold(held).park(), (already(stage, flow, held, payload),))
        fresh = str(stage.books["fresh"])
        given = {"seed": fresh, **({flow.given[0]: payload} if flow.given and payload else {})}
        try:
            moves.admitted(stage, flow, given)
        except Refused as no:
            return self._page(desk, self._pages["start"], Command("start"), stage, (Message(no.message, no.values),))
        clear = desk.without(held.id) if held is not None else desk
        moved = conversation.begin(stage, flow, fresh[:8], given)
        return settled(stage, clear, clear.park(), moved)

    def _page(self, desk: Desk, page: Page, command: Command, stage: Stage, notes: Sequence[Note] = ()) -> Outcome:
        desk = current(stage, desk)
        context = stage.context
        facts = Layered({"payload": command.payload, "desk": desk, "stage": stage, "notes": tuple(notes)}, stage.books)
        outer = {"now": context.now, "locale": context.locale, "zone": context.zone, "currency": context.currency}
        try:
            shown = apply(page.show, Layered(outer, facts))
        except Refused as no:
            shown = Screen((Message(no.message, no.values),))
        if isinstance(shown, Command):
            return self._command(desk, shown, stage, notes)
        shown = shown if isinstance(shown, Shown) else Shown(shown)
        after = desk if page.overlay else desk.park()
        if page.overlay and desk.active is not None and shown.screen.rows:
            return Outcome(after, (shown.screen,), command=shown.command, language=shown.language)
        if page.overlay and desk.active is not None:
            language = shown.language or context.locale
            again = Stage(self.flows, dataclasses.replace(context, locale=language), stage.books)
            says = moves.show(again, desk.active, shown.screen.paragraphs).says
            return Outcome(after, says, command=shown.command, language=shown.language)
        return Outcome(
            after,
            (*shown.paste, shown.screen),
            command=shown.command,
            language=shown.language,
            effects=shown.effects,
            then=shown.then,
        )

    # --- words, files, presses ---

    def _said(self, desk: Desk, event: Said, stage: Stage) -> Outcome:
        if rest_of_album(desk, event):
            return Outcome(desk)
        if self._forwards is not None and is_aside(desk.active, event, stage):
            return self._aside(desk, self._forwards, event, stage)
        if desk.active is None:
            waits = any(going_on(stage, each) for each in desk.parked)
            hint = Message(NOT_TAKEN if waits else NOT_ASKED)
            return self._page(note_album(desk, event), self._pages["start"], Command("start"), stage, (hint,))
        session, note = today(stage, desk.active)
        if session is None:
            return self._page(Desk(None, desk.parked), self._pages["start"], Command("start"), stage, (GONE,))
        if note is not None:  # the words were meant for a question that may be gone: show where we are instead
            return settled(stage, desk, desk, conversation.enter(stage, session, (note,)))
        gone = moves.groundless(stage, session, wrote=True)
        moved = gone or presses.typed(stage, session, event) or conversation.hear(stage, session, event)
        return settled(stage, desk, desk, moved)

    def _aside(self, desk: Desk, page: Page, event: Said, stage: Stage) -> Outcome:
        """Something forwarded that no question asked for: it is looked at, and the question stands."""
        looked = apply(page.show, Layered({"said": event, "desk": desk, "stage": stage}, stage.books))
        desk = note_album(desk, event)
        return Outcome(desk, (looked, *(moves.show(stage, desk.active).says if desk.active is not None else ())))

    def _tap(self, desk: Desk, pressed: Press | Command | None, stage: Stage) -> Outcome:
        if isinstance(pressed, Command):
            return self._command(desk, pressed, stage)
        held = desk.find(pressed.session) if pressed is not None else None
        if pressed is not None and desk.just_ended(pressed.session, stage.context.now.timestamp()):
            return Outcome(desk, toast=Message(N_("That is done already.")))
        if pressed is None or held is None:
            over = self.now(desk, stage.context, stage.books)
            return _with_toast(over, Message(N_("That button belongs to something that is over.")))
        session, note = today(stage, held)
        if session is None:
            return self._page(desk.without(held.id), self._pages["start"], Command("start"), stage, (GONE,))
        desk = desk.hold(session)
        if note is not None:
            return settled(stage, desk, desk, conversation.enter(stage, session, (note,)))
        if pressed.rev != session.rev:
            toast = Message(N_("That was already answered. Here is where we are."))
            return _with_toast(settled(stage, desk, desk, moves.show(stage, session)), toast)
        moved = moves.groundless(stage, session) or presses.press(stage, session, pressed.action)
        return settled(stage, desk, desk, moved)


def _with_toast(outcome: Outcome, toast: Message) -> Outcome:
    return dataclasses.replace(outcome, toast=toast)
