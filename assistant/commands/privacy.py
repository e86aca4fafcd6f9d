"""People erased."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.domain import privacy
from assistant.domain.privacy import ErasePerson, PersonErased
from assistant.erasing import erase_person, hindrances
from assistant.store import Books


def _erase(books: Books, command: ErasePerson) -> list[PersonErased]:
    events = privacy.decide(command, hindrances(books, command.person, command.now))
    for event in events:
        erase_person(books, event.person, event.now)
    return events


CARRIES: Mapping[type, Callable[[Books, Any], list[Any]]] = {ErasePerson: _erase}
