"""Many answers to one question: in any order, each once, files looked at meanwhile, until Done. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from assistant.dialog.events import Media, Text
from assistant.dialog.route import check
from assistant.dialog.session import Session, given_by
from assistant.dialog.steps import Collect, Function
from assistant.dialog.values import freeze, thaw
from assistant.dialog.view import View
from assistant.dialog.words import Lines, Message, Plain, words
from assistant.errors import Refused
from assistant.facts import apply, reads
from assistant.i18n import N_, NN_

KNOWN = N_("I already have that one.")


def items(view: View, key: str) -> tuple[Any, ...]:
    """What was gathered so far."""
    found = view.frame.answers.get(key)
    return tuple(thaw(found.value)) if found and found.value else ()


def has(session: Session, view: View, value: Any) -> bool:
    """Whether that very thing is there already, or being looked at."""
    key = view.frame.state
    waiting = [thaw(media) for state, media in session.jobs.values() if state == key]
    return among(value, (*items(view, key), *waiting))


def among(value: Any, others: Iterable[Any]) -> bool:
    """Whether it is one of them: by the id that Telegram gives a file, by its content, or as a whole."""
    return any(_same(value, each) for each in others)


def room(session: Session, view: View) -> None:
    """Raise Refused where one more would be too many."""
    key, state = view.frame.state, view.flow.states[view.frame.state]
    if isinstance(state, Collect) and len(items(view, key)) + looking(session, key) >= state.most:
        raise Refused(N_("That is enough: {most} at most. Tap Done to go on."), most=state.most)


def looking(session: Session, key: str) -> int:
    """How many files of that question are still being looked at."""
    return sum(1 for state, _ in session.jobs.values() if state == key)


def begun(session: Session, key: str, job: str, media: Media | Text) -> Session:
    return replace(session, jobs={**session.jobs, job: (key, freeze(media))})


def ended(session: Session, job: str) -> Session:
    return replace(session, jobs={each: about for each, about in session.jobs.items() if each != job})


def with_item(session: Session, view: View, key: str, value: Any) -> Session:
    """With one more; the question stays open. Raises what its check refuses with."""
    gathered = (*items(view, key), value)
    check(view, key, gathered)
    answer = given_by(freeze(gathered), view.context, stale=True)
    return session.with_top(replace(session.top, answers={**session.top.answers, key: answer}))


def without_last(session: Session, view: View) -> Session:
    """The last one taken back."""
    key = view.frame.state
    kept = items(view, key)[:-1]
    answers = {name: each for name, each in session.top.answers.items() if name != key}
    if kept:
        answers[key] = given_by(freeze(kept), view.context, stale=True)
    return session.with_top(replace(session.top, answers=answers))


def patient(session: Session, key: str) -> Message:
    """Done was pressed while files are still being looked at."""
    count = looking(session, key)
    text = NN_("One file is still being looked at; a moment.", "{count} files are still being looked at; a moment.")
    return Message(text, {"count": count})


def told(view: View, state: Collect) -> Iterator[Message | Lines]:
    """What is there so far, item by item where the flow can say what each is, and what the flow notes about it."""
    gathered = items(view, view.frame.state)
    if gathered:
        count = words(N_("Received so far: {count}"), count=len(gathered))
        yield Lines((count, *_listed(view, state.item, gathered))) if state.item else count
    if state.note is not None:
        yield from apply(state.note, {**_facts(view, state.note), view.frame.state: gathered})


def _facts(view: View, function: Function) -> dict[str, Any]:
    return {name: view[name] for name in reads(function) if name not in {"item", view.frame.state} and name in view}


def _listed(view: View, item: Function, gathered: tuple[Any, ...]) -> Iterator[Message]:
    facts = _facts(view, item)
    for at, each in enumerate(gathered, start=1):
        yield words(N_("{at}. {item}"), at=Plain(str(at)), item=apply(item, {**facts, "item": each}))


def _told(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else getattr(value, name, None)


def _same(one: Any, other: Any) -> bool:
    for name in ("unique_id", "sha256"):
        known = _told(one, name)
        if known and known == _told(other, name):
            return True
    return bool(one == other)
