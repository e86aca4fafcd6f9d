"""The facts that a flow's functions and texts may read at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from assistant.dialog.events import Context
from assistant.dialog.flow import Flow
from assistant.dialog.session import Frame
from assistant.dialog.steps import Ask, Choose
from assistant.dialog.values import thaw
from assistant.dialog.words import Message, Plain
from assistant.facts import apply, known

NO_FLOWS: Mapping[str, Flow] = {}


class View(Mapping[str, Any]):
    """Answers first, then what was given, derived, the context, and what the books know (read on demand)."""

    def __init__(
        self,
        flow: Flow,
        frame: Frame,
        context: Context,
        books: Mapping[str, Any],
        flows: Mapping[str, Flow] = NO_FLOWS,
    ) -> None:
        self.flow, self.frame, self._books, self._outer, self._flows = flow, frame, books, context, flows
        self._cache: dict[str, Any] = {}
        self.way: list[str] | None = None  # kept by route.forecast: a screen asks for it more than once

    @property
    def context(self) -> Context:
        """The context for reading answers: a zone or currency that was answered wins."""
        return replace(self._outer, zone=self["zone"], currency=self["currency"])

    def at(self, frame: Frame) -> View:
        """The same world around other answers."""
        return View(self.flow, frame, self._outer, self._books, self._flows)

    def during(self, context: Context) -> View:
        """The same facts in the context of another moment."""
        return View(self.flow, self.frame, context, self._books, self._flows)

    def outer(self, frame: Frame) -> View:
        """The same world for the conversation that called this one."""
        return View(self._flows[frame.flow], frame, self._outer, self._books, self._flows)

    def __getitem__(self, name: str) -> Any:
        if name not in self._cache:
            self._cache[name] = self._find(name)
        return self._cache[name]

    def __contains__(self, name: object) -> bool:
        try:
            self[str(name)]
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        return iter({*self.frame.answers, *self.frame.given, *self.flow.derive, *self._books})

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _find(self, name: str) -> Any:
        answer = self.frame.answers.get(name)
        if answer is not None and not answer.stale:
            return thaw(answer.value)
        if name in _PLACE:
            return self._place(name)
        if name in self.frame.given:
            return thaw(self.frame.given[name])
        if (function := self.flow.derive.get(name)) is not None:
            if not known(function, self):
                raise KeyError(name)
            return apply(function, self)
        if name in _CONTEXT:
            return getattr(self._outer, name)
        return self._books[name]

    def _place(self, name: str) -> Any:
        """`here` is the state one is at, `was` the answer it had (it may be open again)."""
        if name == "here":
            return self.frame.state
        return thaw(self.frame.answers[self.frame.state].value)


_PLACE = frozenset({"here", "was"})
_CONTEXT = frozenset({"now", "locale", "zone", "currency"})


class Spoken(Mapping[str, Any]):
    """The same facts as they are shown: a choice by its words, not by its key."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __getitem__(self, name: str) -> Any:
        state, value = self._view.flow.states.get(name), self._view[name]
        if isinstance(state, Choose) and isinstance(value, str):
            return label(state, value, self._view)
        return Plain(value) if isinstance(value, str) else value

    def __iter__(self) -> Iterator[str]:
        return iter(self._view)

    def __len__(self) -> int:
        return len(self._view)


def options(state: Ask | Choose, view: Mapping[str, Any]) -> Mapping[str, str | Plain]:
    """The choices as they stand now: catalogue ids, or Plain where a name is the choice."""
    found: Mapping[str, str | Plain] = apply(state.options, view) if callable(state.options) else state.options
    return found


def label(state: Ask | Choose, key: str, view: Mapping[str, Any]) -> Message | Plain:
    """An option's words; the bare key where the option is no longer offered."""
    found = options(state, view).get(key)
    return Plain(key) if found is None else spelt(found)


def spelt(words: str | Plain) -> Message | Plain:
    """An option's words: a catalogue id is translated, a name stays as it is."""
    return words if isinstance(words, Plain) else Message(words)
