"""Settling the safety of a group, and keeping count of the papers made of it."""

from __future__ import annotations

from typing import Any, get_args

from assistant.commands.standing import standing_of
from assistant.domain import safety as domain
from assistant.domain.safety import PaperNoted, SafetySet
from assistant.store import Books


def _safety(books: Books, command: domain.Command) -> list[domain.Happened]:
    row = books.safety.get(command.group)
    held = domain.read(row.body) if row else None
    return [_write(books, event) for event in domain.decide(command, standing_of(books, command.group), held)]


def _write(books: Books, event: domain.Happened) -> domain.Happened:
    now, kept = event.now.timestamp(), dict[str, Any]()
    match event:
        case SafetySet():
            kept = {"n": books.safety.put(event.group, event.safety.body(), now)}
        case PaperNoted():
            books.safety.note_paper(event.group, event.paper, now)
            kept = {"paper": event.paper}
    books.events.append(f"group:{event.group}", type(event).__name__, kept, event.person, now)
    return event


CARRIES = dict.fromkeys(get_args(domain.Command), _safety)
