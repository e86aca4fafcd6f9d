"""Where a conversation stands: the way through its questions, given the answers so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from assistant.dialog.flow import Flow
from assistant.dialog.session import Answer, Frame, given_by
from assistant.dialog.steps import Ask, Choose, End, Offer, Review, Run, State, Tick
from assistant.dialog.values import freeze, thaw
from assistant.dialog.view import View, options
from assistant.errors import Refused, Unfit
from assistant.facts import apply, known, reads


def trigger(flow: Flow, state: str, answer: Answer | None) -> str:
    """The chart's event that an answer fires: a named way on fires its own name."""
    found = flow.states[state]
    if isinstance(found, Offer):
        return str(answer.value) if answer else next(iter(found.buttons))
    return "answer"


def walk(view: View) -> tuple[Frame, list[str]]:
    """From the start along the answers to the first state that still asks, and the states before it.

    States that may assume their answer are answered on the way.
    """
    flow, frame, passed = view.flow, view.frame, list[str]()
    state = flow.chart.start
    while True:
        found = flow.states[state]
        if isinstance(found, End | Review):
            return replace(frame, state=state), passed
        answer = frame.answers.get(state)
        if answer is None and (value := assumed(view, state)) is not None:
            answer = given_by(freeze(value), view.context, how="assumed")
            frame = replace(frame, answers={**frame.answers, state: answer})
            view = view.at(frame)
        if answer is None or answer.stale:
            return replace(frame, state=state), passed
        passed.append(state)
        onward = flow.chart.peek(state, trigger(flow, state, answer), view)
        if onward is None or onward in passed:
            return replace(frame, state=state), passed[:-1]
        state = onward


def assumed(view: View, state: str) -> Any:
    """The value that answers a state unasked, or None."""
    function = getattr(view.flow.states[state], "assume", None)
    return apply(function, view) if function is not None and known(function, view) else None


def forecast(view: View) -> list[str]:
    """The questions from start to end as things stand: the plain way where an answer is still missing."""
    if view.way is None:
        view.way = _forecast(view)
    return view.way


def _forecast(view: View) -> list[str]:
    flow, way = view.flow, list[str]()
    state: str | None = flow.chart.start
    finals, answers = flow.chart.finals, view.frame.answers
    while state is not None and state not in way and state not in finals:
        way.append(state)
        state = flow.chart.peek(state, trigger(flow, state, answers.get(state)), view)
    return [each for each in way if each not in flow.assumes or not _unasked(view, each)]


def _unasked(view: View, state: str) -> bool:
    answer = view.frame.answers.get(state)
    if state == view.frame.state:
        return False
    if answer is not None:
        return answer.how == "assumed"
    function = getattr(view.flow.states[state], "assume", None)
    return function is None or not known(function, view) or apply(function, view) is not None


@dataclass(frozen=True, slots=True)
class Progress:
    """Question `step` of `steps`."""

    step: int
    steps: int


def progress(view: View) -> Progress:
    """Where we are; a state off the forecast counts as its last."""
    way = forecast(view)
    state = view.frame.state
    return Progress(way.index(state) + 1 if state in way else len(way), len(way))


def unsettle(view: View, state: str) -> Frame:
    """After `state` was answered anew: what depends on it is checked again, adopted anew, or to be asked again."""
    frame = view.frame
    for other in _downstream(view.flow, state):
        answer = frame.answers.get(other)
        if answer is None:
            continue
        view = view.at(frame)
        found = view.flow.states[other]
        if answer.how == "assumed":
            frame = replace(frame, answers={key: each for key, each in frame.answers.items() if key != other})
            continue
        if isinstance(found, Tick):
            answer = replace(answer, value=_marks(view, found, answer.value, state))
        stands = not answer.stale and _stands(view, other, answer)
        frame = replace(frame, answers={**frame.answers, other: replace(answer, stale=not stands)})
    return frame


def _marks(view: View, tick: Tick, marks: dict[str, str], changed: str) -> dict[str, str]:
    """The marks of steps that still stand: a step that carries the changed answer outside is to be done again."""
    if not known(tick.steps, view):
        return marks  # looked at again when what is missing is there
    steps = {step.key: step for step in apply(tick.steps, view)}
    return {key: mark for key, mark in marks.items() if key in steps and changed not in steps[key].about}


def _downstream(flow: Flow, state: str) -> list[str]:
    found, front = set[str](), {state}
    while front:
        front = set().union(*(flow.dependants(each) for each in front)) - found - {state}
        found |= front
    return [each for each in flow.states if each in found]


def _stands(view: View, state: str, answer: Answer) -> bool:
    """Whether an answer may stay although something it read has changed."""
    found = view.flow.states[state]
    if isinstance(found, Run) or (isinstance(found, Ask) and found.propose is not None):
        return False
    if answer.how == "skip" and not _still_usual(view, found, answer):
        return False
    if isinstance(found, Tick):
        return known(found.steps, view) and set(answer.value) == {step.key for step in apply(found.steps, view)}
    if isinstance(found, Choose) and not _offered(view, found, answer.value):
        return False
    return passes(view, state, thaw(answer.value))


def _still_usual(view: View, found: State, answer: Answer) -> bool:
    """Whether skipping would mean the same today."""
    default = getattr(found, "default", None)
    if default is None or (callable(default) and not known(default, view)):
        return False
    return bool(freeze(default_of(found, view)) == answer.value)


def default_of(state: State, view: View) -> Any:
    """The value that skipping means, or None where the step cannot be skipped."""
    default = getattr(state, "default", None)
    return apply(default, view) if callable(default) else default


def _offered(view: View, choice: Choose, value: object) -> bool:
    if callable(choice.options) and not known(choice.options, view):
        return False
    return value in options(choice, view)


def passes(view: View, state: str, value: object) -> bool:
    """Whether the state's own check lets a value pass."""
    test = getattr(view.flow.states[state], "check", None)
    if test is not None and not known(
        test, {**dict.fromkeys(name for name in reads(test) if name in view), state: value}
    ):
        return False
    try:
        check(view, state, value)
    except Refused:
        return False
    return True


def check(view: View, state: str, value: object) -> None:
    """Let the state's own check look at a value; raises what it refuses with."""
    test = getattr(view.flow.states[state], "check", None)
    if test is None:
        return
    facts = {**{name: view[name] for name in reads(test) if name != state and name in view}, state: value}
    if not known(test, facts):
        return  # looked at once more when what is missing is answered
    try:
        apply(test, facts)
    except Refused as no:
        raise Unfit(no.message, **no.values) from None
