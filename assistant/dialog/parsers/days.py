"""From a day and a time of day, as read, to one moment in UTC: zones, summer time, past and future."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from assistant.errors import Refused
from assistant.i18n import N_

NO_SUCH_DAY = N_("There is no such day in the calendar. Please check the date, such as 1 December.")
PAST = N_("{moment} has already passed. Please choose a time that is still to come.")
NOT_YET = N_("{moment} is still to come. When did it happen? For example: yesterday 3 pm.")
GAP = N_("The clocks skip that hour on that day. Please choose a time before or after it.")
TOO_FAR = N_("That is very far away. Could you check the year?")

_NEAR = timedelta(days=90)
_YEARS = 10
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Scene:
    """What a reading depends on: the moment it was said (aware, UTC), the zone, the wish for past or future."""

    now: datetime
    zone: ZoneInfo
    locale: str
    future: bool | None

    @property
    def local(self) -> datetime:
        return self.now.astimezone(self.zone)

    @property
    def today(self) -> date:
        return self.local.date()


def day_of(year: int, month: int, day: int) -> date:
    """The date; Refused where the calendar has none, as 30 February."""
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused(NO_SUCH_DAY) from None


def shift(start: date, days: int = 0, months: int = 0) -> date:
    """So many days and months on (or back); the 31st becomes the last day of a shorter month."""
    try:
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(start.day, last)) + timedelta(days=days)
    except (ValueError, OverflowError):
        raise Refused(TOO_FAR) from None


def without_year(month: int, day: int, scene: Scene) -> date:
    """A date in the nearest year that fits: ahead, or behind where the past is asked for.

    What has just passed (or is just ahead, if the past is wanted) stays there, to be refused: it is more
    likely a slip than a date almost a year away.
    """
    if (month, day) != (2, 29):
        day_of(2000, month, day)
    this = _in_year(scene.today.year, month, day)
    if scene.future is False:
        return _in_year(this.year - 1, month, day) if this - scene.today > _NEAR else this
    return _in_year(this.year + 1, month, day) if scene.today - this > _NEAR else this


def _in_year(year: int, month: int, day: int) -> date:
    return day_of(year, month, day)


def day_of_month(day: int, scene: Scene) -> date:
    """`the 15th`: of this month, or of the next one that has such a day ahead (behind, for the past)."""
    step = -1 if scene.future is False else 1
    first = scene.today.replace(day=1)
    for months in range(3):
        start = shift(first, months=step * months)
        if day > calendar.monthrange(start.year, start.month)[1] or day < 1:
            continue
        found = start.replace(day=day)
        if (found - scene.today).days * step >= 0:
            return found
    raise Refused(NO_SUCH_DAY)


def weekday(number: int, weeks: int | None, scene: Scene) -> date:
    """A weekday (Monday 0): `weeks` from this calendar week, or with None the nearest ahead (behind, for the past)."""
    if weeks is not None:
        return shift(scene.today, days=number - scene.today.weekday() + 7 * weeks)
    if scene.future is False:
        return shift(scene.today, days=-((scene.today.weekday() - number) % 7))
    return shift(scene.today, days=(number - scene.today.weekday()) % 7)


def settle(day: date | None, minute: int | None, scene: Scene, *, day_ends: bool) -> datetime:
    """The moment in UTC; `minute` counts from midnight and may run into the next day."""
    chosen = day or scene.today
    if abs(chosen.year - scene.today.year) > _YEARS:
        raise Refused(TOO_FAR)
    if minute is None:
        edge = time(23, 59, 59) if day_ends else time(0)
        found = _aware(datetime.combine(chosen, edge), scene, late=day_ends).astimezone(UTC)
        if chosen == scene.today:  # today has begun and has not ended: only its open part is meant
            if scene.future:
                return max(found, scene.now)
            return min(found, scene.now) if scene.future is False else found
    else:
        wall = datetime.combine(
            shift(chosen, days=minute // DAY_MINUTES), time(minute % DAY_MINUTES // 60, minute % 60)
        )
        aware = _aware(wall, scene, late=day_ends)
        found = aware.astimezone(UTC)
        if found.astimezone(scene.zone).replace(tzinfo=None) != wall:
            raise Refused(GAP)
    return timely(found, scene)


def timely(found: datetime, scene: Scene) -> datetime:
    """The same moment; Refused where it lies on the wrong side of now, or absurdly far away."""
    if scene.future and found <= scene.now:
        raise Refused(PAST, moment=found)
    if scene.future is False and found > scene.now:
        raise Refused(NOT_YET, moment=found)
    if abs(found - scene.now) > timedelta(days=366 * _YEARS):
        raise Refused(TOO_FAR)
    return found


def _aware(wall: datetime, scene: Scene, *, late: bool) -> datetime:
    """In an hour that comes twice, a deadline means the later one: nobody loses time by it."""
    return wall.replace(tzinfo=scene.zone, fold=1 if late else 0)
