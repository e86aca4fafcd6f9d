"""Reminders as people see them: one alone, several in a list; done, later, and what became of an old one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from assistant.dialog.buttons import command
from assistant.dialog.flow import Page
from assistant.dialog.moves import Stage
from assistant.dialog.outcome import Shown
from assistant.dialog.pages import going_on
from assistant.dialog.session import Desk
from assistant.dialog.words import Button, Day, Message, Screen, words
from assistant.domain.reminders import Later, day_of, put_off
from assistant.domain.reminding import NOT_YOURS, FinishReminder, How, SnoozeReminder
from assistant.errors import Refused
from assistant.facts import Layered, Reading, apply, over, reads
from assistant.i18n import N_, NN_
from flows.library import zone_of
from flows.upkeep.calendar import CALENDAR, never, next_round

Facts = Mapping[str, Any]
Row = tuple[Button, ...]
_OURS = frozenset({"group", "data", "now"})  # given by whoever asks, not by the books


def facts_read(*functions: Reading) -> tuple[str, ...]:
    """The names of what these functions want from the books."""
    return tuple(sorted(frozenset().union(*map(reads, functions)) - _OURS))


def stands(row: Any, group: Any, facts: Facts) -> bool:
    """Whether an open reminder still applies."""
    if group is None or group.archived_at is not None or group.owner != row.person or row.kind not in CALENDAR:
        return False
    entry, about = CALENDAR[row.kind], _about(row, group, facts)
    off = entry.cycle is not never and apply(entry.cycle, about) is None
    return not off and bool(apply(entry.holds, about))


def _about(row: Any, group: Any, facts: Facts) -> Layered:
    return Layered({"group": group, "data": row.data, "now": facts["now"]}, facts)


# --- told ---


def told(due: Sequence[tuple[Any, Any]], facts: Facts) -> Screen:
    """One reminder by its own words, several as a list of which each opens one; pairs of reminder and group."""
    if len(due) == 1:
        return _single(*due[0], facts)
    text = Message(
        NN_("🔔 <b>One thing is due.</b>", "🔔 <b>{count} things are due.</b> Tap one."), {"count": len(due)}
    )
    return Screen((text,), tuple(_listed(row, group) for row, group in due))


def _listed(row: Any, group: Any) -> Row:
    return (Button(_short(row, group), command("reminder", str(row.id))),)


def _short(row: Any, group: Any) -> Message:
    return words(CALENDAR[row.kind].short, name=group.name)


def _single(row: Any, group: Any, facts: Facts, *more: Row) -> Screen:
    entry = CALENDAR[row.kind]
    text = words(entry.text, name=group.name, **apply(entry.values, _about(row, group, facts)))
    rows = [(Button(Message(label), command(name, str(group.id))),) for label, name in entry.buttons]
    number = str(row.id)
    ends = (
        Button(Message(N_("Done ✓")), command("reminded", number)),
        Button(Message(N_("Later…")), command("later", number)),
    )
    return Screen((text,), (*rows, ends, *more))


# --- looked at ---


def _due(facts: Facts) -> list[tuple[Any, Any]]:
    """The person's open reminders that still apply and were not put off, with their groups."""
    pairs = ((row, facts["find_number"](row.group)) for row in facts["due_reminders"])
    return [(row, group) for row, group in pairs if stands(row, group, facts)]


def _screen(facts: Facts, screen: Screen) -> Screen:
    """A page over a conversation ends with the way back into it."""
    desk: Desk = facts["desk"]
    stage: Stage = facts["stage"]
    return Screen(screen.paragraphs, (*screen.rows, *going_on(stage, desk.active)))


def _back(facts: Facts, besides: int) -> Iterator[Row]:
    left = sum(1 for row, _ in _due(facts) if row.id != besides)
    if left:
        label = Message(NN_("One more is due", "{count} more are due"), {"count": left})
        yield (Button(label, command("reminders")),)


def reminders(facts: Facts) -> Screen:
    """What is due, over all of the person's groups."""
    due = _due(facts)
    if not due:
        return _screen(facts, Screen((Message(N_("Nothing is due.")),), (_groups(),)))
    return _screen(facts, told(due, facts))


def _groups() -> Row:
    return (Button(Message(N_("My groups")), command("groups")),)


def reminder(facts: Facts) -> Screen:
    """One of them."""
    row, group = _mine(facts)
    if row.closed_at is not None or not stands(row, group, facts):
        return _past(facts, row)
    return _screen(facts, _single(row, group, facts, *_back(facts, row.id)))


def _mine(facts: Facts) -> tuple[Any, Any]:
    number = facts["payload"].partition(" ")[0]
    row = facts["find_reminder"](int(number)) if number.isascii() and number.isdigit() and len(number) < 16 else None
    if row is None or row.person != facts["person"]:
        raise Refused(NOT_YOURS)
    return row, facts["find_number"](row.group)


_ENDED = {
    How.DONE: N_("You marked that one as done on {day}."),
    How.OVER: N_("That one has settled itself since."),
    How.REPLACED: N_("A newer reminder has taken the place of that one."),
}


def _past(facts: Facts, row: Any) -> Screen:
    """An old button: what became of that reminder, and what is due now."""
    group = facts["find_number"](row.group)
    values = {}
    if row.how == How.DONE:
        values = {"day": Day(day_of(datetime.fromtimestamp(row.closed_at, UTC), zone_of(group)))}
    note = Message(_ENDED[How(row.how or How.OVER)], values)
    due = _due(facts)
    same = [pair for pair in due if (pair[0].group, pair[0].kind) == (row.group, row.kind)]
    now = told(same or due, facts) if due else Screen((Message(N_("Nothing is due.")),), (_groups(),))
    return _screen(facts, Screen((note, *now.paragraphs), now.rows))


# --- done, later ---


def reminded(facts: Facts) -> Screen | Shown:
    """Done: it is closed; one that comes again and again says when."""
    row, group = _mine(facts)
    if row.closed_at is not None or not stands(row, group, facts):
        return _past(facts, row)
    said = words(CALENDAR[row.kind].done, what=_short(row, group))
    after = max(day_of(facts["now"], zone_of(group)), day_of(datetime.fromtimestamp(row.at, UTC), zone_of(group)))
    if (day := next_round(row.kind, group, after, _about(row, group, facts))) is not None:
        said = words(N_("{said} Next time on {day}."), said=said, day=Day(day))
    rows = (*_back(facts, row.id), _groups())
    return Shown(_screen(facts, Screen((said,), rows)), FinishReminder(facts["person"], facts["now"], row.id))


_CHOICES = {
    Later.TOMORROW: N_("Tomorrow"),
    Later.THREE_DAYS: N_("In three days"),
    Later.NEXT_WEEK: N_("Next week"),
}


def later(facts: Facts) -> Screen:
    """Later: when?"""
    row, group = _mine(facts)
    if row.closed_at is not None or not stands(row, group, facts):
        return _past(facts, row)
    text = words(N_("When shall I remind you again? In the morning, at nine.\n{what}"), what=_short(row, group))
    rows = tuple(
        (Button(Message(label), command("snooze", f"{row.id} {choice}")),) for choice, label in _CHOICES.items()
    )
    back = (Button(Message(N_("‹ Leave it")), command("reminder", str(row.id))),)
    return _screen(facts, Screen((text,), (*rows, back)))


def snooze(facts: Facts) -> Screen | Shown:
    """Put off to that morning."""
    row, group = _mine(facts)
    if row.closed_at is not None or not stands(row, group, facts):
        return _past(facts, row)
    choice = facts["payload"].partition(" ")[2]
    if choice not in set(Later):
        return later(facts)
    until = put_off(facts["now"], Later(choice), zone_of(group))
    day = Day(day_of(until, zone_of(group)))
    said = words(N_("✓ I remind you again on {day}: {what}."), day=day, what=_short(row, group))
    rows = (*_back(facts, row.id), _groups())
    snoozed = SnoozeReminder(facts["person"], facts["now"], row.id, until)
    return Shown(_screen(facts, Screen((said,), rows)), snoozed)


_EVERY = facts_read(*(each for entry in CALENDAR.values() for each in (entry.cycle, entry.holds, entry.values)))
_NEEDS = ("payload", "now", "person", "desk", "stage", "due_reminders", "find_reminder", "find_number")


def _page(name: str, show: Callable[[Facts], Screen | Shown]) -> Page:
    return Page(name, over(show, _NEEDS, [each for each in _EVERY if each not in _NEEDS]), on=(name,), overlay=True)


PAGES = (
    _page("reminders", reminders),
    _page("reminder", reminder),
    _page("reminded", reminded),
    _page("later", later),
    _page("snooze", snooze),
)
