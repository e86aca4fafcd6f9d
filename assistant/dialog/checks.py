"""What is wrong with a flow is told when it is written, on import, never while a person waits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Protocol

from assistant.dialog.steps import Ask, Choose, End, Extra, Function, Offer, Review, State
from assistant.facts import reads
from assistant.statechart import Chart, ChartError

MOST_KEY = 40  # bytes: a button's callback_data (64) also carries the session and its revision
ALWAYS = frozenset(
    {"now", "locale", "zone", "currency", "person", "bot", "seed", "fresh", "here", "was"}
)  # known in every flow
_KEY = re.compile(r"[a-z0-9_+:/.-]+", re.IGNORECASE | re.ASCII)
_FIELD = re.compile(r"\{(\w+)\}")


class Drawn(Protocol):
    """A flow as far as its checks go."""

    @property
    def name(self) -> str: ...
    @property
    def states(self) -> Mapping[str, State]: ...
    @property
    def derive(self) -> Mapping[str, Function]: ...
    @property
    def given(self) -> tuple[str, ...]: ...
    @property
    def asks(self) -> tuple[str, ...]: ...
    @property
    def admit(self) -> Function | None: ...
    @property
    def chart(self) -> Chart: ...


def check(flow: Drawn) -> None:
    """Raise ChartError for the first thing that does not fit."""
    known = {
        *flow.given,
        *flow.derive,
        *flow.asks,
        *ALWAYS,
        *(key for key, each in flow.states.items() if _answers(each)),
    }
    for name, function in [*flow.derive.items(), *([("admit", flow.admit)] if flow.admit else [])]:
        _reads_only(flow, name, function, known)
    for edge in flow.chart.edges:
        if edge.guard is not None:
            _reads_only(flow, f"{edge.source} -> {edge.dest}", edge.guard, known)
    for key, state in flow.states.items():
        _check_state(flow, key, state, known)


def _check_state(flow: Drawn, key: str, state: State, known: set[str]) -> None:
    if lacking := _events(state) - flow.chart.events(key):
        raise ChartError(f"{flow.name}: state {key!r} has no edge for {sorted(lacking)}")
    for option in keys(state):
        if len(option) > MOST_KEY or not _KEY.fullmatch(option):
            raise ChartError(f"{flow.name}: {key!r}: the key {option!r} does not fit a button")
    for function in _functions(state):
        _reads_only(flow, key, function, {*known, "result", "media", "item"})
    if unknown := set(_FIELD.findall(state.say if hasattr(state, "say") else "")) - known:
        raise ChartError(f"{flow.name}: {key!r} shows {sorted(unknown)}, which nothing fills")
    if isinstance(state, End):
        wanted = {*state.gives, *({field.name for field in fields(state.does)} if state.does else ())}
        if unfilled := wanted - known:
            raise ChartError(f"{flow.name}: nothing fills {sorted(unfilled)} at {key!r}")


def _reads_only(flow: Drawn, where: str, function: Function, known: set[str]) -> None:
    if unknown := reads(function) - known:
        raise ChartError(f"{flow.name}: {where}: {function.__name__} reads {sorted(unknown)}, which nothing fills")


def _functions(state: State) -> Iterator[Function]:
    """Every function of a state, whatever it is for."""
    for name in getattr(state, "__dataclass_fields__", {}):
        value: Any = getattr(state, name)
        if name == "extra":
            yield from _extras(value.values())
        if callable(value) and not isinstance(value, type) and name != "parse":
            yield value


def _extras(extras: Iterable[Extra]) -> Iterator[Function]:
    for each in extras:
        yield each.paste
        if each.note is not None:
            yield each.note


def _answers(state: State) -> bool:
    return not isinstance(state, End | Review | Offer)


def _events(state: State) -> set[str]:
    match state:
        case End():
            return set()
        case Offer(buttons=buttons):
            return set(buttons)
        case _:
            return {"answer"}


def keys(state: State) -> set[str]:
    """The fixed keys that a state's buttons carry."""
    match state:
        case Ask(options=options):
            return set(options)
        case Review(extra=extra):
            return set(extra)
        case Choose(options=dict() as options) | Offer(buttons=dict() as options):
            return set(options)
        case _:
            return set()
