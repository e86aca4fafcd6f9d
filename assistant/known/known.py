"""What the books know, as facts for the dialogue: read on demand, inside the turn's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assistant.known import (
    case_files,
    cases,
    chats,
    checkups,
    groups,
    orders,
    partners,
    privacy,
    reminders,
    roles,
    safety,
)
from assistant.store import Books

# A fact's name -> what the books know of it, as of one person.
Facts = Mapping[str, Callable[[Books, int], Any]]

FACTS: Facts = {
    **checkups.FACTS,
    **groups.FACTS,
    **roles.FACTS,
    **reminders.FACTS,
    **orders.FACTS,
    **safety.FACTS,
    **cases.FACTS,
    **privacy.FACTS,
    **case_files.FACTS,
    **partners.FACTS,
    **chats.FACTS,
}


class Known(Mapping[str, Any]):
    """Facts by name. Those that need an argument (`find_group`) are functions of it."""

    def __init__(self, books: Books, person: int, bot: str, fresh: str) -> None:
        self._books, self._person = books, person
        self._read: dict[str, Any] = {"person": person, "bot": bot, "fresh": fresh}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            self._read[name] = FACTS[name](self._books, self._person)
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._read or name in FACTS

    def __iter__(self) -> Iterator[str]:
        return iter({*self._read, *FACTS})

    def __len__(self) -> int:
        return len({*self._read, *FACTS})
