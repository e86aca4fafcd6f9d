"""Chats of Telegram made a group's, looked at, set up, moved and lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

from assistant.domain import chat_binding
from assistant.domain import chats as domain
from assistant.domain.chats import (
    BindChat,
    ChatBound,
    ChatLost,
    ChatMoved,
    ChatOffered,
    ChatSetUp,
    Happened,
    Link,
    LoseChat,
    MoveChat,
    Place,
    RightsSeen,
    SeeAgain,
    StepEnded,
)
from assistant.errors import Ended
from assistant.standing import standing
from assistant.store import Books, ChatLink


def _chats(books: Books, command: domain.Command) -> list[Happened]:
    row = books.chats.offered(command.handle) if isinstance(command, BindChat) else None
    link = _link(books, row, command.chat) if isinstance(command, BindChat) and row else None
    place = _place(books, _number(books, command, row))
    return [_write(books, event) for event in chat_binding.decide(command, place, link)]


def _number(books: Books, command: domain.Command, link: ChatLink | None) -> int:
    """Which group the command is about; 0: none."""
    match command:
        case BindChat():
            return link.group if link else 0
        case MoveChat(before=chat) | SeeAgain(chat=chat) | LoseChat(chat=chat):
            found = books.chats.of_chat(chat)
            return found.group if found else 0
    return command.group


def _place(books: Books, number: int) -> Place | None:
    group = books.groups.get(number)
    if group is None:
        return None
    row = books.chats.of_group(number)
    return Place(standing(books, group), group.platform, chat_binding.read(row.chat, row.facts) if row else None)


def _link(books: Books, row: ChatLink, chat: int) -> Link:
    held = books.chats.of_chat(chat)
    taken = held is not None and held.group != row.group
    return Link(row.handle, datetime.fromtimestamp(row.expires_at, UTC), row.used_at is not None, taken)


def _write(books: Books, event: Happened) -> Happened:
    now = event.now.timestamp()
    match event:
        case ChatOffered():
            books.chats.offer(event.handle, event.group, now, event.expires.timestamp())
        case ChatBound():
            if not books.chats.use(event.handle, now):
                raise Ended(chat_binding.USED)
            books.chats.bind(event.group, event.chat, now)
        case ChatMoved():
            books.chats.move(event.before, event.after)
            _note(books, event)
        case ChatLost():
            books.chats.unbind(event.chat)
        case RightsSeen() | ChatSetUp() | StepEnded():
            _note(books, event)
    if isinstance(event, ChatBound | ChatSetUp | ChatMoved | ChatLost):
        books.events.append(f"group:{event.group}", type(event).__name__, {}, event.person or None, now)
    return event


def _note(books: Books, event: RightsSeen | ChatSetUp | StepEnded | ChatMoved) -> None:
    row = books.chats.of_group(event.group)
    books.chats.note(event.group, chat_binding.after(row.facts if row else {}, event))


CARRIES = dict.fromkeys(get_args(domain.Command), _chats)
