"""Those who ask to join a group's chat: noted, and let in."""

from __future__ import annotations

from typing import get_args

from assistant.domain import chat_requests as domain
from assistant.domain.chat_requests import AskedToJoin, Gate, Happened, NoteRequest
from assistant.store import Books


def _requests(books: Books, command: domain.Command) -> list[Happened]:
    return [_write(books, event) for event in domain.decide(command, _gate(books, command))]


def _gate(books: Books, command: domain.Command) -> Gate | None:
    """None where there is no such chat, or its group is archived."""
    chats = books.chats
    row = chats.of_chat(command.chat) if isinstance(command, NoteRequest) else chats.of_group(command.group)
    group = books.groups.get(row.group) if row else None
    if row is None or group is None or group.archived_at is not None:
        return None
    rules, member = books.groups.rulebook(row.group), books.groups.member(row.group, command.person)
    confirmed = member.rules_version if member else 0
    asking = books.chats.asks(row.group, command.person)
    return Gate(row.group, row.chat, rules.n if rules else 0, confirmed, asking)


def _write(books: Books, event: Happened) -> Happened:
    if isinstance(event, AskedToJoin):
        books.chats.ask(event.group, event.person, event.now.timestamp())
    else:
        books.chats.let_in(event.group, event.person)
    return event


CARRIES = dict.fromkeys(get_args(domain.Command), _requests)
