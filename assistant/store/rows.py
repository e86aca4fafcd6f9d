"""What the shelves hand out: small frozen records, the same for every database.

All times are epoch seconds (UTC); ids of people and chats are Telegram's own numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

# What may be done when nobody knows whether a message arrived: "edit" is idempotent, a repeated "notice"
# does no harm, "once" must never be said twice.
Policy = Literal["edit", "notice", "once"]


@dataclass(frozen=True, slots=True)
class Stored:
    """An update already answered. `said` counts what had been said to the person with that answer."""

    person: int
    said: int
    answer: bytes | None
    ack: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """`language` is what Telegram says, `locale` what the person chose; None: not known or not chosen."""

    id: int
    name: str
    username: str | None
    language: str | None
    locale: str | None
    zone: str | None
    currency: str | None
    blocked_at: float | None
    seen_at: float


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a person stands: `body` is the dialogue's own JSON, `said` counts what was said in the private chat."""

    said: int
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Timer:
    key: str
    due: float
    kind: str
    person: int | None
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Owed:
    """A message to be sent; `attempts` counts the claims so far."""

    id: int
    chat: int
    method: str
    params: bytes
    policy: Policy
    state: str
    attempts: int
    queued_at: float
    not_before: float
    result: bytes | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """Slow work; `state` is queued, running, done or failed. `result` belongs to done, `code` to failed."""

    id: str
    kind: str
    args: dict[str, Any]
    person: int | None
    state: str
    attempts: int
    result: dict[str, Any] | None
    code: str | None
    queued_at: float


@dataclass(frozen=True, slots=True)
class File:
    """A blob on disk: `path` is relative to the blob folder, `unique_id` Telegram's (None: we made it ourselves)."""

    sha256: str
    size: int
    mime: str
    unique_id: str | None
    path: str
    made_at: float
    id: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A trade group. `handle` is the random public name in the member link; `facts` are further answers.

    `id` and `version` are given by the store; `version` grows by one with each change.
    """

    handle: str
    owner: int
    platform: str
    kind: str
    name: str
    trade: str | None = None
    audience: str | None = None
    size: str | None = None
    entry: str | None = None
    zone: str | None = None
    currency: str | None = None
    payee: str | None = None
    link: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    founded_at: float = 0.0
    archived_at: float | None = None
    version: int = 1
    id: int = 0


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Version `n` of a group's rules, counted from 1; never changed once made."""

    group: int
    n: int
    made_at: float
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """`rules_version` is the newest rulebook the member confirmed, `confirmed_at` when that was."""

    group: int
    person: int
    since: float
    rules_version: int
    confirmed_at: float
    name: str


@dataclass(frozen=True, slots=True)
class GroupQr:
    group: int
    sha256: str
    text: str
    taken_at: float
    expires_at: float | None


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One line of history, never changed: `subject` says what it is about ("group:12")."""

    id: int
    at: float
    person: int | None
    subject: str
    name: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Letter:
    """An update that could not be handled, kept as it came."""

    id: int
    update_id: int | None
    raw: bytes
    error: str
    at: float
