"""A rehearsal noted: its day among the group's facts and in the history, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.commands.standing import standing_of
from assistant.domain import rehearsal
from assistant.domain.groups import NO_SUCH_LINK
from assistant.domain.rehearsal import Rehearse, Rehearsed
from assistant.errors import Refused
from assistant.store import Books


def _rehearse(books: Books, command: Rehearse) -> list[Rehearsed]:
    event = rehearsal.decide(command, standing_of(books, command.group))
    found = books.groups.get(event.group)
    if found is None or not books.groups.update(found.id, found.version, facts=rehearsal.keep(found.facts, event)):
        raise Refused(NO_SUCH_LINK)
    books.events.append(f"group:{event.group}", type(event).__name__, {}, event.person, event.now.timestamp())
    return [event]


CARRIES: Mapping[type, Callable[[Books, Any], list[Any]]] = {Rehearse: _rehearse}
