"""What a step of the dialogue comes to: for the service to store, carry out and say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant.dialog.session import Desk
from assistant.dialog.words import Message, Paste, Say, Screen


@dataclass(frozen=True, slots=True)
class Work:
    """Slow work to be done outside the turn; its end comes back as JobDone or JobFailed with this key."""

    key: str
    kind: str
    args: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A timer to set (`due` given) or to drop."""

    key: str
    due: datetime | None = None
    kind: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The desk as it is now, what is said (in order), and what is to be done in the same transaction.

    `fallback` is the screen to show with the reason instead, should the domain refuse the command.
    """

    desk: Desk
    says: tuple[Say, ...] = ()
    toast: Message | None = None
    command: Any = None
    work: Work | None = None
    deadlines: tuple[Deadline, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page's function may give besides a bare Screen."""

    screen: Screen
    command: Any = None
    language: str | None = None
    paste: tuple[Paste, ...] = ()  # texts to paste, sent before the screen


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to a person that nobody asked for just now. It never changes their conversation."""

    person: int
    say: Say


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from the blob store for a person, with a caption."""

    person: int
    sha256: str
    name: str
    caption: Message


@dataclass(frozen=True, slots=True)
class File:
    """A file from the blob store for a person, with a caption."""

    person: int
    sha256: str
    name: str
    caption: Message


Effect = Notice | Picture | File | Deadline | Work


@dataclass(frozen=True, slots=True)
class Reactions:
    """What follows from what happened: functions of facts that give effects.

    `happened` by the event's type (it reads `event`), `due` by a timer's kind (`data`), `worked` and `failed`
    by the kind of slow work that has ended (`result`, which holds the work's `key`; `code`). All may read
    `now`, `reader`, `bot`, `person`, `group`.
    """

    happened: Mapping[type, Any]
    due: Mapping[str, Any]
    worked: Mapping[str, Any]
    failed: Mapping[str, Any]
