"""What the shelf of chats hands out. Times are epoch seconds, groups their numbers, chats Telegram's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class GroupChat:
    """The chat in Telegram in which a group lives; `facts` tell what is known of it (see domain/chats.py)."""

    group: int
    chat: int
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChatLink:
    """A link that binds whatever chat it is opened in to a group."""

    handle: str
    group: int
    expires_at: float
    used_at: float | None = None
