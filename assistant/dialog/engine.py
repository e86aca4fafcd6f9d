"""The arbiter: one event of one person in, one outcome out. Pure; knows no clock, disk or socket.

It decides which conversation an event belongs to, parks and resumes them, and answers every press that
was ever possible, however old.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

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
from assistant.dialog.migrate import CHANGED, GONE, migrate, outdated
from assistant.dialog.moves import Moved, Stage
from assistant.dialog.outcome import Outcome, Shown
from assistant.dialog.pages import already, resume_row
from assistant.dialog.session import Desk, Session
from assistant.dialog.waiting import deadlines, due
from assistant.dialog.words import Message, Say, Screen
from assistant.errors import Ended, Refused
from assistant.facts import Layered, apply
from assistant.i18n import N_

Note = moves.Note
UNUSED = N_("That message was not one of your answers, so nothing was changed.")
EARLIER = N_("That answer belongs to an earlier part. You can change it in the review, before anything is done.")


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
                return self._command(desk, event, stage)
            case Tap(data=data):
                return self._tap(desk, read(data), stage)
            case Edited(event=said):
                return self._edited(desk, said, stage)
            case Text() | Media() | Contact() | Other():
                return self._said(desk, event, stage)
            case JobDone(job=job) | JobFailed(job=job):
                return self._finished(desk, job, event, stage)
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
        return dataclasses.replace(outcome, says=(*outcome.says[:-1], *more, shown))

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
            return self._moved(desk, given.desk, moves.over(no), stage)
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
        if desk.active is None or not isinstance(what, Screen):
            return what
        row = resume_row(Stage(self.flows, context, books), desk.active)
        return Screen(what.paragraphs, (*what.rows, row))

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
        if held is not None and not afresh:
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
        return self._moved(clear, clear.park(), moved, stage)

    def _page(self, desk: Desk, page: Page, command: Command, stage: Stage, notes: Sequence[Note] = ()) -> Outcome:
        desk = self._current(desk, stage)
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

    def _current(self, desk: Desk, stage: Stage) -> Desk:
        """The desk with the running conversation under today's code, so that any page may look at it."""
        if desk.active is None or not outdated(stage, desk.active):
            return desk
        return Desk(migrate(stage, desk.active), desk.parked)

    # --- words, files, presses ---

    def _said(self, desk: Desk, event: Said, stage: Stage) -> Outcome:
        if self._forwards is not None and is_aside(desk.active, event, stage):
            return self._aside(desk, self._forwards, event, stage)
        if desk.active is None:
            hint = Message(N_("I am not asking anything right now. Here is what I can do."))
            if desk.parked:
                hint = Message(N_("Your conversation is waiting. Tap to go on with it."))
            return self._page(desk, self._pages["start"], Command("start"), stage, (hint,))
        session, note = self._fresh(desk.active, stage)
        if session is None:
            return self._page(Desk(None, desk.parked), self._pages["start"], Command("start"), stage, (GONE,))
        if note is not None:  # the words were meant for a question that may be gone: show where we are instead
            return self._moved(desk, desk, conversation.enter(stage, session, (note,)), stage)
        gone = moves.groundless(stage, session, wrote=True)
        moved = gone or presses.typed(stage, session, event) or conversation.hear(stage, session, event)
        return self._moved(desk, desk, moved, stage)

    def _aside(self, desk: Desk, page: Page, event: Said, stage: Stage) -> Outcome:
        """Something forwarded that no question asked for: it is looked at, and the question stands."""
        looked = apply(page.show, Layered({"said": event, "desk": desk, "stage": stage}, stage.books))
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
        session, note = self._fresh(held, stage)
        if session is None:
            return self._page(desk.without(held.id), self._pages["start"], Command("start"), stage, (GONE,))
        desk = desk.hold(session)
        if note is not None:
            return self._moved(desk, desk, conversation.enter(stage, session, (note,)), stage)
        if pressed.rev != session.rev:
            toast = Message(N_("That was already answered. Here is where we are."))
            return _with_toast(self._moved(desk, desk, moves.show(stage, session), stage), toast)
        moved = moves.groundless(stage, session) or presses.press(stage, session, pressed.action)
        return self._moved(desk, desk, moved, stage)

    def _edited(self, desk: Desk, event: Said | Command, stage: Stage) -> Outcome:
        if desk.active is None or outdated(stage, desk.active) or isinstance(event, Command):
            told = Message(N_("I saw your edit, but that answer is already settled. /groups is where to change it."))
            return Outcome(desk, (Screen((told,)),))
        moved = conversation.edit(stage, desk.active, event)
        if moved is None:
            earlier = any(conversation.gave(frame, stage.context.message_id) for frame in desk.active.frames)
            unused = Message(EARLIER if earlier else UNUSED)
            moved = moves.show(stage, desk.active, (unused,))
        return self._moved(desk, desk, moved, stage)

    def _finished(self, desk: Desk, job: str, event: JobDone | JobFailed, stage: Stage) -> Outcome:
        session = next((each for each in desk.sessions if each.job == job or job in each.jobs), None)
        if session is None or outdated(stage, session):
            return Outcome(desk)
        moved = conversation.finish_work(stage, session, event)
        if desk.active is session:
            return self._moved(desk, desk, moved, stage)
        return self._finished_aside(desk, session, moved, stage)

    def _finished_aside(self, desk: Desk, session: Session, moved: Moved, stage: Stage) -> Outcome:
        """Work of a parked conversation: the result is kept or done, and told without taking the floor."""
        changed = (moved.session if each is session else each for each in desk.parked)
        after = replace(desk, parked=tuple(each for each in changed if each is not None))
        times = deadlines(desk, after, stage.context.now)
        if moved.session is None:
            return Outcome(after, moved.says, command=moved.command, deadlines=times)
        if not moved.says:  # more of the same conversation is still being looked at
            return Outcome(after, deadlines=times)
        told = Screen((Message(N_("I have looked at your picture.")),), (resume_row(stage, moved.session),))
        return Outcome(after, (told,), deadlines=times)

    # --- after a move ---

    def _fresh(self, session: Session, stage: Stage) -> tuple[Session | None, Message | None]:
        """The session under today's code, and what to tell if that changed something."""
        if not outdated(stage, session):
            return session, None
        return migrate(stage, session), CHANGED

    def _moved(self, before: Desk, desk: Desk, moved: Moved, stage: Stage) -> Outcome:
        """Put the moved conversation back on the desk; when it is over, offer what is parked."""
        after = Desk(moved.session, desk.parked) if moved.session else desk.end(stage.context.now.timestamp())
        says = moved.says
        if moved.session is None and desk.parked and says and isinstance(says[-1], Screen):
            last = says[-1]
            row = resume_row(stage, desk.parked[0])
            says = (*says[:-1], Screen(last.paragraphs, (*last.rows, row)))
        return Outcome(
            after,
            says,
            moved.toast,
            moved.command,
            moved.work,
            deadlines(before, after, stage.context.now),
            then=moved.then,
        )


def _with_toast(outcome: Outcome, toast: Message) -> Outcome:
    return dataclasses.replace(outcome, toast=toast)
