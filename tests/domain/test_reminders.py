"""Quiet hours, mornings and rounds, in every zone and over every change of the clocks."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as some

from assistant.domain.reminders import (
    NIGHT,
    Cycle,
    Later,
    Quiet,
    at,
    awake,
    day_of,
    is_quiet,
    morning,
    next_day,
    next_morning,
    nth,
    put_off,
)

ZONES = (
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "Australia/Lord_Howe",  # its clocks change by half an hour
    "America/St_Johns",
    "Asia/Kathmandu",  # off by three quarters of an hour
    "Pacific/Kiritimati",
    "Pacific/Apia",
)
zones = some.sampled_from(ZONES)
moments = some.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=some.just(UTC))  # noqa: DTZ001 - the strategy wants them bare
days = some.dates(date(2025, 1, 1), date(2030, 1, 1))
quarters = some.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
nights = some.builds(Quiet, quarters, quarters)
cycles = some.sampled_from(Cycle)


def local(zone: str, *wall: int, fold: int = 0) -> datetime:
    return datetime(*wall, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)  # type: ignore[misc, arg-type]


# --- quiet hours ---


@pytest.mark.parametrize(
    ("wall", "quiet"), [("20:59:59", False), ("21:00", True), ("00:00", True), ("08:59:59", True), ("09:00", False)]
)
def test_the_night_goes_from_nine_to_nine(wall, quiet):
    assert NIGHT.at(time.fromisoformat(wall)) is quiet


def test_quiet_hours_may_lie_within_a_day():
    siesta = Quiet(time(13), time(15))
    assert [siesta.at(time(hour)) for hour in (12, 13, 14, 15)] == [False, True, True, False]


def test_in_the_night_one_waits_for_the_morning_by_day_one_does_not():
    evening, noon = local("Europe/Berlin", 2026, 11, 22, 23), local("Europe/Berlin", 2026, 11, 22, 12)
    assert awake(evening, "Europe/Berlin") == local("Europe/Berlin", 2026, 11, 23, 9)
    assert awake(noon, "Europe/Berlin") == noon
    before_nine = local("Europe/Berlin", 2026, 11, 22, 3)
    assert awake(before_nine, "Europe/Berlin") == local("Europe/Berlin", 2026, 11, 22, 9)


@pytest.mark.parametrize(
    ("zone", "evening", "morning_after", "hours"),
    [
        ("Europe/Berlin", (2026, 3, 28, 21), (2026, 3, 29, 9), 11),
        ("Europe/Berlin", (2026, 10, 24, 21), (2026, 10, 25, 9), 13),
        ("America/New_York", (2026, 3, 7, 21), (2026, 3, 8, 9), 11),
        ("Australia/Lord_Howe", (2026, 4, 4, 21), (2026, 4, 5, 9), 12.5),
        ("Australia/Lord_Howe", (2026, 10, 3, 21), (2026, 10, 4, 9), 11.5),
        ("Asia/Shanghai", (2026, 3, 28, 21), (2026, 3, 29, 9), 12),
    ],
)
def test_the_night_in_which_the_clocks_change_ends_at_nine_as_well(zone, evening, morning_after, hours):
    found = awake(local(zone, *evening), zone)
    assert found == local(zone, *morning_after)
    assert found - local(zone, *evening) == timedelta(hours=hours)


def test_quiet_hours_that_end_in_the_hour_that_comes_twice():
    """02:30 comes twice in Berlin that night: between the two, it is quiet once more."""
    quiet = Quiet(time(22), time(2, 30))
    first, second = (local("Europe/Berlin", 2026, 10, 25, 2, 30, fold=fold) for fold in (0, 1))
    assert awake(local("Europe/Berlin", 2026, 10, 25, 1), "Europe/Berlin", quiet) == first
    assert awake(local("Europe/Berlin", 2026, 10, 25, 2, 10, fold=1), "Europe/Berlin", quiet) == second


def test_quiet_hours_that_end_in_the_hour_that_is_left_out():
    quiet = Quiet(time(22), time(2, 30))
    found = awake(local("Europe/Berlin", 2026, 3, 29, 1), "Europe/Berlin", quiet)
    assert found.astimezone(ZoneInfo("Europe/Berlin")).time() == time(3, 30)


@given(moments, zones)
@example(local("Australia/Lord_Howe", 2026, 4, 5, 1, 45), "Australia/Lord_Howe")
def test_whoever_waits_waits_for_the_end_of_this_night_and_no_longer(moment, zone):
    found = awake(moment, zone)
    assert found >= moment
    assert not is_quiet(found, zone)
    assert found == moment or found.astimezone(ZoneInfo(zone)).time() == time(9)
    assert found - moment <= timedelta(hours=13)
    minutes = range(0, int((found - moment).total_seconds() // 60), 7)
    assert all(is_quiet(moment + timedelta(minutes=minute), zone) for minute in minutes)


@given(moments, zones, nights)
def test_whatever_the_quiet_hours_one_is_told_in_the_end(moment, zone, quiet):
    found = awake(moment, zone, quiet)
    assert found >= moment
    assert not is_quiet(found, zone, quiet)
    assert found - moment <= timedelta(hours=26)


@given(moments, zones)
def test_the_next_morning_is_the_first_after(moment, zone):
    found = next_morning(moment, zone)
    assert found > moment
    assert found.astimezone(ZoneInfo(zone)).time() == time(9)
    assert found - moment <= timedelta(hours=25)
    assert awake(found, zone) == found
    assert next_morning(found - timedelta(seconds=1), zone) == found


# --- days and mornings ---


@given(days, zones)
def test_a_morning_is_on_its_day(day, zone):
    assert day_of(morning(day, zone), zone) == day
    assert morning(day, zone) < morning(day + timedelta(days=1), zone)


@given(days, quarters, zones)
def test_a_time_that_is_left_out_counts_as_much_later_as_the_clocks_jump(day, wall, zone):
    found = at(day, wall, zone).astimezone(ZoneInfo(zone))
    assert found.date() == day
    gap = datetime.combine(day, found.time()) - datetime.combine(day, wall)
    assert timedelta(0) <= gap <= timedelta(hours=1)
    assert gap == timedelta(0) or found.fold == 0


def test_of_a_time_that_comes_twice_the_first_counts():
    day = date(2026, 11, 1)
    first, second = at(day, time(1, 30), "America/New_York"), at(day, time(1, 30), "America/New_York", second=True)
    assert second - first == timedelta(hours=1)


# --- rounds ---


def test_the_last_of_the_month_stays_the_last():
    month = [nth(date(2027, 1, 31), Cycle.MONTH, n) for n in range(1, 14)]
    assert [each.day for each in month] == [28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29]
    assert nth(date(2026, 11, 30), Cycle.QUARTER, 1) == date(2027, 2, 28)
    assert nth(date(2027, 11, 30), Cycle.QUARTER, 1) == date(2028, 2, 29)
    assert nth(date(2028, 2, 29), Cycle.QUARTER, 4) == date(2029, 2, 28)


@given(days, cycles, some.integers(0, 60))
def test_rounds_keep_weekday_or_day_of_the_month(anchor, cycle, n):
    found = nth(anchor, cycle, n)
    if cycle == Cycle.WEEK:
        assert found - anchor == timedelta(weeks=n)
        return
    months = (found.year - anchor.year) * 12 + found.month - anchor.month
    assert months == n * (3 if cycle == Cycle.QUARTER else 1)
    last = calendar.monthrange(found.year, found.month)[1]
    assert found.day == anchor.day or (found.day == last and last < anchor.day)


@given(days, cycles, some.integers(-100, 3000))
def test_the_next_is_later_and_none_lies_between(anchor, cycle, passed):
    after = anchor + timedelta(days=passed)
    found = next_day(anchor, cycle, after)
    assert found > max(after, anchor)
    every = [nth(anchor, cycle, n) for n in range(1, 1 + max(0, passed) // 7 + 2)]
    assert found == next(each for each in every if each > after)


@given(days, cycles)
def test_one_after_the_other_they_are_the_rounds(anchor, cycle):
    day, found = anchor, []
    for _ in range(15):
        day = next_day(anchor, cycle, day)
        found.append(day)
    assert found == [nth(anchor, cycle, n) for n in range(1, 16)]


# --- later ---


@given(moments, zones, some.sampled_from(Later))
def test_put_off_is_in_the_morning_so_many_days_on(moment, zone, later):
    found = put_off(moment, later, zone).astimezone(ZoneInfo(zone))
    assert found.time() == time(9)
    assert found.date() - day_of(moment, zone) == timedelta(days=int(later))


@given(moments, zones)
def test_tomorrow_is_later_than_now_and_sooner_than_in_three_days(moment, zone):
    found = [put_off(moment, later, zone) for later in Later]
    assert [moment, *found] == sorted({moment, *found})
    assume(not is_quiet(moment, zone))
    assert found[0] - moment >= timedelta(hours=11)
