from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsers_kit import EN, JUNK, LONG_JUNK, NOW, SHORT_JUNK, ZH, patient, refusal, survives

from assistant.dialog.events import Context, Text
from assistant.dialog.parsers import clocks, days, days_en, moment, moments

SHANGHAI = ZoneInfo("Asia/Shanghai")
END = "23:59:59"

# Said on Monday, 23 November 2026, at eight in the morning in Shanghai.
AHEAD = [
    # days
    ("今天", f"2026-11-23 {END}"),
    ("明天", f"2026-11-24 {END}"),
    ("后天", f"2026-11-25 {END}"),
    ("大后天", f"2026-11-26 {END}"),
    ("周五", f"2026-11-27 {END}"),
    ("周一", f"2026-11-23 {END}"),
    ("星期天", f"2026-11-29 {END}"),
    ("禮拜六", f"2026-11-28 {END}"),
    ("本周五", f"2026-11-27 {END}"),
    ("下周五", f"2026-12-04 {END}"),
    ("下下周一", f"2026-12-07 {END}"),
    ("3月5日", f"2027-03-05 {END}"),
    ("十二月一日", f"2026-12-01 {END}"),
    ("12月1日周二", f"2026-12-01 {END}"),
    ("2026年12月1日", f"2026-12-01 {END}"),
    ("二零二七年一月二日", f"2027-01-02 {END}"),
    ("明年3月5号", f"2027-03-05 {END}"),
    ("2028年2月29日", f"2028-02-29 {END}"),
    ("15号", f"2026-12-15 {END}"),
    ("下个月15号", f"2026-12-15 {END}"),
    ("月底", f"2026-11-30 {END}"),
    ("下个月底", f"2026-12-31 {END}"),
    ("12/1", f"2026-12-01 {END}"),
    ("12-1", f"2026-12-01 {END}"),
    ("2026/12/1", f"2026-12-01 {END}"),
    ("三天后", f"2026-11-26 {END}"),
    ("一周后", f"2026-11-30 {END}"),
    ("一个月后", f"2026-12-23 {END}"),
    ("tomorrow", f"2026-11-24 {END}"),
    ("the day after tomorrow", f"2026-11-25 {END}"),
    ("friday", f"2026-11-27 {END}"),
    ("this friday", f"2026-11-27 {END}"),
    ("next friday", f"2026-12-04 {END}"),
    ("by friday", f"2026-11-27 {END}"),
    ("1 Dec", f"2026-12-01 {END}"),
    ("1st of December 2026", f"2026-12-01 {END}"),
    ("December 1st, 2026", f"2026-12-01 {END}"),
    ("the 15th", f"2026-12-15 {END}"),
    ("end of the month", f"2026-11-30 {END}"),
    ("再过3天", f"2026-11-26 {END}"),
    ("今天之内", f"2026-11-23 {END}"),
    ("one week from today", f"2026-11-30 {END}"),
    ("in 3 days", f"2026-11-26 {END}"),
    ("in a week", f"2026-11-30 {END}"),
    # days with a time
    ("明天下午三点", "2026-11-24 15:00"),
    ("明天 下午 3 点", "2026-11-24 15:00"),
    ("明天下午三点半", "2026-11-24 15:30"),
    ("后天下午3点05分", "2026-11-25 15:05"),
    ("今晚8点半", "2026-11-23 20:30"),
    ("明晚八点", "2026-11-24 20:00"),
    ("明早九点", "2026-11-24 09:00"),
    ("明天凌晨2点", "2026-11-24 02:00"),
    ("明天中午", "2026-11-24 12:00"),
    ("明天中午一点", "2026-11-24 13:00"),
    ("今晚12点", "2026-11-24 00:00"),
    ("明天15点", "2026-11-24 15:00"),
    ("十五点三十分", "2026-11-23 15:30"),
    ("周五18:00", "2026-11-27 18:00"),
    ("周五18:00之前", "2026-11-27 18:00"),
    ("这周五晚上7点一刻", "2026-11-27 19:15"),
    ("12月1号晚上八点半", "2026-12-01 20:30"),
    ("3天后下午三点", "2026-11-26 15:00"),
    ("2026-12-01 18:00", "2026-12-01 18:00"),
    ("2026-12-01T18:00", "2026-12-01 18:00"),
    ("12/1 18:00", "2026-12-01 18:00"),
    ("１８：００", "2026-11-23 18:00"),
    ("24:00", "2026-11-24 00:00"),
    ("tomorrow 3pm", "2026-11-24 15:00"),
    ("tomorrow at 3:30 p.m.", "2026-11-24 15:30"),
    ("tomorrow morning at 9", "2026-11-24 09:00"),
    ("8 in the evening tomorrow", "2026-11-24 20:00"),
    ("tonight 11pm", "2026-11-23 23:00"),
    ("11月30日24:00", "2026-12-01 00:00"),
    ("tonight at 8", "2026-11-23 20:00"),
    ("monday at noon", "2026-11-23 12:00"),
    ("fri 18:00", "2026-11-27 18:00"),
    ("Dec 1, 6 pm", "2026-12-01 18:00"),
    ("Dec 1 2026 18:00", "2026-12-01 18:00"),
    ("december 1st at 9 am", "2026-12-01 09:00"),
    ("tue 1 Dec 12 pm", "2026-12-01 12:00"),
    ("in 2 days at 6pm", "2026-11-25 18:00"),
    # from now on
    ("两小时后", "2026-11-23 10:00"),
    ("1.5小时后", "2026-11-23 09:30"),
    ("半小时后", "2026-11-23 08:30"),
    ("过两小时", "2026-11-23 10:00"),
    ("一天半后", "2026-11-24 20:00"),
    ("90分钟以后", "2026-11-23 09:30"),
    ("in 2 hours", "2026-11-23 10:00"),
    ("2 hours later", "2026-11-23 10:00"),
    ("in half an hour", "2026-11-23 08:30"),
    ("in a day and a half", "2026-11-24 20:00"),
]

BEHIND = [
    ("昨天", f"2026-11-22 {END}"),
    ("今天", "2026-11-23 08:00"),
    ("前天下午三点", "2026-11-21 15:00"),
    ("昨晚8点", "2026-11-22 20:00"),
    ("上周五", f"2026-11-20 {END}"),
    ("周五", f"2026-11-20 {END}"),
    ("11月20日", f"2026-11-20 {END}"),
    ("3月5日", f"2026-03-05 {END}"),
    ("15号", f"2026-11-15 {END}"),
    ("3天前", f"2026-11-20 {END}"),
    ("两小时前", "2026-11-23 06:00"),
    ("2 hours ago", "2026-11-23 06:00"),
    ("3 days ago", f"2026-11-20 {END}"),
    ("yesterday 3 pm", "2026-11-22 15:00"),
    ("last friday", f"2026-11-20 {END}"),
    ("last night at 9", "2026-11-22 21:00"),
    ("刚才", "2026-11-23 08:00"),
    ("now", "2026-11-23 08:00"),
]

REFUSED = [
    ("昨天", days.PAST),
    ("上周五", days.PAST),
    ("11月22日", days.PAST),
    ("2020-01-01", days.PAST),
    ("凌晨两点", days.PAST),
    ("两小时前", days.PAST),
    ("2月30日", days.NO_SUCH_DAY),
    ("2027年2月29日", days.NO_SUCH_DAY),
    ("2月29日", days.NO_SUCH_DAY),
    ("13月1日", days.NO_SUCH_DAY),
    ("32号", days.NO_SUCH_DAY),
    ("2026-13-01", days.NO_SUCH_DAY),
    ("31 Nov", days.NO_SUCH_DAY),
    ("2050-01-01", days.TOO_FAR),
    ("9999-12-31 24:00", days.TOO_FAR),
    ("9999天后", days.TOO_FAR),
    ("明天三点", clocks.WHICH_HALF),
    ("明天12点", clocks.WHICH_HALF),
    ("tomorrow at 3", clocks.WHICH_HALF),
    ("tomorrow 3:30", clocks.WHICH_HALF),
    ("25:00", clocks.NO_SUCH_TIME),
    ("明天25点", clocks.NO_SUCH_TIME),
    ("18:75", clocks.NO_SUCH_TIME),
    ("上午15点", clocks.NO_SUCH_TIME),
    ("morning 9 pm", clocks.NO_SUCH_TIME),
    ("13pm", clocks.NO_SUCH_TIME),
    ("明天下午", clocks.NO_HOUR),
    ("tomorrow afternoon", clocks.NO_HOUR),
    ("midnight", clocks.MIDNIGHT),
    ("半夜12点", clocks.MIDNIGHT),
    ("明天晚上1点", clocks.MIDNIGHT),
    ("周五到周日", moments.SEVERAL),
    ("周五或周六", moments.SEVERAL),
    ("三点到五点", moments.SEVERAL),
    ("明天8:00-10:00", moments.SEVERAL),
    ("friday or saturday", moments.SEVERAL),
    ("12月1日周五", moments.OTHER_WEEKDAY),
    ("monday 1 Dec", moments.OTHER_WEEKDAY),
    ("明天三点半左右", moments.ROUGH),
    ("过两天", moments.ROUGH),
    ("周末", moments.ROUGH),
    ("next week", moments.ROUGH),
    ("尽快", moments.ROUGH),
    ("周五前", moments.DAY_ITSELF),
    ("before friday", moments.DAY_ITSELF),
    ("11.30", days_en.WHICH_DATE),
    ("1/12/2026", days_en.WHICH_DATE),
    ("春节", moments.NOTHING_THERE),
    ("later", moments.NOTHING_THERE),
    ("500", moments.UNCLEAR),
    ("明天吃饭", moments.UNCLEAR),
    ("18:00 UTC", moments.UNCLEAR),
]


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
