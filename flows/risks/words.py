"""What a risk record is, said the same on every screen; and how the entries of a group or of a person are listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from assistant.dialog.buttons import command
from assistant.dialog.words import Button, Day, Local, Message, Plain, words
from assistant.domain.disputes.risks import CONTEST_LASTS, Entry
from assistant.i18n import N_
from flows.disputes.words import number_of

WHAT_IT_IS = N_(
    "A risk record says one thing, for a limited time: a final ruling was not carried out. Nobody can read it. Whoever looks after a group "
    "that takes part may ask about one person and hears “look closer” or “nothing known”: no name, no group, no reason. A human decides."
)


def day_of(at: datetime, zone: str) -> Day:
    """The day of a moment months ahead, where the group lives."""
    return Day(at.astimezone(ZoneInfo(zone)).date())


def state_of(entry: Entry, now: datetime, zone: str) -> Message:
    """How an entry stands: counts, waits for an answer to an objection, or counts no more."""
    if now >= entry.expires_at:
        return Message(N_("expired"))
    if entry.kept is False:
        return Message(N_("taken back"))
    if entry.contested_at is not None and entry.kept is None:
        until = entry.contested_at + CONTEST_LASTS
        if now >= until:
            return Message(N_("does not count: the objection was not answered in time"))
        return words(N_("objected to; does not count unless it is confirmed by {until}"), until=Local(until, zone))
    return words(N_("counts until {until}"), until=day_of(entry.expires_at, zone))


def lines(entries: Sequence[Entry], now: datetime, zones: dict[int, str]) -> Iterator[Message]:
    for each in entries:
        state = state_of(each, now, zones.get(each.group, "UTC"))
        yield words(N_("▫️ Case {number}: {state}"), number=number_of(each.case), state=state)


def settled(entry: Entry, now: datetime) -> bool:
    """Whether nothing can be done about it any more."""
    return now >= entry.expires_at or entry.kept is False


def waits(entry: Entry, now: datetime) -> bool:
    """Whether an objection waits for an answer."""
    open_ = entry.contested_at is not None and entry.kept is None
    return open_ and not settled(entry, now) and now < (entry.contested_at or now) + CONTEST_LASTS


def button(text: str | Message | Plain, name: str, payload: Any = "", *, below: bool = False) -> tuple[Button, ...]:
    """A row of one button."""
    label = Message(text) if isinstance(text, str) else text
    return (Button(label, command(name, str(payload), below=below)),)
