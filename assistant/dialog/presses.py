"""The buttons of the current screen: choices, Skip, Why?, Back, Keep, Edit, Done, Cancel. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from assistant.dialog import gathering, reading, screens
from assistant.dialog.conversation import arrive, descend, enter, fold, settle, take, wait
from assistant.dialog.events import Said, Text
from assistant.dialog.leaving import dropped, given_up, leaving, sure
from assistant.dialog.moves import Moved, Stage, onward, show, stumble
from assistant.dialog.route import check, default_of, walk
from assistant.dialog.session import Frame, Session, given_by
from assistant.dialog.steps import Collect, End, Offer, Review, Run, Tick
from assistant.dialog.values import thaw
from assistant.dialog.view import Spoken
from assistant.dialog.words import Day, Lines, Message, Paste, words
from assistant.errors import Refused
from assistant.facts import apply
from assistant.i18n import N_, text


def press(stage: Stage, session: Session, action: str) -> Moved:
    """A press of one of the current screen's own buttons."""
    name, _, argument = action.partition(".")
    handler = _ACTIONS.get(name)
    if handler is None:
        return show(stage, session, (Message(N_("That button is no longer in use.")),))
    try:
        return handler(stage, session, argument)
    except Refused as no:
        return stumble(stage, session, no)


def typed(stage: Stage, session: Session, event: Said) -> Moved | None:
    """Words that name a button of a step to tick off, as if it had been pressed; None for any others."""
    view = stage.view(session)
    state = view.flow.states[view.frame.state]
    step = screens.open_step(state, view) if isinstance(state, Tick) and isinstance(event, Text) else None
    if step is None or not isinstance(event, Text):
        return None
    wanted = event.text.strip(" ✓✔️。.!！~").casefold()
    spoken = {text(label, view["locale"]).strip(" ✓").casefold(): what for what, label in screens.TICK_BUTTONS.items()}
    what = "done" if wanted in DONE else spoken.get(wanted)
    return press(stage, session, f"t.{what}.{step.key}") if what else None


DONE = frozenset(
    {
        *("done", "ok", "okay", "ready", "finished", "yes"),
        *("好了", "好", "做好了", "弄好了", "完成", "完成了", "搞定", "搞定了", "做完了", "👌", "👍", "✅"),
    }
)


def _option(stage: Stage, session: Session, key: str) -> Moved:
    view = stage.view(session)
    found = reading.option(view, key)
    if isinstance(view.flow.states[view.frame.state], Offer):
        dest = view.flow.chart.fire(view.frame.state, key, view)
        if dest is not None and dest in walk(view)[1]:
            return _edit(stage, session, dest)  # a way back is not an answer
    moved = take(stage, session, found)
    before, after = session.top.answers.get(session.top.state), moved.session
    if session.top.editing and before is not None and before.value == found.value and after is not None:
        dest = view.flow.chart.peek(view.frame.state, "answer", stage.view(after))
        if dest is not None and dest in after.top.answers and view.flow.chart.guarded(view.frame.state, dest):
            return _edit(stage, after, dest)  # the same choice once more: what it opens is asked again
    return moved


def _proposal(stage: Stage, session: Session, index: str) -> Moved:
    found = reading.proposal(stage.view(session), index)
    return take(stage, session, found) if isinstance(found, reading.Read) else wait(stage, session, found)


def _skip(stage: Stage, session: Session, _: str) -> Moved:
    view = stage.view(session)
    state = view.flow.states[view.frame.state]
    value = default_of(state, view)
    if value is None and not getattr(state, "later", False):
        raise Refused(N_("This question needs an answer of yours."))
    if value is not None:
        check(view, view.frame.state, value)
    return take(stage, session, reading.Read(value, how="skip"))


def _why(stage: Stage, session: Session, _: str) -> Moved:
    view = stage.view(session)
    why = screens.reason(view.flow.states[session.top.state], view)
    return show(stage, session, (words(N_("💡 {why}"), why=why),) if why else ())


def _back(stage: Stage, session: Session, _: str) -> Moved:
    view = stage.view(session)
    frame = session.top
    passed = walk(view.at(_open(frame, frame.state)))[1]
    shown = [key for key in passed if frame.answers[key].how != "assumed"]
    if frame.editing:
        return enter(stage, onward(stage, session.with_top(_closed(frame))))
    outer = replace(session, frames=session.frames[:-1]) if len(session.frames) > 1 else None
    if outer is not None and outer.top.editing and isinstance(view.flow.states[frame.state], Review):
        return _back(stage, outer, "")  # its hub was looked at from the caller's review: back there, nothing changed
    if shown:
        return _edit(stage, session, shown[-1], editing=False)
    if outer is not None:
        return _back(stage, fold(session, stage.context), "")
    return show(stage, session, (Message(N_("This is the first question.")),))


def _open(frame: Frame, state: str) -> Frame:
    """The frame as if `state` were still to be answered."""
    found = frame.answers.get(state)
    return replace(frame, answers={**frame.answers, state: replace(found, stale=True)}) if found else frame


def _closed(frame: Frame) -> Frame:
    """Leave an edit without a change: the answer that was opened stands again."""
    found = frame.answers.get(frame.state)
    answers = {**frame.answers, frame.state: replace(found, stale=False)} if found else frame.answers
    return replace(frame, answers=answers, editing=False)


def _edit(stage: Stage, session: Session, key: str, *, editing: bool = True) -> Moved:
    """Go to a question that has an answer; it is asked again, with the answer as a proposal."""
    view = stage.view(session)
    if key not in view.frame.answers:
        raise Refused(N_("That button is no longer in use."))
    frame = replace(_open(session.top, key), state=key, editing=editing)
    state = view.flow.states[key]
    if isinstance(state, Tick):
        marks = {step: mark for step, mark in frame.answers[key].value.items() if mark == "done"}
        frame = replace(frame, answers={**frame.answers, key: replace(frame.answers[key], value=marks)})
    session = onward(stage, session.with_top(frame))
    if isinstance(state, Run):
        inner = stage.flows[state.flow]
        if not any(isinstance(each, Review) for each in inner.states.values()):
            session = session.with_top(_reopened(frame, editing=editing))
        return descend(stage, session, inner, ())
    return show(stage, session)


def _reopened(frame: Frame, *, editing: bool) -> Frame:
    """A sub-conversation's answers as proposals: all of them for an edit, the last one when going back.

    One with a review of its own needs none of that: it stops there.
    """
    held = frame.answers[frame.state]
    opened = held.inner if editing else dict(list(held.inner.items())[-1:])
    inner = {**held.inner, **{key: replace(each, stale=True) for key, each in opened.items()}}
    return replace(frame, answers={**frame.answers, frame.state: replace(held, inner=inner)})


def _keep(stage: Stage, session: Session, _: str) -> Moved:
    frame = session.top
    found = frame.answers.get(frame.state)
    if found is None:
        raise Refused(N_("This question needs an answer of yours."))
    check(stage.view(session), frame.state, thaw(found.value))
    return enter(stage, onward(stage, session.with_top(_closed(frame))))


def _done(stage: Stage, session: Session, argument: str) -> Moved:
    view = stage.view(session)
    state = view.flow.states[view.frame.state]
    found = view.frame.answers.get(view.frame.state)
    if not isinstance(state, Collect):
        raise Refused(N_("That button is no longer in use."))
    if gathering.looking(session, view.frame.state):
        return show(stage, session, (gathering.patient(session, view.frame.state),))
    if found is None and state.confirm_none and argument != "none":
        return Moved(session, (sure(session, view, state.confirm_none, "done.none"),))
    answer = replace(found or given_by([], view.context), stale=False)
    frame = replace(session.top, answers={**session.top.answers, view.frame.state: answer}, editing=False)
    return enter(stage, onward(stage, session.with_top(frame)))


def _undo(stage: Stage, session: Session, _: str) -> Moved:
    view = stage.view(session)
    if not isinstance(view.flow.states[view.frame.state], Collect):
        raise Refused(N_("That button is no longer in use."))
    return show(stage, onward(stage, gathering.without_last(session, view)))


def _tick(stage: Stage, session: Session, argument: str) -> Moved:
    view = stage.view(session)
    state, (what, _, key) = view.flow.states[view.frame.state], argument.partition(".")
    step = screens.open_step(state, view) if isinstance(state, Tick) else None
    if step is None or step.key != key:
        raise Refused(N_("That button is no longer in use."))
    if what == "text" and step.paste is not None:
        return Moved(session, (*(Paste(each) for each in apply(step.paste, view)), *show(stage, session).says))
    if what in {"how", "lack"}:
        told = Message(step.how if what == "how" else step.instead, Spoken(view))
        when = (words(N_("<i>Menu looked up on {day}.</i>"), day=Day(step.checked)),) if step.checked else ()
        return show(stage, session, (Lines((told, *when)),))
    found = view.frame.answers.get(view.frame.state)
    marks = {**(found.value if found else {}), key: "done" if what == "done" else "later"}
    answer = given_by(marks, view.context, stale=True)
    frame = replace(session.top, answers={**session.top.answers, view.frame.state: answer})
    if screens.open_step(state, view.at(frame)) is None:  # type: ignore[arg-type]  # a Tick, as checked above
        return settle(stage, session.with_top(frame), view.frame.state, replace(answer, stale=False), ())
    return show(stage, onward(stage, session.with_top(frame)))


def _yes(stage: Stage, session: Session, _: str) -> Moved:
    view = stage.view(session)
    if not isinstance(view.flow.states[view.frame.state], Review):
        raise Refused(N_("That button is no longer in use."))
    dest = view.flow.chart.fire(view.frame.state, "answer", view)
    if dest is None:
        raise Refused(N_("Something is still missing."))
    session = onward(stage, session.with_top(replace(view.frame, state=dest)))
    state = view.flow.states[dest]
    return arrive(stage, session, state, ()) if isinstance(state, End) else show(stage, session)


def _extra(stage: Stage, session: Session, key: str) -> Moved:
    view = stage.view(session)
    state = view.flow.states[view.frame.state]
    if not isinstance(state, Review) or key not in state.extra:
        raise Refused(N_("That button is no longer in use."))
    extra = state.extra[key]
    pasted = tuple(Paste(each) for each in apply(extra.paste, view))
    notes = (apply(extra.note, view),) if extra.note else ()
    return Moved(session, (*pasted, *show(stage, session, notes).says))


def _cancel(stage: Stage, session: Session, _: str) -> Moved:
    count = given_up(session)
    if not count:
        return _drop(stage, session, "")
    return Moved(session, (leaving(session, stage.view(session), count),))


def _drop(stage: Stage, session: Session, _: str) -> Moved:
    return Moved(None, (dropped(),))


def _stay(stage: Stage, session: Session, _: str) -> Moved:
    return show(stage, session)


_ACTIONS = {
    "o": _option,
    "b": _option,
    "p": _proposal,
    "t": _tick,
    "e": _edit,
    "skip": _skip,
    "why": _why,
    "back": _back,
    "keep": _keep,
    "done": _done,
    "undo": _undo,
    "x": _extra,
    "yes": _yes,
    "cancel": _cancel,
    "drop": _drop,
    "stay": _stay,
    "go": _stay,
}
