"""That a mock dispute was played through: all that is kept of it is the day. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.domain.groups import NO_SUCH_LINK, NOT_YOURS, Standing
from assistant.errors import Refused

_KEY = "rehearsed"  # among a group's facts: epoch seconds


@dataclass(frozen=True, slots=True)
class Rehearse:
    """Who looks after a group has gone through a mock dispute."""

    person: int
    now: datetime
    group: int


@dataclass(frozen=True, slots=True)
class Rehearsed:
    group: int
    person: int
    now: datetime


def decide(command: Rehearse, standing: Standing | None) -> Rehearsed:
    """What follows; raises Refused. `standing` is None where there is no such group any more."""
    if standing is None:
        raise Refused(NO_SUCH_LINK)
    if not standing.looks_after(command.person):
        raise Refused(NOT_YOURS)
    return Rehearsed(standing.group, command.person, command.now)


def keep(facts: Mapping[str, Any], event: Rehearsed) -> dict[str, Any]:
    """The group's facts after it."""
    return {**facts, _KEY: event.now.timestamp()}


def done_at(facts: Mapping[str, Any]) -> float | None:
    """When it was last done (epoch seconds), by the group's facts; None if never."""
    return facts.get(_KEY)
