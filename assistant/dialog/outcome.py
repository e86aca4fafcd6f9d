"""What a step of the dialogue comes to: for the service to store, carry out and say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeVar

from assistant.dialog.events import Command
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

    `then` is the page that shows what became of the command, once it is carried out: it comes in the place of the last
    screen, under what that one says. Should the domain refuse, it shows why.
    """

    desk: Desk
    says: tuple[Say, ...] = ()
    toast: Message | None = None
    command: Any = None
    work: Work | None = None
    deadlines: tuple[Deadline, ...] = ()
    language: str | None = None
    effects: tuple[Effect, ...] = ()
    then: Command | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page's function may give besides a bare Screen. `effects`: files to send, say; `then`: see Outcome."""

    screen: Screen
    command: Any = None
    language: str | None = None
    paste: tuple[Paste, ...] = ()  # texts to paste, sent before the screen
    effects: tuple[Effect, ...] = ()
    then: Command | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """A deadline that comes due when Telegram has taken the notice: from then on its reader can know.

    `lost`: the kind that comes due instead, with the same data, when it will never arrive: its reader has blocked us, say.
    """

    kind: str
    data: Mapping[str, Any]
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to a person that nobody asked for just now. It never changes their conversation."""

    person: int
    say: Say
    proof: Proof | None = None


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


@dataclass(frozen=True, slots=True)
class Do:
    """A command for the domain that follows by itself, from a deadline say. Where the domain refuses, nothing happens."""

    command: Any


@dataclass(frozen=True, slots=True)
class Call:
    """A method of the Bot API for a group's chat, through the outbox, in order with what is said there.

    `policy` says what an unknown result means, as in the outbox: "edit" (a repeat changes nothing) or "notice" (a copy does no
    harm). The data of `proof` get "result", what Telegram answered, or, when it is lost, "why": Telegram's own words.
    """

    chat: int
    method: str
    fields: Mapping[str, Any]
    policy: Literal["edit", "notice"] = "edit"
    proof: Proof | None = None


Effect = Notice | Picture | File | Deadline | Work | Do | Call
Follows = Callable[..., Iterable[Effect]]  # a function of facts
Several = Follows | tuple[Follows, ...]


@dataclass(frozen=True, slots=True)
class Reactions:
    """What follows from what happened: functions of facts that give effects, one or several each.

    `happened` by the event's type (it reads `event`), `due` by a timer's kind (`data`), `worked` and `failed`
    by the kind of slow work that has ended (`result` or `code`; `job`, the key it was asked for with). All may read
    `now`, `reader`, `group` and whatever the books know as of the person whose turn it is.
    """

    happened: Mapping[type, Several] = field(default_factory=dict)
    due: Mapping[str, Several] = field(default_factory=dict)
    worked: Mapping[str, Several] = field(default_factory=dict)
    failed: Mapping[str, Several] = field(default_factory=dict)

    def to_event(self, event: Any) -> tuple[Follows, ...]:
        """KeyError where nobody said what follows, not even that nothing does."""
        return _all(self.happened[type(event)])

    def to_time(self, kind: str) -> tuple[Follows, ...]:
        return _all(self.due.get(kind, ()))

    def to_work(self, kind: str) -> tuple[Follows, ...]:
        return _all(self.worked.get(kind, ()))

    def to_failure(self, kind: str) -> tuple[Follows, ...]:
        return _all(self.failed.get(kind, ()))


def _all(found: Several) -> tuple[Follows, ...]:
    return found if isinstance(found, tuple) else (found,)


def together(*parts: Reactions) -> Reactions:
    """The reactions of several areas as one; where several react to the same, each does, in order."""
    happened: dict[type, tuple[Follows, ...]] = {}
    due: dict[str, tuple[Follows, ...]] = {}
    worked: dict[str, tuple[Follows, ...]] = {}
    failed: dict[str, tuple[Follows, ...]] = {}
    for part in parts:
        _add(happened, part.happened)
        _add(due, part.due)
        _add(worked, part.worked)
        _add(failed, part.failed)
    return Reactions(happened, due, worked, failed)


K = TypeVar("K")


def _add(table: dict[K, tuple[Follows, ...]], more: Mapping[K, Several]) -> None:
    for key, found in more.items():
        table[key] = (*table.get(key, ()), *_all(found))
