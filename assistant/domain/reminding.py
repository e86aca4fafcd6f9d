"""Reminders that have come: told, put off, done. Commands in, events out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from assistant.errors import Refused
from assistant.i18n import N_

NOT_YOURS = N_("That reminder is not yours.")
OVER = N_("That reminder is over.")


class How(StrEnum):
    """What ended a reminder."""

    DONE = "done"  # its person said so
    OVER = "over"  # it no longer applies
    REPLACED = "replaced"  # the next one came


@dataclass(frozen=True, slots=True)
class FallDue:
    """A reminder of that kind has come. `occurrence` names it: the same one never comes twice."""

    now: datetime
    group: int
    kind: str
    occurrence: str
    tell: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TellReminders:
    """A person is told of some now (`told`: when once more, if ever); others wait, or are over."""

    person: int
    now: datetime
    told: Mapping[int, datetime | None]
    waits: Mapping[int, datetime]
    over: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FinishReminder:
    person: int
    now: datetime
    number: int


@dataclass(frozen=True, slots=True)
class SnoozeReminder:
    person: int
    now: datetime
    number: int
    until: datetime


@dataclass(frozen=True, slots=True)
class CloseReminders:
    """What they asked for is done, or no longer wanted; without kinds: all of that group."""

    now: datetime
    group: int
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassOnReminders:
    """The group has another owner, who hears of what is open."""

    now: datetime
    group: int
    tell: datetime


@dataclass(frozen=True, slots=True)
class RemindersChanged:
    """What these people are to be told of, and when, has changed."""

    people: tuple[int, ...]
    now: datetime


Command = FallDue | TellReminders | FinishReminder | SnoozeReminder | CloseReminders | PassOnReminders


def decide(command: FinishReminder | SnoozeReminder, owner: int | None, *, is_open: bool) -> RemindersChanged:
    """What a person wants of one reminder. `owner` is whose it is, None where there is none. Raises Refused."""
    if owner != command.person:
        raise Refused(NOT_YOURS)
    if not is_open:
        raise Refused(OVER)
    return RemindersChanged((command.person,), command.now)
