"""Facts about reminders that have come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.store import Books

FACTS: Mapping[str, Callable[[Books, int], Any]] = {
    # What the person was told and has neither done nor put off.
    "due_reminders": lambda books, person: [
        each for each in books.reminders.open(person) if each.times and not each.snoozed
    ],
    "open_reminders": lambda books, _: books.reminders.open,  # of any person
    "find_reminder": lambda books, _: books.reminders.get,
}
