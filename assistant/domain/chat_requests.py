"""Asking to join a group's chat: whoever asks reads the rules first, and is let in once they have confirmed them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NoteRequest:
    """Somebody asks to join; they can be written to at `reach`, for five minutes."""

    person: int
    now: datetime
    chat: int
    reach: int


@dataclass(frozen=True, slots=True)
class LetIn:
    """They have confirmed the rules."""

    person: int
    now: datetime
    group: int


@dataclass(frozen=True, slots=True)
class AskedToJoin:
    group: int
    person: int
    now: datetime
    reach: int


@dataclass(frozen=True, slots=True)
class ToLetIn:
    group: int
    person: int
    now: datetime
    chat: int


@dataclass(frozen=True, slots=True)
class Gate:
    """A group's chat, and what the one who asks has to do with it: the version of the rules that they `confirmed`."""

    group: int
    chat: int
    rules: int
    confirmed: int = 0
    asking: bool = False


Command = NoteRequest | LetIn
Happened = AskedToJoin | ToLetIn


def decide(command: Command, gate: Gate | None) -> tuple[Happened, ...]:
    """What follows; nothing where the chat is no group's, or nobody asked. Whoever knows the newest rules is let in at once."""
    if gate is None:
        return ()
    knows = gate.confirmed >= gate.rules
    in_now = ToLetIn(gate.group, command.person, command.now, gate.chat)
    if isinstance(command, LetIn):
        return (in_now,) if gate.asking and knows else ()
    return (in_now,) if knows else (AskedToJoin(gate.group, command.person, command.now, command.reach),)
