"""A conversation as data: checked when it is written, never while a person waits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.dialog.checks import check, keys
from assistant.dialog.steps import Ask, Choose, Collect, End, Function, Question, Review, Run, State, Tick
from assistant.facts import reads
from assistant.statechart import Chart, Row


@dataclass(frozen=True, slots=True)
class Page:
    """A screen without a conversation: `show` reads facts and gives a Screen, a Shown, or a Command to be obeyed instead."""

    name: str
    show: Function
    on: tuple[str, ...] = ()
    link: str = ""  # the prefix of a deep link that opens it
    overlay: bool = False  # shown over a running conversation, which is neither parked nor moved
    forwards: bool = False  # shows what was forwarded without being asked for; it reads it as `said`


class Flow:
    """Two tables: what is said (`states`), and where it leads (`edges`).

    `on` is the command that opens it ("/newgroup"); `payload` the prefix of a deep link that does;
    `given` what the opener hands over; `derive` further facts, functions of the others; `asks` names what
    it wants to know from the books; `admit` may refuse entry; `renamed` maps old state names to new ones, `migrate` old answers to new ones.
    """

    def __init__(  # noqa: PLR0913 - a flow is one declaration; all but three have defaults
        self,
        name: str,
        *,
        title: str,
        states: Mapping[str, State],
        edges: Sequence[Row],
        on: str = "",
        payload: str = "",
        given: Sequence[str] = (),
        derive: Mapping[str, Function] | None = None,
        asks: Sequence[str] = (),
        admit: Function | None = None,
        renamed: Mapping[str, str] | None = None,
        migrate: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
    ) -> None:
        self.name, self.title, self.states, self.on, self.payload = name, title, states, on, payload
        self.given, self.derive, self.admit = tuple(given), dict(derive or {}), admit
        self.renamed, self.migrate = dict(renamed or {}), migrate
        self.chart = Chart(name, list(states), edges, [key for key, state in states.items() if isinstance(state, End)])
        self.asks = tuple(asks)
        check(self)
        self.print = self._fingerprint()
        self.assumes = frozenset(key for key, state in states.items() if getattr(state, "assume", None) is not None)
        self._dependants = {key: frozenset(self._direct(key)) for key in (*states, *self.given)}

    def question(self, state: str) -> Question:
        found = self.states[state]
        if isinstance(found, End | Review):
            raise TypeError(f"{self.name}: {state} asks nothing")
        return found

    def dependants(self, state: str) -> frozenset[str]:
        """The states whose own wording or limits read this answer, or this given fact (guards apart: they only route)."""
        return self._dependants[state]

    def _direct(self, key: str) -> set[str]:
        known, grown = {key}, True
        while grown:  # what is derived may be derived from again
            more = {name for name, function in self.derive.items() if known & reads(function)} - known
            known, grown = known | more, bool(more)
        return {other for other, state in self.states.items() if other != key and known & _read_by(state)}

    def _fingerprint(self) -> str:
        """Changes when a stored answer might no longer fit: states, their kinds, options and edges."""
        parts = [f"{key}:{type(state).__name__}:{sorted(keys(state))}" for key, state in self.states.items()]
        parts += [f"{edge.when}>{edge.source}>{edge.dest}" for edge in self.chart.edges]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:10]


def _read_by(state: State) -> frozenset[str]:
    functions: list[Function | None] = []
    match state:
        case Ask():
            functions = [state.propose, state.check, state.verdict]
        case Choose():
            functions = [state.check, state.options if callable(state.options) else None]
        case Tick():
            functions = [state.steps]
        case Collect():
            functions = [state.check, state.verdict]
        case Run():
            return frozenset(state.given)
        case _:
            functions = []
    default = getattr(state, "default", None)
    functions.append(default if callable(default) else None)
    functions.append(getattr(state, "assume", None))
    return frozenset().union(*map(reads, functions))
