"""Conversations outlive deployments: when a flow has changed under one, its answers are read again."""

from __future__ import annotations

from msgspec.structs import replace

from assistant.dialog import reading
from assistant.dialog.conversation import handed
from assistant.dialog.flow import Flow
from assistant.dialog.moves import Stage
from assistant.dialog.route import passes
from assistant.dialog.session import Answer, Desk, Frame, Session
from assistant.dialog.steps import Ask, Choose, End, Run, State, Tick
from assistant.dialog.values import freeze, thaw
from assistant.dialog.view import View, options
from assistant.dialog.words import Message
from assistant.errors import Refused
from assistant.facts import known
from assistant.i18n import N_

CHANGED = Message(N_("I was improved in the meantime. Your answers are kept; here is where we go on."))
GONE = Message(N_("This conversation no longer exists in my new version. Nothing was changed; let us start afresh."))


def outdated(stage: Stage, session: Session) -> bool:
    """Whether the code has changed under a conversation."""
    return any(
        frame.flow not in stage.flows or stage.flows[frame.flow].print != frame.print for frame in session.frames
    )


def migrate(stage: Stage, session: Session) -> Session | None:
    """The same conversation under today's flows, or None where its flow is gone.

    Sub-conversations that were under way are folded into their caller's draft and entered again.
    """
    frames = list(session.frames)
    while len(frames) > 1:
        inner = frames.pop()
        outer = frames[-1]
        held = Answer(stale=True, how="run", inner=inner.answers, given=inner.given)
        frames[-1] = replace(outer, answers={**outer.answers, outer.state: held})
    flow = stage.flows.get(frames[0].flow)
    if flow is None:
        return None
    frame = _frame(stage, flow, frames[0])
    return replace(session, frames=(frame,), rev=session.rev + 1, tries=0, wrong=None, told="", job=None)


def today(stage: Stage, session: Session) -> tuple[Session | None, Message | None]:
    """The session under today's code (None where its flow is gone), and what to tell if that changed something."""
    return (migrate(stage, session), CHANGED) if outdated(stage, session) else (session, None)


def current(stage: Stage, desk: Desk) -> Desk:
    """The desk with the running conversation under today's code, so that any page may look at it."""
    if desk.active is None or not outdated(stage, desk.active):
        return desk
    return replace(desk, active=migrate(stage, desk.active))


def _frame(stage: Stage, flow: Flow, frame: Frame) -> Frame:
    answers = {flow.renamed.get(key, key): answer for key, answer in frame.answers.items()}
    if flow.migrate is not None:
        values = flow.migrate({key: thaw(answer.value) for key, answer in answers.items()})
        answers = {key: replace(answers.get(key, Answer()), value=freeze(value)) for key, value in values.items()}
    state = flow.renamed.get(frame.state, frame.state)
    state = state if state in flow.states else flow.chart.start
    frame = replace(frame, print=flow.print, state=state, answers={}, editing=False)
    for key, found in flow.states.items():
        answer = answers.get(key)
        if answer is not None and (isinstance(found, Run) or answer.how != "run"):
            view = View(flow, replace(frame, state=key), stage.context, stage.books)
            read = _within(stage, view, found, answer) if isinstance(found, Run) else _again(view, found, answer)
            frame = replace(frame, answers={**frame.answers, key: read})
    return frame


def _within(stage: Stage, view: View, run: Run, answer: Answer) -> Answer:
    """What a sub-conversation came to, or had so far, under the flow that is called today.

    It may be another flow than the one that gave the answers: those of the same name are kept. Where today's
    gives more than was given then, it is gone through again.
    """
    flow = stage.flows[run.flow]
    inner = Frame(flow.name, "", flow.chart.start, answer.inner, handed(view, flow))
    gives = {name for end in flow.states.values() if isinstance(end, End) for name in end.gives}
    whole = isinstance(answer.value, dict) and gives <= answer.value.keys()
    return replace(answer, stale=answer.stale or not whole, inner=_frame(stage, flow, inner).answers)


def _again(view: View, state: State, answer: Answer) -> Answer:
    """An old answer through today's reading, in the context it was given in; stale where it no longer fits."""
    if answer.stale:
        return answer
    context = view.context.__class__(
        now=view.context.now.fromtimestamp(answer.at, view.context.now.tzinfo),
        locale=answer.locale or view.context.locale,
        zone=answer.zone or view.context.zone,
        currency=answer.currency or view.context.currency,
    )
    then = view.during(context)
    try:
        if isinstance(state, Ask) and answer.said is not None:
            return replace(answer, value=freeze(reading.again(then, answer.said)))
    except Refused:
        return replace(answer, stale=True)
    fits = _fits(then, state, answer) and passes(then, view.frame.state, thaw(answer.value))
    return replace(answer, stale=not fits)


def _fits(view: View, state: State, answer: Answer) -> bool:
    match state:
        case Choose():
            missing = callable(state.options) and not known(state.options, view)
            return not missing and answer.value in options(state, view)
        case Tick():
            return isinstance(answer.value, dict)
        case _:
            return True
