"""Edges as data: checked when written, run by `transitions`, drawn as Mermaid.

The only file that imports `transitions`. The machine is built once a chart with no model; a state is
fired on a light cursor, because `add_model` per person is slow and keeps every cursor for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from transitions import EventData, Machine

from assistant.facts import Reading, apply, known, reads

Facts = Mapping[str, Any]


class ChartError(Exception):
    """A chart is drawn wrongly; raised on import, never while a person waits."""


class Edge(NamedTuple):
    """When this happens in `source`, go to `dest`; only if the guard holds, where there is one."""

    when: str
    source: str
    dest: str
    guard: Reading | None = None

    def open(self, facts: Facts) -> bool:
        """A guard that lacks a fact does not hold: the plain way on is then the forecast."""
        return self.guard is None or (known(self.guard, facts) and bool(apply(self.guard, facts)))


Row = tuple[str, str, str] | tuple[str, str, str, Reading | None]


@dataclass(slots=True)
class _Cursor:
    state: str
    facts: Facts


def path(*states: str, when: str = "answer") -> list[Row]:
    """The plain way on, as rows: each state leads to the next."""
    return [(when, here, there) for here, there in pairwise(states)]


class Chart:
    """States and edges of one conversation or life cycle. `states[0]` is the start."""

    def __init__(self, name: str, states: Sequence[str], rows: Sequence[Row], finals: Collection[str]) -> None:
        self.name, self.states, self.start, self.finals = name, tuple(states), states[0], frozenset(finals)
        live = [state for state in states if state not in self.finals]
        edges = [edge._replace(source=state) for edge in (Edge(*row) for row in rows) for state in _sources(edge, live)]
        # A guarded row whose guard holds wins over the plain way on, wherever it stands in the table.
        self.edges = tuple(sorted(edges, key=lambda edge: edge.guard is None))
        self._check()
        self._open: dict[tuple[str, str], list[Edge]] = {}
        for edge in self.edges:
            self._open.setdefault((edge.source, edge.when), []).append(edge)
        self._machine = self._build()

    def events(self, state: str) -> set[str]:
        """What may happen in a state."""
        return {edge.when for edge in self.edges if edge.source == state}

    def fire(self, state: str, event: str, facts: Facts) -> str | None:
        """Where the event leads, or None where no edge is open."""
        if (state, event) not in self._open:
            return None
        cursor = _Cursor(state, facts)
        return cursor.state if self._machine.events[event].trigger(cursor) else None

    def peek(self, state: str, event: str, facts: Facts) -> str | None:
        """The same answer as `fire`, from the table alone: for forecasts, which ask often."""
        for edge in self._open.get((state, event), ()):
            if edge.guard is None or edge.open(facts):
                return edge.dest
        return None

    def guarded(self, state: str, dest: str) -> bool:
        """Whether only some answers lead from `state` to `dest`."""
        return any(edge.guard is not None for edge in self.edges if (edge.source, edge.dest) == (state, dest))

    def reading(self, state: str) -> frozenset[str]:
        """The facts that the guards of a state read."""
        return frozenset().union(*(reads(edge.guard) for edge in self.edges if edge.source == state))

    def mermaid(self) -> str:
        """The chart as a Mermaid state diagram."""
        arrows = [f"  {edge.source} --> {edge.dest}: {_label(edge)}" for edge in self.edges]
        ends = [f"  {state} --> [*]" for state in self.states if state in self.finals]
        return "\n".join(["stateDiagram-v2", f"  [*] --> {self.start}", *arrows, *ends])

    def _build(self) -> Machine:
        return Machine(
            model=None,
            states=list(self.states),
            initial=self.start,
            auto_transitions=False,
            send_event=True,
            ignore_invalid_triggers=True,
            transitions=[
                {"trigger": edge.when, "source": edge.source, "dest": edge.dest, "conditions": _conditions(edge)}
                for edge in self.edges
            ],
        )

    def _check(self) -> None:
        plain: set[tuple[str, str]] = set()
        for edge in self.edges:
            # transitions itself accepts misspelt states in silence
            if unknown := {edge.source, edge.dest} - set(self.states):
                raise ChartError(f"{self.name}: edge {edge.when!r} names the unknown state {unknown.pop()!r}")
            if edge.source in self.finals:
                raise ChartError(f"{self.name}: an edge leaves the final state {edge.source!r}")
            if edge.guard is None and (key := (edge.source, edge.when)) in plain:
                raise ChartError(f"{self.name}: {key} has two plain ways on")
            if edge.guard is None:
                plain.add((edge.source, edge.when))
        if lost := set(self.states) - self._closure({self.start}, lambda edge: (edge.source, edge.dest)):
            raise ChartError(f"{self.name}: nothing leads to {sorted(lost)}")
        if stuck := set(self.states) - self._closure(set(self.finals), lambda edge: (edge.dest, edge.source)):
            raise ChartError(f"{self.name}: no way out of {sorted(stuck)}")

    def _closure(self, seeds: set[str], ends: Callable[[Edge], tuple[str, str]]) -> set[str]:
        found, grown = set(seeds), True
        while grown:
            more = {there for here, there in map(ends, self.edges) if here in found} - found
            found |= more
            grown = bool(more)
        return found


def _sources(edge: Edge, live: Sequence[str]) -> Sequence[str]:
    return live if edge.source == "*" else [edge.source]


def _conditions(edge: Edge) -> list[Callable[[EventData], bool]]:
    def holds(event: EventData) -> bool:
        cursor: Any = event.model
        return edge.open(cursor.facts)

    return [holds] if edge.guard else []


def _label(edge: Edge) -> str:
    return edge.when if edge.guard is None else f"{edge.when} [{edge.guard.__name__}]"
