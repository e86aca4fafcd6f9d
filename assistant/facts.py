"""Functions whose parameter names are the facts they read.

A guard, a default, a list of proposals says by its signature what it depends on; so the engine knows
which answers hang together, and a flow never passes anything by hand.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Reading = Callable[..., Any]


@functools.cache
def _signature(function: Reading) -> tuple[tuple[str, bool], ...]:
    parameters = inspect.signature(function).parameters.values()
    return tuple((each.name, each.default is not inspect.Parameter.empty) for each in parameters)


def over(function: Callable[[Mapping[str, Any]], Any], needs: Iterable[str] = (), may: Iterable[str] = ()) -> Reading:
    """A function of one mapping as one that reads these facts; for flows whose states are made from data.

    `needs` must be there, `may` are handed over where they are known.
    """
    kinds = [*((name, inspect.Parameter.empty) for name in needs), *((name, None) for name in may)]

    def made(**facts: Any) -> Any:
        return function(facts)

    made.__name__ = function.__name__
    made.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # what inspect itself looks for
        [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default) for name, default in kinds]
    )
    return made


def reads(function: Reading | None) -> frozenset[str]:
    """The names of the facts a function reads."""
    return frozenset(name for name, _ in _signature(function)) if function is not None else frozenset()


def apply(function: Reading, facts: Mapping[str, Any]) -> Any:
    """Call it with the facts it names. Raises KeyError where one is missing and has no default of its own."""
    given = {}
    for name, optional in _signature(function):  # a plain loop: this runs a dozen times an update
        if not optional or name in facts:
            given[name] = facts[name]
    return function(**given)


def known(function: Reading, facts: Mapping[str, Any]) -> bool:
    """Whether every fact it needs is there."""
    return all(optional or name in facts for name, optional in _signature(function))


class Layered(dict[str, Any]):
    """Some facts over others, the others read only when asked for."""

    def __init__(self, mine: Mapping[str, Any], others: Mapping[str, Any]) -> None:
        super().__init__(mine)
        self._others = others

    def __missing__(self, name: str) -> Any:
        return self._others[name]

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self._others
