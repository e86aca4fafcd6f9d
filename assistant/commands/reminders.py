"""Reminders that have come: kept, told, put off, done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.domain.reminding import (
    CloseReminders,
    FallDue,
    FinishReminder,
    How,
    PassOnReminders,
    RemindersChanged,
    SnoozeReminder,
    TellReminders,
    decide,
)
from assistant.store import Books

KEEP = 800 * 86400.0  # seconds that closed ones are kept: longer than any cycle, so none comes twice


def _fall_due(books: Books, command: FallDue) -> list[Any]:
    group = books.groups.get(command.group)
    if group is None or group.archived_at is not None:
        return []
    now = command.now.timestamp()
    before = [each for each in books.reminders.open_of_group(command.group) if each.kind == command.kind]
    made = books.reminders.put(
        group.owner, command.group, command.kind, command.occurrence, command.tell.timestamp(), command.data, now
    )
    if made is None:
        return []
    for each in before:
        books.reminders.close(each.id, How.REPLACED, now)
    return [RemindersChanged((group.owner,), command.now)]


def _tell(books: Books, command: TellReminders) -> list[Any]:
    now = command.now.timestamp()
    for number, again in command.told.items():
        books.reminders.told(number, again.timestamp() if again else None)
    for number, tell in command.waits.items():
        books.reminders.wait(number, tell.timestamp(), snoozed=False)
    for number in command.over:
        books.reminders.close(number, How.OVER, now)
    books.reminders.forget(now - KEEP)
    return [RemindersChanged((command.person,), command.now)]


def _finish(books: Books, command: FinishReminder) -> list[Any]:
    row = books.reminders.get(command.number)
    event = decide(command, row.person if row else None, is_open=row is not None and row.closed_at is None)
    books.reminders.close(command.number, How.DONE, command.now.timestamp())
    return [event]


def _snooze(books: Books, command: SnoozeReminder) -> list[Any]:
    row = books.reminders.get(command.number)
    event = decide(command, row.person if row else None, is_open=row is not None and row.closed_at is None)
    books.reminders.wait(command.number, command.until.timestamp(), snoozed=True)
    return [event]


def _close(books: Books, command: CloseReminders) -> list[Any]:
    found = books.reminders.open_of_group(command.group)
    closed = [each for each in found if not command.kinds or each.kind in command.kinds]
    for each in closed:
        books.reminders.close(each.id, How.OVER, command.now.timestamp())
    return [RemindersChanged(tuple({each.person: None for each in closed}), command.now)] if closed else []


def _pass_on(books: Books, command: PassOnReminders) -> list[Any]:
    group = books.groups.get(command.group)
    if group is None:
        return []
    strangers = [each for each in books.reminders.open_of_group(command.group) if each.person != group.owner]
    for each in strangers:
        books.reminders.pass_on(each.id, group.owner, command.tell.timestamp())
    people = {each.person: None for each in strangers}
    return [RemindersChanged((*people, group.owner), command.now)] if strangers else []


CARRIES: Mapping[type, Callable[[Books, Any], list[Any]]] = {
    FallDue: _fall_due,
    TellReminders: _tell,
    FinishReminder: _finish,
    SnoozeReminder: _snooze,
    CloseReminders: _close,
    PassOnReminders: _pass_on,
}
