"""One conversation, one event: words, files and finished work become answers. Pure.

A conversation's place follows from its answers: after each of them the way is walked again from the
start to the first question that still asks. So going back, editing from the review and replaying after
a change of the code are one and the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from msgspec.structs import replace

from assistant.dialog import collecting, reading, screens
from assistant.dialog.events import Context, JobDone, JobFailed, Media, Said
from assistant.dialog.flow import Flow
from assistant.dialog.moves import FAILURES, Moved, Note, Stage, onward, show, stumble
from assistant.dialog.outcome import Work
from assistant.dialog.route import unsettle, walk
from assistant.dialog.session import Answer, Frame, Session, given_by
from assistant.dialog.steps import Ask, Collect, End, Run
from assistant.dialog.values import freeze
from assistant.dialog.view import View
from assistant.dialog.words import Message, Paste, words
from assistant.errors import Refused
from assistant.facts import Layered, apply
from assistant.i18n import N_


def begin(stage: Stage, flow: Flow, key: str, given: Mapping[str, Any], notes: Sequence[Note] = ()) -> Moved:
    """Open a flow. `key` names the session in buttons; `given` is what the opener hands over."""
    frame = Frame(flow.name, flow.print, flow.chart.start, given={name: freeze(each) for name, each in given.items()})
    return enter(stage, Session(key, (frame,), touched=stage.context.now.timestamp()), notes)


def enter(stage: Stage, session: Session, notes: Sequence[Note] = ()) -> Moved:
    """Walk on to where the conversation now stands: a question, a sub-conversation, or the end."""
    frame, _ = walk(stage.view(session))
    session = session.with_top(frame)
    view = stage.view(session)
    match view.flow.states[frame.state]:
        case Run(flow=name):
            return descend(stage, session, stage.flows[name], notes)
        case End() as end:
            return arrive(stage, session, end, notes)
        case state:
            paste = getattr(state, "paste", None)
            pasted = tuple(Paste(each) for each in apply(paste, view)) if paste else ()
            return Moved(session, (*pasted, *show(stage, session, notes).says))


def hear(stage: Stage, session: Session, event: Said) -> Moved:
    """Words or media said to the current question."""
    view = stage.view(session)
    many = isinstance(view.flow.states[view.frame.state], Collect)
    if isinstance(event, Media) and event.album and event.album == session.album and not many:
        return Moved(session)  # the rest of an album whose first picture was taken
    if session.job is not None and not isinstance(event, Media):
        return Moved(session, (screens.patience(session, view),))
    try:
        found = reading.said(view, event)
    except Refused as no:
        # one complaint an album is enough
        album = event.album if isinstance(event, Media) else session.album
        return stumble(stage, replace(session, album=album), no)
    if isinstance(found, reading.Wait):
        return wait(stage, session, found)
    if isinstance(event, Media) and event.album and not many:
        session = replace(session, album=event.album)
    return take(stage, session, found)


def finish_work(stage: Stage, session: Session, event: JobDone | JobFailed) -> Moved:
    """Slow work has ended: its result is the answer, or it is told why not."""
    if event.job in session.jobs:
        return collecting.looked_at(stage, session, event)
    view = stage.view(session)
    state = view.flow.states[view.frame.state]
    session = replace(session, job=None)
    if isinstance(event, JobFailed):
        return stumble(stage, session, Refused(FAILURES.get(event.code, FAILURES["crashed"])))
    if not isinstance(state, Ask) or state.verdict is None:
        return show(stage, session)
    try:
        value = apply(state.verdict, Layered({"result": dict(event.result)}, view))
    except Refused as no:
        return stumble(stage, session, no)
    return take(stage, session, reading.Read(value, how="job"))


def gave(answers: Mapping[str, Answer], message: int | None) -> bool:
    """Whether a message is where one of the answers came from, be it in a sub-conversation that is over."""
    return message is not None and any(
        each.message == message or gave(each.inner, message) for each in answers.values()
    )


def fold(session: Session, context: Context) -> Session:
    """Back in the conversation that called the current one, whose answers are kept there as a draft."""
    inner, outer = session.top, replace(session, frames=session.frames[:-1])
    held = outer.top.answers.get(outer.top.state) or given_by(None, context, how="run")
    kept = replace(held, stale=True, inner=inner.answers, given=inner.given)
    return outer.with_top(replace(outer.top, answers={**outer.top.answers, outer.top.state: kept}))


def edit(stage: Stage, session: Session, event: Said) -> Moved | None:
    """An edited message replaces the answer it gave, here or in a conversation that called this one; None where it gave none."""
    message = stage.context.message_id
    if message is not None and message == session.wrong:
        return hear(stage, session, event)
    outer = session
    while message is not None and not isinstance(event, Media):
        key = next((key for key, answer in outer.top.answers.items() if answer.message == message), None)
        if key is not None:
            return _anew(stage, session, outer.with_top(replace(outer.top, state=key)), event)
        if len(outer.frames) == 1:
            return None
        outer = fold(outer, stage.context)
    return None


def _anew(stage: Stage, session: Session, there: Session, event: Said) -> Moved | None:
    """The answer at that place is given anew; what does not fit there leaves all as it is."""
    try:
        found = reading.said(stage.view(there), event)
    except Refused as no:
        kept = Message(N_("I kept your earlier answer."))
        return show(stage, session, (Message(no.message, no.values), kept))
    return take(stage, there, found) if isinstance(found, reading.Read) else None


def take(stage: Stage, session: Session, found: reading.Read) -> Moved:
    """An answer is accepted: keep it, see what depends on it, go on."""
    view = stage.view(session)
    key, state = view.frame.state, view.flow.states[view.frame.state]
    if isinstance(state, Collect):
        return collecting.gather(stage, session, found)
    answer = given_by(freeze(found.value), view.context, said=found.said, how=found.how)
    return settle(stage, session, key, answer, (_echo(view, key, answer),) if getattr(state, "label", "") else ())


def settle(stage: Stage, session: Session, key: str, answer: Answer, notes: Sequence[Note]) -> Moved:
    view, frame = stage.view(session), session.top
    before = frame.answers.get(key)
    frame = replace(frame, answers={**frame.answers, key: answer}, editing=False)
    if before is None or before.value != answer.value:
        frame = unsettle(view.at(frame), key)
    return enter(stage, onward(stage, session.with_top(frame)), notes)


def _echo(view: View, key: str, answer: Answer) -> Message:
    """What was understood, so that a slip is seen at once."""
    name = Message(getattr(view.flow.states[key], "label", ""))
    at = view.at(replace(view.frame, answers={**view.frame.answers, key: answer}))
    return words(N_("✓ {label}: {value}"), label=name, value=screens.shown(at, key, answer))


def wait(stage: Stage, session: Session, found: reading.Wait) -> Moved:
    """A file to look at: say it has come, and look at it outside the turn."""
    key = f"{session.id}-{session.rev}-{stage.context.message_id or 0}"
    view = stage.view(session)
    state = view.flow.states[view.frame.state]
    if isinstance(state, Collect):
        return collecting.wait_for_one(stage, session, found, key)
    media = found.media
    assert isinstance(media, Media)  # words are looked at only where many things are gathered
    session = replace(session, job=key, album=media.album, touched=stage.context.now.timestamp())
    args = {"file_id": media.file_id, "size": media.size}
    screen = screens.patience(session, stage.view(session))
    return Moved(session, (screen,), work=Work(key, found.work, args))


def descend(stage: Stage, session: Session, flow: Flow, notes: Sequence[Note]) -> Moved:
    """Into a sub-conversation; one that was held before starts from its answers."""
    frame = session.top
    view = stage.view(session)
    before = frame.answers.get(frame.state)
    inner = Frame(flow.name, flow.print, flow.chart.start, given=handed(view, flow))
    deeper = replace(session, frames=(*session.frames, inner))
    if before is not None:
        deeper = deeper.with_top(_still(stage.view(deeper), before))
    return enter(stage, deeper, notes)


def handed(view: View, flow: Flow) -> dict[str, Any]:
    """What a sub-conversation is given by its caller."""
    return {name: freeze(view[name]) for name in flow.given if name in view}


def _still(view: View, before: Answer) -> Frame:
    """The answers of an earlier visit, as far as they stand with what is given now.

    Texts to paste may have changed, so they are shown once more.
    """
    shown = {key for key, state in view.flow.states.items() if getattr(state, "paste", None)}
    kept = {key: each for key, each in before.inner.items() if key in view.flow.states and key not in shown}
    frame = replace(view.frame, answers=kept)
    for name in view.flow.given:
        if before.given.get(name) != frame.given.get(name):
            frame = unsettle(view.at(frame), name)
    return frame


def arrive(stage: Stage, session: Session, end: End, notes: Sequence[Note]) -> Moved:
    """The end of a flow: hand the result to the caller, or the command to the domain."""
    frame = session.top
    view = _as_walked(stage.view(session))
    if len(session.frames) > 1:
        outer = replace(session, frames=session.frames[:-1])
        result = freeze({name: view[name] for name in end.gives if name in view})
        answer = given_by(result, stage.context, how="run")
        own = {key: each for key, each in frame.answers.items() if each.how != "assumed"}
        return settle(stage, outer, outer.top.state, replace(answer, inner=own, given=frame.given), notes)
    pasted = tuple(Paste(each) for each in apply(end.paste, view)) if end.paste else ()
    command = _command(view, end.does) if end.does else None
    then = apply(end.then, view) if end.then else None
    return Moved(None, (*pasted, screens.current(session, view, notes)), command=command, then=then)


def _as_walked(view: View) -> View:
    """Only the answers of the way that led here: what was answered on another way no longer holds."""
    on_way = {*walk(view)[1]}
    answers = {key: answer for key, answer in view.frame.answers.items() if key in on_way}
    return view.at(replace(view.frame, answers=answers))


def _command(view: View, does: type[Any]) -> Any:
    """The domain's command, its fields filled by name; what the way did not touch is None."""
    return does(**{field.name: view.get(field.name) for field in fields(does)})
