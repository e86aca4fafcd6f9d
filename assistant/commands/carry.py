"""Commands of the domain carried out on the books: decide, write down, keep the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.commands import (
    cases,
    chat_requests,
    chats,
    checkups,
    groups,
    orders,
    partners,
    privacy,
    rehearsal,
    reminders,
    risks,
    roles,
    rules,
    safety,
)
from assistant.store import Books

# A command's type -> what carries it out and gives the events that it has written down.
Carries = Mapping[type, Callable[[Books, Any], list[Any]]]

CARRIES: Carries = {
    **checkups.CARRIES,
    **groups.CARRIES,
    **rules.CARRIES,
    **roles.CARRIES,
    **rehearsal.CARRIES,
    **reminders.CARRIES,
    **orders.CARRIES,
    **safety.CARRIES,
    **cases.CARRIES,
    **risks.CARRIES,
    **privacy.CARRIES,
    **partners.CARRIES,
    **chats.CARRIES,
    **chat_requests.CARRIES,
}


def carry_out(books: Books, command: Any) -> list[Any]:
    """Decide and write down; raises Refused where the domain says no. One transaction with the rest of the turn."""
    return CARRIES[type(command)](books, command)
