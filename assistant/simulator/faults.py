"""Troubles to order: a rule says which calls or deliveries it strikes, how, and how often."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.simulator.failures import ApiError, ControlError

MODES = ("error", "hang", "drop_before", "deliver_then_drop", "duplicate_update", "latency")


@dataclass(slots=True)
class Fault:
    """`method` strikes calls of a bot, `kind` deliveries to it (an update type); "*" means any."""

    id: int
    mode: str
    method: str = ""
    kind: str = ""
    code: int = 500
    description: str = ""
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    seconds: float = 1.0
    times: int = 1
    contains: str = ""
    person: int | None = None
    struck: int = 0

    def shown(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def error(self) -> ApiError:
        if self.code == 429:
            wait = self.retry_after if self.retry_after is not None else 1
            return ApiError(429, self.description or f"retry after {wait}", retry_after=wait)
        moved = self.migrate_to_chat_id
        return ApiError(self.code, self.description, retry_after=self.retry_after, migrate_to=moved)


@dataclass(slots=True)
class Faults:
    _rules: list[Fault] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def add(self, wanted: Mapping[str, Any]) -> Fault:
        """A rule as the control API gives it. Raises ControlError."""
        mode = wanted.get("mode", "error")
        if mode not in MODES:
            raise ControlError(f"mode must be one of {', '.join(MODES)}")
        method, kind = str(wanted.get("method") or ""), str(wanted.get("kind") or "")
        if mode == "duplicate_update":
            kind = kind or "*"
        if bool(method) == bool(kind):
            raise ControlError("name either a method (calls) or a kind (deliveries); * means any")
        if method and mode == "duplicate_update":
            raise ControlError("only deliveries can be duplicated")
        fault = Fault(next(self._numbers), mode, method.lower(), kind)
        for name, form in (("code", int), ("times", int), ("seconds", float), ("contains", str), ("description", str)):
            if wanted.get(name) is not None:
                setattr(fault, name, _as(form, name, wanted[name]))
        for name in ("retry_after", "migrate_to_chat_id", "person"):
            if wanted.get(name) is not None:
                setattr(fault, name, _as(int, name, wanted[name]))
        self._rules.append(fault)
        return fault

    def any(self) -> bool:
        return bool(self._rules)

    def all(self) -> list[dict[str, Any]]:
        return [fault.shown() for fault in self._rules]

    def clear(self, number: int | None = None) -> int:
        """Remove one rule, or all; says how many went."""
        kept = [fault for fault in self._rules if number is not None and fault.id != number]
        gone, self._rules = len(self._rules) - len(kept), kept
        return gone

    def for_call(self, method: str, params: str, chat: str) -> Fault | None:
        """The rule that strikes this call, counted as used. `params` is its content as text."""
        return self._first(lambda rule: rule.method in ("*", method), params, chat)

    def for_delivery(self, kind: str, payload: str, person: str) -> Fault | None:
        return self._first(lambda rule: rule.kind in ("*", kind), payload, person)

    def _first(self, fits: Any, content: str, person: str) -> Fault | None:
        for fault in self._rules:
            if fault.struck >= fault.times > 0 or not fits(fault):
                continue
            if fault.contains and fault.contains not in content:
                continue
            if fault.person is not None and str(fault.person) != person:
                continue
            fault.struck += 1
            return fault
        return None


def _as(form: type, name: str, value: Any) -> Any:
    try:
        return form(value)
    except (TypeError, ValueError):
        raise ControlError(f"{name} must be a {form.__name__}") from None
