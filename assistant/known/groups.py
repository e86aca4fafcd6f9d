"""Facts about groups: one's own, those one belongs to, any by its number or link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.store import Books

FACTS: Mapping[str, Callable[[Books, int], Any]] = {
    "my_groups": lambda books, person: books.groups.of_owner(person),
    "member_of": lambda books, person: books.groups.of_member(person),
    "find_group": lambda books, _: books.groups.by_handle,
    "find_number": lambda books, _: books.groups.get,
    "find_qr": lambda books, _: books.groups.qr,
    "find_rules": lambda books, _: books.groups.rulebook,
    "find_member": lambda books, person: lambda group: books.groups.member(group, person),
    "find_members": lambda books, _: lambda group: len(books.groups.members(group)),
    "roster": lambda books, _: books.groups.members,
}
