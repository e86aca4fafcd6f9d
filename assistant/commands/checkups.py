"""Members' checks and rounds written down: the counts among the group's facts, all of it in the history."""

from __future__ import annotations

from typing import Any, get_args

from assistant.commands.standing import standing_of
from assistant.domain import checkups
from assistant.domain.checkups import Happened, MembersChecked, RoundDone
from assistant.domain.groups import NO_SUCH_LINK
from assistant.errors import Refused
from assistant.store import Books


def _checkups(books: Books, command: checkups.Command) -> list[Happened]:
    return [_write(books, event) for event in checkups.decide(command, standing_of(books, command.group))]


def _write(books: Books, event: Happened) -> Happened:
    found = books.groups.get(event.group)
    if found is None or not books.groups.update(found.id, found.version, facts=checkups.keep(found.facts, event)):
        raise Refused(NO_SUCH_LINK)
    subject, name = f"group:{event.group}", type(event).__name__
    books.events.append(subject, name, _counts(event), event.person, event.now.timestamp())
    return event


def _counts(event: Happened) -> dict[str, Any]:
    match event:
        case MembersChecked():
            counts = {"size": event.size, "unnamed": event.unnamed, "dormant": event.dormant}
            return {**counts, "clones": event.clones, "asked": event.asked}
        case RoundDone():
            return {"kind": event.kind}


CARRIES = dict.fromkeys(get_args(checkups.Command), _checkups)
