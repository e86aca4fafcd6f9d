from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moment_cases import AHEAD, BEHIND, REFUSED
from parsers_kit import EN, JUNK, LONG_JUNK, NOW, SHORT_JUNK, ZH, patient, refusal, survives

from assistant.dialog.events import Context, Text
from assistant.dialog.parsers import days, days_en, moment

SHANGHAI = ZoneInfo("Asia/Shanghai")


def local(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S" if text.count(":") == 2 else "%Y-%m-%d %H:%M").replace(
        tzinfo=SHANGHAI
    )


@pytest.mark.parametrize(("said", "expected"), AHEAD)
def test_a_time_to_come_is_read_in_the_groups_zone(said, expected):
    found = moment()(Text(said), ZH)
    assert found == local(expected)
    assert found.utcoffset() == timedelta(0)


@pytest.mark.parametrize(("said", "expected"), BEHIND)
def test_a_time_gone_by_is_read_where_the_past_is_asked_for(said, expected):
    assert moment(future=False)(Text(said), ZH) == local(expected)


@pytest.mark.parametrize(("said", "sentence"), REFUSED)
def test_what_is_not_one_clear_time_is_refused_with_its_own_sentence(said, sentence):
    assert refusal(moment(), said) == sentence


@pytest.mark.parametrize("said", ["明天", "12月1日", "两小时后", "下周五"])
def test_what_is_still_to_come_cannot_have_happened(said):
    assert refusal(moment(future=False), said) == days.NOT_YET


def test_without_a_wish_both_past_and_future_are_taken():
    assert moment(future=None)(Text("昨天下午三点"), ZH) == local("2026-11-22 15:00")
    assert moment(future=None)(Text("明天下午三点"), ZH) == local("2026-11-24 15:00")


def test_a_day_without_a_time_may_mean_its_start():
    assert moment(day_ends=False)(Text("明天"), ZH) == local("2026-11-24 00:00")
    assert moment(day_ends=False)(Text("今天"), ZH) == NOW
    assert moment(future=None, day_ends=False)(Text("今天"), ZH) == local("2026-11-23 00:00")


@pytest.mark.parametrize(
    ("said", "locale", "expected"),
    [
        ("12/1", "zh_CN", date(2026, 12, 1)),
        ("12/1", "en_US", date(2026, 12, 1)),
        ("12/1", "en_GB", date(2027, 1, 12)),
        ("12/25", "en", date(2026, 12, 25)),
        ("25/12", "en", date(2026, 12, 25)),
        ("25.12.2026", "en", date(2026, 12, 25)),
        ("12/12", "en", date(2026, 12, 12)),
    ],
)
def test_two_figures_are_a_date_as_the_locale_writes_it(said, locale, expected):
    context = Context(now=NOW, locale=locale, zone="UTC")
    assert moment()(Text(said), context).date() == expected


@pytest.mark.parametrize("said", ["12/1", "1/12", "12.1", "1/12/2026"])
def test_two_figures_that_stay_open_are_asked_about(said):
    assert refusal(moment(), said, EN) == days_en.WHICH_DATE


def test_the_same_words_mean_another_moment_in_another_zone():
    tokyo, london = (Context(now=NOW, zone=zone) for zone in ("Asia/Tokyo", "Europe/London"))
    assert moment()(Text("明天18:00"), tokyo) == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert moment()(Text("明天18:00"), london) == datetime(2026, 11, 24, 18, tzinfo=UTC)


def test_the_zone_decides_which_day_today_is():
    late = Context(now=datetime(2026, 11, 23, 20, tzinfo=UTC))  # already the 24th in Shanghai
    assert moment()(Text("明天18:00"), late) == local("2026-11-25 18:00")


def test_an_hour_that_the_clocks_skip_is_refused():
    spring = Context(now=datetime(2027, 3, 20, 12, tzinfo=UTC), locale="en", zone="Europe/Berlin")
    assert refusal(moment(), "28 March 02:30", spring) == days.GAP
    assert moment()(Text("28 March 03:30"), spring) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_gives_a_deadline_its_later_end():
    autumn = Context(now=datetime(2026, 10, 20, 12, tzinfo=UTC), locale="en", zone="Europe/Berlin")
    assert moment()(Text("25 Oct 02:30"), autumn) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert moment(day_ends=False)(Text("25 Oct 02:30"), autumn) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_that_begins_without_midnight_still_has_a_start():
    context = Context(now=datetime(2026, 3, 20, 12, tzinfo=UTC), locale="en", zone="Asia/Beirut")
    assert moment(day_ends=False)(Text("29 March"), context) == datetime(2026, 3, 28, 22, tzinfo=UTC)


_MINUTES = st.integers(1, 3 * 365 * 24 * 60)
_WEEKDAYS = "一二三四五六日"
_HALVES = ((0, "凌晨"), (5, "早上"), (12, "中午"), (13, "下午"), (18, "晚上"))


def _spoken(hour):
    return next(word for start, word in reversed(_HALVES) if hour >= start) + f"{hour if hour <= 12 else hour - 12}点"


@patient
@given(_MINUTES, st.sampled_from(["Asia/Shanghai", "UTC", "Asia/Kolkata", "Asia/Singapore"]))
def test_written_moments_are_read_back_in_both_languages(minutes, zone):
    wanted = NOW + timedelta(minutes=minutes)
    wall = wanted.astimezone(ZoneInfo(zone))
    context = Context(now=NOW, zone=zone)
    for said in (
        f"{wall:%Y-%m-%d %H:%M}",
        f"{wall.year}年{wall.month}月{wall.day}日 {wall:%H:%M}",
        f"{wall.year}年{wall.month}月{wall.day}日周{_WEEKDAYS[wall.weekday()]}{_spoken(wall.hour)}{wall.minute:02}分",
        f"{wall:%B} {wall.day}, {wall.year} {wall:%I:%M %p}",
        f"{wall:%a} {wall.day} {wall:%b} {wall.year} at {wall:%H:%M}",
    ):
        assert moment()(Text(said), context) == wanted, said


@patient
@given(_MINUTES)
def test_minutes_from_now_are_exact_in_any_zone(minutes):
    for zone in ("Europe/Berlin", "America/New_York", "Asia/Shanghai"):
        context = Context(now=NOW, zone=zone)
        if minutes <= 9999:
            assert moment()(Text(f"{minutes}分钟后"), context) == NOW + timedelta(minutes=minutes)
            assert moment()(Text(f"in {minutes} minutes"), context) == NOW + timedelta(minutes=minutes)


@patient
@given(
    JUNK,
    st.sampled_from([True, False, None]),
    st.booleans(),
    st.sampled_from([ZH, EN, Context(now=NOW, locale="en_US", zone="America/New_York")]),
)
def test_any_text_at_all_is_read_or_refused(said, future, day_ends, context):
    survives(moment(future=future, day_ends=day_ends), said, context)


@patient
@given(JUNK)
def test_what_is_read_as_future_lies_ahead_and_what_is_read_as_past_behind(said):
    for future in (True, False):
        try:
            found = moment(future=future)(Text(said), ZH)
        except Exception:
            continue
        assert (found >= NOW) if future else (found <= NOW)


@pytest.mark.parametrize("said", [*LONG_JUNK, *SHORT_JUNK])
def test_long_junk_is_refused_at_once(said):
    survives(moment(), said)
