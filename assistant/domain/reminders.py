"""When to remind: quiet hours, cycles in the calendar that people live by, putting off. Pure.

Days are days of the group's zone; moments come in aware and go out in UTC. A time of day that a change of the
clocks leaves out counts as much later as the clocks were put forward; of one that comes twice, the first counts.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


class Cycle(StrEnum):
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class Later(StrEnum):
    """How far a reminder may be put off."""

    TOMORROW = "1"
    THREE_DAYS = "3"
    NEXT_WEEK = "7"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nobody is reminded, by the clock of the group's zone; they may span midnight."""

    begins: time = time(21)
    ends: time = time(9)

    def at(self, wall: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= wall < self.ends
        return wall >= self.begins or wall < self.ends


NIGHT = Quiet()


def day_of(moment: datetime, zone: str) -> date:
    """The day it is there."""
    return moment.astimezone(ZoneInfo(zone)).date()


def at(day: date, wall: time, zone: str, *, second: bool = False) -> datetime:
    """That time of that day there; `second`: of a time that comes twice, the later one."""
    return datetime.combine(day, wall.replace(fold=int(second)), ZoneInfo(zone)).astimezone(UTC)


def morning(day: date, zone: str, quiet: Quiet = NIGHT) -> datetime:
    """When that day's quiet hours end."""
    return at(day, quiet.ends, zone)


def is_quiet(moment: datetime, zone: str, quiet: Quiet = NIGHT) -> bool:
    return quiet.at(moment.astimezone(ZoneInfo(zone)).time())


def next_morning(moment: datetime, zone: str, quiet: Quiet = NIGHT) -> datetime:
    """When the quiet hours end next, after that moment."""
    today = day_of(moment, zone)
    days = (today - DAY, today, today + DAY, today + 2 * DAY)
    ends = sorted({at(day, quiet.ends, zone, second=second) for day in days for second in (False, True)})
    return next(each for each in ends if each > moment and not is_quiet(each, zone, quiet))


def awake(moment: datetime, zone: str, quiet: Quiet = NIGHT) -> datetime:
    """That moment, or the end of the quiet hours in which it lies."""
    return next_morning(moment, zone, quiet) if is_quiet(moment, zone, quiet) else moment.astimezone(UTC)


def nth(anchor: date, cycle: Cycle, n: int) -> date:
    """The day n rounds after the anchor: the same weekday, or day of the month (its last, where it has no such)."""
    if cycle == Cycle.WEEK:
        return anchor + 7 * n * DAY
    months = anchor.year * 12 + anchor.month - 1 + n * (3 if cycle == Cycle.QUARTER else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(anchor.day, calendar.monthrange(year, month + 1)[1]))


def next_day(anchor: date, cycle: Cycle, after: date) -> date:
    """The first day of the cycle that is later than `after`; the anchor itself is none."""
    length = {Cycle.WEEK: 7, Cycle.MONTH: 31, Cycle.QUARTER: 92}[cycle]
    n = max(1, (after - anchor).days // length)  # never beyond: no round is longer
    while nth(anchor, cycle, n) <= after:
        n += 1
    return nth(anchor, cycle, n)


def put_off(moment: datetime, later: Later, zone: str, quiet: Quiet = NIGHT) -> datetime:
    """The morning so many days on."""
    return morning(day_of(moment, zone) + int(later) * DAY, zone, quiet)
