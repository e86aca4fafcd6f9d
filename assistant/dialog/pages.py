"""Screens that belong to every assistant: help for the step one is in, the language, what is parked."""

from __future__ import annotations

from assistant.dialog.buttons import command, own
from assistant.dialog.checks import MOST_KEY
from assistant.dialog.events import Command, Event
from assistant.dialog.flow import Flow, Page
from assistant.dialog.leaving import given_up, leaving
from assistant.dialog.migrate import outdated
from assistant.dialog.moves import Stage, groundless
from assistant.dialog.outcome import Shown
from assistant.dialog.route import progress
from assistant.dialog.screens import open_step, reason
from assistant.dialog.session import Desk, Session
from assistant.dialog.steps import Ask, Choose, Collect, Offer, Review, State, Tick
from assistant.dialog.view import Spoken, View
from assistant.dialog.words import Button, Message, Plain, Screen, words
from assistant.errors import Refused
from assistant.i18n import N_, language_name, locales


def where(stage: Stage, session: Session) -> Message:
    """A conversation by its name and place: "Found a group (5/12)"."""
    outer = session.frames[0]
    flow = stage.flows.get(outer.flow)
    if flow is None or outdated(stage, session):
        return Message(flow.title) if flow else Message(N_("An earlier conversation"))
    here = progress(stage.view(Session(session.id, (outer,))))
    return words(N_("{title} ({step}/{steps})"), title=Message(flow.title), step=here.step, steps=here.steps)


def resume_row(stage: Stage, session: Session) -> tuple[Button, ...]:
    """The button that goes on with a conversation."""
    return (Button(words(N_("▶ Go on: {where}"), where=where(stage, session)), own(session, "go")),)


def going_on(stage: Stage, session: Session | None) -> tuple[tuple[Button, ...], ...]:
    """The row below what is told aside: none without a conversation under way, or where its ground has gone."""
    if session is None or (not outdated(stage, session) and groundless(stage, session) is not None):
        return ()
    return (resume_row(stage, session),)


def already(stage: Stage, flow: Flow, held: Session, payload: str) -> Screen:
    """The same flow is already under way: go on with it, or start afresh."""
    text = words(N_("You had already begun: {where}."), where=where(stage, held))
    kept = payload if flow.given and len(payload.encode()) <= MOST_KEY else ""
    afresh = Button(Message(N_("Start afresh")), command(f"{flow.on}!", kept))
    return Screen((text,), (resume_row(stage, held), (afresh,)))


def help_page(desk: Desk, stage: Stage) -> Screen:
    """/help: for the step one is in, else what there is."""
    if desk.active is None:
        return Screen(
            (Message(N_("I set up pay-per-order groups with you, step by step. Tap to begin, or use the menu.")),),
            ((Button(Message(N_("To the start")), command("start")),),),
        )
    view = stage.view(desk.active)
    state = view.flow.states[view.frame.state]
    notes = []
    if (why := reason(state, view)) is not None:
        notes.append(words(N_("💡 {why}"), why=why))
    notes += _how(state, view)
    notes.append(Message(N_("‹ Back goes one question back, Cancel stops. Nothing happens before you confirm.")))
    return Screen(tuple(notes))


def _how(state: State, view: View) -> tuple[Message, ...]:
    """What to do at a step of that kind."""
    match state:
        case Ask(parse=parse):
            return (words(parse.example, **parse.values),)
        case Choose() | Offer():
            return (Message(N_("Tap what fits; typing its words or its number does as well.")),)
        case Collect():
            return (
                words(
                    N_("One by one or all together, in any order; tap “{done}” after the last."),
                    done=Message(N_("Done")),
                ),
            )
        case Tick() if (step := open_step(state, view)) is not None:
            return (Message(step.how, Spoken(view)),)
        case Review(yes=yes):
            return (
                words(N_("Tap ✎ to change one answer; the others stay. Only “{yes}” makes it so."), yes=Message(yes)),
            )
    return ()


def language_page(payload: str, locale: str) -> Screen | Shown:
    """/language: choose; in the middle of a question that question then comes in the new language."""
    if payload in locales():
        text = words(N_("Language: {name}"), name=Plain(language_name(payload)))
        return Shown(Screen((text,)), language=payload)
    rows = tuple((Button(Plain(language_name(each)), command("language", each)),) for each in locales())
    return Screen((Message(N_("Which language do you want to read?")),), rows)


def cancel_page(desk: Desk, stage: Stage) -> Screen:
    """/cancel: asks once, as the running conversation's own Cancel does."""
    if desk.active is None:
        raise Refused(N_("Nothing is under way, so there is nothing to cancel."))
    if count := given_up(desk.active):
        return leaving(desk.active, stage.view(desk.active), count)
    return Screen(
        (Message(N_("Stop what we are in the middle of?")),),
        (
            (Button(Message(N_("Go on")), own(desk.active, "stay")),),
            (Button(Message(N_("Stop and forget it")), own(desk.active, "drop")),),
        ),
    )


PAGES = (
    Page("help", help_page, on=("help",), overlay=True),
    Page("language", language_page, on=("language",), overlay=True),
    Page("cancel", cancel_page, on=("cancel",), overlay=True),
)


def in_group(event: Event, bot: str) -> Screen | None:
    """What is said in a group: to a command, one line and a button into the private chat; else nothing."""
    if not isinstance(event, Command) or not bot:
        return None
    name = event.name if event.name.isalnum() else "start"
    private = Button(Message(N_("Open the private chat")), url=f"https://t.me/{bot}?start={name}")
    return Screen((Message(N_("Let us do that in private, so that the group stays quiet.")),), ((private,),))


def trouble() -> Screen:
    """A bug on our side, told calmly."""
    text = N_(
        "Something on my side went wrong just now. Nothing was changed; please try once more. /start shows where you are."
    )
    return Screen((Message(text),))
