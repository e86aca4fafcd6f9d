"""The screen of the current step: where we are, the question, the buttons. Pure words, no transport."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.dialog import gathering
from assistant.dialog.buttons import command, own
from assistant.dialog.render import MOST_LABEL, Reader, plain
from assistant.dialog.route import default_of, forecast, progress, walk
from assistant.dialog.session import Answer, Session
from assistant.dialog.steps import Ask, Choose, Collect, End, Offer, Review, Run, Step, Tick
from assistant.dialog.values import freeze, thaw
from assistant.dialog.view import Spoken, View, label, options, spelt
from assistant.dialog.words import Button, Lines, Message, Plain, Screen, words
from assistant.facts import apply, reads
from assistant.i18n import N_

Paragraph = Message | Plain | Lines
Rows = list[tuple[Button, ...]]
MOST_COPY = 256  # characters behind a button that copies (Bot API)
LONG = 160  # characters of one answer in the review; the rest is cut with …

AS_IT_IS = N_("Leave as it is")
MARKS = {"done": N_("✅ {title}"), "later": N_("🕓 {title}"), "now": N_("👉 <b>{title}</b>"), "open": N_("▫️ {title}")}


def current(session: Session, view: View, notes: Sequence[Paragraph] = (), *, help_row: bool = False) -> Screen:
    """The screen of the step a conversation is at. `notes` come first: what was understood, or was wrong."""
    state = view.flow.states[view.frame.state]
    if isinstance(state, End):
        return Screen((*notes, Message(state.say, Spoken(view))), _commands(state))
    body: tuple[Paragraph, ...]
    match state:
        case Review():
            body = (Message(state.say, Spoken(view)), Lines(tuple(_answered(view))), *_warnings(state, view))
        case Tick():
            body = (Message(state.say, Spoken(view)), Lines(tuple(_ticks(state, view))))
        case Collect():
            body = (Message(state.say, Spoken(view)), *gathering.told(view, state))
        case Run():
            raise TypeError("a sub-conversation has screens of its own")
        case _:
            body = (Message(state.say, Spoken(view)),)
    rows = _rows(session, state, view)
    return Screen((header(session, view), *notes, *body), (*rows, *_ways(session, state, view, help_row)))


def header(session: Session, view: View) -> Message:
    """Where we are: 3/12 and the flow's title; inside a sub-conversation, both."""
    here = progress(view)
    facts = {"title": Message(view.flow.title), "step": here.step, "steps": here.steps}
    if len(session.frames) == 1:
        return Message(N_("<i>{title} · {step}/{steps}</i>"), facts)
    outer = progress(view.outer(session.frames[0]))
    return Message(N_("<i>{at}/{all} › {title} · {step}/{steps}</i>"), {**facts, "at": outer.step, "all": outer.steps})


def _rows(session: Session, state: Any, view: View) -> Rows:
    match state:
        case Ask():
            proposals = apply(state.propose, view) if state.propose else ()
            buttons = [Button(Plain(each), own(session, f"p.{at}")) for at, each in enumerate(proposals)]
            buttons += [Button(spelt(text), own(session, f"o.{key}")) for key, text in state.options.items()]
            return [(button,) for button in buttons]
        case Choose():
            best = default_of(state, view)
            buttons = [_choice(session, key, text, best) for key, text in options(state, view).items()]
            return _two_by_two(buttons) if len(buttons) > 4 and not state.wide else [(button,) for button in buttons]
        case Offer():
            return [(Button(spelt(text), own(session, f"b.{key}")),) for key, text in state.buttons.items()]
        case Collect():
            done = (Button(Message(N_("Done")), own(session, "done")),)
            last = (Button(Message(N_("Take the last one back")), own(session, "undo")),)
            return [done, last] if gathering.items(view, view.frame.state) else [done]
        case Tick():
            return _tick_rows(session, state, view)
        case Review():
            edits = [_edit(session, view, each) for each in reviewed(view)]
            yes = Button(Message(state.yes), own(session, "yes"))
            more = [Button(Message(each.words), own(session, f"x.{key}")) for key, each in state.extra.items()]
            return [*_two_by_two(edits), *_two_by_two(more), (yes,)]
        case _:
            return []


def _choice(session: Session, key: str, text: str | Plain, best: Any) -> Button:
    words_ = spelt(text)
    return Button(words(N_("★ Best: {option}"), option=words_) if key == best else words_, own(session, f"o.{key}"))


def _ways(session: Session, state: Any, view: View, help_row: bool) -> Rows:
    """Keep, Skip, Why?, Back, Cancel: the same everywhere."""
    rows: Rows = []
    here, closed = view.frame.answers.get(view.frame.state), not isinstance(state, Review | Offer | Tick | Collect)
    kept = here if closed and here is not None and (here.how != "assumed" or view.frame.editing) else None
    if kept is not None:
        rows.append((Button(_keep(kept, view), own(session, "keep")),))
    elif isinstance(state, Tick) and open_step(state, view) is None:
        rows.append((Button(Message(AS_IT_IS), own(session, "keep")),))
    if (skip := _skip(session, state, view, kept)) is not None:
        rows.append((skip,))
    if help_row:
        rows.append((Button(Message(N_("Help with this step")), command("help")),))
    last = []
    if not first(session, view):
        last.append(Button(Message(N_("‹ Back")), own(session, "back")))
    if reason(state, view) is not None:
        last.append(Button(Message(N_("Why?")), own(session, "why")))
    last.append(Button(Message(N_("Cancel")), own(session, "cancel")))
    return [*rows, tuple(last)]


def first(session: Session, view: View) -> bool:
    """Whether there is nothing to go back to."""
    return len(session.frames) == 1 and forecast(view)[:1] == [view.frame.state] and not view.frame.editing


def reason(state: Any, view: View) -> Message | None:
    """Why the step asks, if it says so."""
    why = getattr(state, "why", "")
    found = apply(why, view) if callable(why) else why
    return Message(found, Spoken(view)) if found else None


def _keep(answer: Answer, view: View) -> Message:
    """Named by what is kept, where a button has room for it."""
    label = words(N_("Keep: {value}"), value=shown(view, view.frame.state, answer))
    room = len(plain(label, Reader(view["locale"], view["zone"]))) <= MOST_LABEL
    return label if room else Message(AS_IT_IS)


def _skip(session: Session, state: Any, view: View, kept: Answer | None) -> Button | None:
    value = default_of(state, view)
    if isinstance(state, Choose) or (kept is not None and value is not None and freeze(value) == kept.value):
        return None  # the option itself is marked as the best one; to keep it is to skip
    if value is not None:
        return Button(words(N_("Skip: take {value}"), value=_value(value)), own(session, "skip"))
    if getattr(state, "later", False):
        return Button(Message(N_("Later")), own(session, "skip"))
    return None


def _two_by_two(buttons: Sequence[Button]) -> Rows:
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]


# --- the review ---


def reviewed(view: View) -> list[str]:
    """The answered states that the review lists, in the order of the way."""
    flow = view.flow
    on_way = {*forecast(view), *walk(view)[1]}
    return [key for key, state in flow.states.items() if key in on_way and _listed(view, key, state)]


def _listed(view: View, key: str, state: Any) -> bool:
    return bool(getattr(state, "label", "")) and key in view.frame.answers


def _answered(view: View) -> Iterable[Message]:
    for key in reviewed(view):
        name = Message(getattr(view.flow.states[key], "label", ""))
        yield words(N_("{label}: <b>{value}</b>"), label=name, value=shown(view, key, view.frame.answers[key]))


def _warnings(state: Review, view: View) -> tuple[Message, ...]:
    return tuple(apply(state.warn, view)) if state.warn else ()


def _edit(session: Session, view: View, key: str) -> Button:
    name = Message(getattr(view.flow.states[key], "label", ""))
    return Button(words(N_("✎ {label}"), label=name), own(session, f"e.{key}"))


def shown(view: View, key: str, answer: Answer) -> Any:
    """An answer as the review shows it."""
    state, value = view.flow.states[key], thaw(answer.value)
    if (shows := getattr(state, "shows", None)) is not None:
        return apply(shows, {**{name: view[name] for name in reads(shows) if name in view}, key: value})
    match state:
        case Ask(options=fixed) if isinstance(value, str) and value in fixed:
            return label(state, value, view)
        case Choose():
            return label(state, value, view)
        case Tick():
            steps = _steps(state, view)
            done = sum(1 for step in steps if value.get(step.key) == "done")
            return words(N_("{done} of {all} done"), done=done, all=len(steps))
        case Run():
            return Message(N_("ready"))
        case Collect():
            return words(N_("{count} received"), count=len(value))
        case _:
            return Message(N_("later")) if value is None else _value(value)


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return Plain(value if len(value) <= LONG else value[: LONG - 1] + "…")
    if hasattr(value, "file_id"):
        return Message(N_("a picture"))
    return Message(N_("received")) if isinstance(value, dict) else value


# --- steps to tick off ---


def _steps(state: Tick, view: View) -> tuple[Step, ...]:
    found: tuple[Step, ...] = apply(state.steps, view)
    return found


def open_step(state: Tick, view: View) -> Step | None:
    """The first step that has no mark yet."""
    answer = view.frame.answers.get(view.frame.state)
    marks = answer.value if answer else {}
    return next((step for step in _steps(state, view) if step.key not in marks), None)


def _ticks(state: Tick, view: View) -> Iterable[Message]:
    answer, now = view.frame.answers.get(view.frame.state), open_step(state, view)
    marks = answer.value if answer else {}
    for step in _steps(state, view):
        kind = "now" if now is not None and step.key == now.key else marks.get(step.key, "open")
        yield Message(MARKS[kind], {"title": Message(step.title, Spoken(view))})


def _tick_rows(session: Session, state: Tick, view: View) -> Rows:
    step = open_step(state, view)
    if step is None:
        return []
    done, how, lack, later = (
        Button(Message(text), own(session, f"t.{what}.{step.key}")) for what, text in TICK_BUTTONS.items()
    )
    text = str(apply(step.copy, view)) if step.copy else ""
    copy = [(Button(Message(N_("Copy the text")), copy=text),)] if 0 < len(text) <= MOST_COPY else []
    again = [(Button(Message(N_("Show the text again")), own(session, f"t.text.{step.key}")),)] if step.paste else []
    return [*copy, *again, (done,), (how, later), (lack,)]


TICK_BUTTONS = {
    "done": N_("Done ✓"),
    "how": N_("How?"),
    "lack": N_("I don't see that option"),
    "later": N_("Later"),
}


def _commands(state: End) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        (Button(Message(text), command(*name.split(" ", 1), below=True)),) for name, text in state.buttons.items()
    )


# --- while waiting ---


def patience(session: Session, view: View) -> Screen:
    """While slow work looks at what was sent."""
    state = view.flow.states[view.frame.state]
    got = Message(
        N_("Got it. One moment …") if isinstance(state, Collect) else N_("Got it. I am looking at the picture …")
    )
    return Screen((header(session, view), got), tuple(_ways(session, state, view, help_row=False)))
