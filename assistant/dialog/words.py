"""What is said, before it has a language: messages, buttons, screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Message:
    """A catalogue id (or a pair for plurals, chosen by `count`) and the values of its placeholders.

    Values may be text, numbers, Money, timedelta, datetime, other Messages, or sequences of these;
    they are shown as the reader's locale writes them. In catalogue texts `<b>`, `<i>`, `<code>` and
    `<pre>` are marks; in values they are just characters, so what people typed is never markup.
    """

    id: str | tuple[str, str]
    values: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Plain:
    """Text that is nobody's to translate: a name, a link, what a person typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A person's name that calls them, wherever they and the assistant are together: by number, never by @name."""

    person: int
    name: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date without a time."""

    day: date


@dataclass(frozen=True, slots=True)
class Local:
    """A moment as it is read in `zone` (a group's own); whoever reads it elsewhere is told which place is meant."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Several lines as one value or paragraph."""

    lines: tuple[Any, ...]
    separator: str = "\n"


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: `data` comes back when it is pressed, `url` opens a page, `copy` is copied."""

    label: Message | Plain
    data: str = ""
    url: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: paragraphs, and rows of buttons."""

    paragraphs: tuple[Message | Plain | Lines, ...]
    rows: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Paste:
    """A text meant for pasting elsewhere: it comes alone in a message, one tap copies it."""

    text: Message | Plain | Lines


Say = Screen | Paste


def words(message: str, **values: Any) -> Message:
    """A message with values, for the common case."""
    return Message(message, values)
