"""What the books know, as facts for the dialogue: read on demand, inside the turn's transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.store import Books


class Known(Mapping[str, Any]):
    """Facts by name. Those that need an argument (`find_group`) are functions of it."""

    def __init__(self, books: Books, person: int, bot: str, fresh: str) -> None:
        self._books, self._person = books, person
        self._plain: dict[str, Any] = {"person": person, "bot": bot, "fresh": fresh}

    def __getitem__(self, name: str) -> Any:
        if name not in self._plain:
            self._plain[name] = getattr(self, f"_{name}")() if name in NAMES else self._missing(name)
        return self._plain[name]

    def __contains__(self, name: object) -> bool:
        return name in self._plain or name in NAMES

    def __iter__(self) -> Iterator[str]:
        return iter({*self._plain, *NAMES})

    def __len__(self) -> int:
        return len({*self._plain, *NAMES})

    def _missing(self, name: str) -> Any:
        raise KeyError(name)

    def _my_groups(self) -> Any:
        return self._books.groups.of_owner(self._person)

    def _member_of(self) -> Any:
        return self._books.groups.of_member(self._person)

    def _find_group(self) -> Any:
        return self._books.groups.by_handle

    def _find_number(self) -> Any:
        return self._books.groups.get

    def _find_qr(self) -> Any:
        return self._books.groups.qr

    def _find_rules(self) -> Any:
        return self._books.groups.rulebook

    def _find_member(self) -> Any:
        return lambda group: self._books.groups.member(group, self._person)

    def _find_members(self) -> Any:
        return lambda group: len(self._books.groups.members(group))


NAMES = frozenset(
    {"my_groups", "member_of", "find_group", "find_number", "find_qr", "find_rules", "find_member", "find_members"}
)
