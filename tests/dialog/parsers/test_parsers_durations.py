from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsers_kit import JUNK, LONG_JUNK, SHORT_JUNK, ZH, patient, refusal, survives

from assistant.dialog.events import Text
from assistant.dialog.parsers import duration, durations

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

READ = [
    ("24h", DAY), ("24 H", DAY), ("48 hours", 2 * DAY), ("48hrs", 2 * DAY), ("1 hour", HOUR), ("an hour", HOUR),
    ("3d", 3 * DAY), ("3 days", 3 * DAY), ("3-day", 3 * DAY), ("two days", 2 * DAY), ("1.5 days", 36 * HOUR), ("three weeks", 21 * DAY),
    ("a day and a half", 36 * HOUR), ("one and a half days", 36 * HOUR), ("two hours and a half", 150 * MINUTE),
    ("half an hour", 30 * MINUTE), ("half a day", 12 * HOUR), ("90 min", 90 * MINUTE), ("30 minutes", 30 * MINUTE), ("1h30m", 90 * MINUTE),
    ("1h30", 90 * MINUTE), ("1 day and 12 hours", 36 * HOUR), ("1 day, 12 hours", 36 * HOUR), ("2 days 3 hours 4 minutes", 2 * DAY + 3 * HOUR + 4 * MINUTE),
    ("1w", 7 * DAY), ("a fortnight", 14 * DAY), ("1 month", 30 * DAY), ("within 24 hours", DAY), ("up to 3 days", 3 * DAY),
    ("24小时", DAY), ("二十四小时", DAY), ("２４小时", DAY), ("一个小时", HOUR), ("两个钟头", 2 * HOUR), ("48 小 时", 2 * DAY), ("1.1小时", 66 * MINUTE),
    ("一天", DAY), ("两天", 2 * DAY), ("兩天", 2 * DAY), ("一天半", 36 * HOUR), ("1天半", 36 * HOUR), ("半天", 12 * HOUR), ("1天12小时", 36 * HOUR),
    ("1天零2小时", 26 * HOUR), ("半小时", 30 * MINUTE), ("半个小时", 30 * MINUTE), ("一个半小时", 90 * MINUTE), ("一小时半", 90 * MINUTE),
    ("1小时30分", 90 * MINUTE), ("45分钟", 45 * MINUTE), ("一刻钟", 15 * MINUTE), ("三刻钟", 45 * MINUTE), ("30秒", timedelta(seconds=30)),
    ("一周", 7 * DAY), ("两个礼拜", 14 * DAY), ("一个星期", 7 * DAY), ("半个月", 15 * DAY), ("一个月", 30 * DAY), ("两个半月", 75 * DAY), ("一年", 365 * DAY),
    ("72小时内", 3 * DAY), ("3天之内", 3 * DAY), ("最多3天", 3 * DAY), ("七日内", 7 * DAY), ("就24小时吧", DAY),
    ("付款后24小时", DAY),
    ("forty eight hours", 2 * DAY),
    ("一个钟", HOUR),
    ("付款后48小时内发货", 2 * DAY),
    ("24小时内结清", DAY),
    ("24 hours after payment", DAY),

]  # fmt: skip

REFUSED = [
    ("24", durations.NO_UNIT), ("二十四", durations.NO_UNIT), ("0", durations.NO_UNIT), ("within 24", durations.NO_UNIT),
    ("1-2天", durations.RANGE), ("1到2天", durations.RANGE), ("两三天", durations.RANGE), ("三四天", durations.RANGE), ("2 or 3 days", durations.RANGE),
    ("two to three days", durations.RANGE), ("24/48小时", durations.RANGE),
    ("几天", durations.ROUGH), ("三天左右", durations.ROUGH), ("about 3 days", durations.ROUGH), ("a few days", durations.ROUGH), ("a couple of days", durations.ROUGH),
    ("至少3天", durations.ROUGH), ("三天多", durations.ROUGH),
    ("3个工作日", durations.WORKING_DAYS), ("3 working days", durations.WORKING_DAYS),
    ("立刻", durations.AT_ONCE), ("当天", durations.AT_ONCE), ("same day", durations.AT_ONCE), ("次日", durations.AT_ONCE), ("next day", durations.AT_ONCE), ("tomorrow", durations.AT_ONCE),
    ("-3天", durations.NOTHING), ("0小时", durations.NOTHING), ("零天", durations.NOTHING), ("minus 2 hours", durations.NOTHING),
    ("三月", durations.UNCLEAR), ("半年", durations.UNCLEAR), ("1天1天", durations.UNCLEAR), ("12小时1天", durations.UNCLEAR),
    ("24:00", durations.UNCLEAR), (".5h", durations.UNCLEAR), ("1e5 h", durations.UNCLEAR), ("hours", durations.UNCLEAR), ("whenever", durations.UNCLEAR),
    ("5号", durations.UNCLEAR), ("500块", durations.UNCLEAR), ("1,5 h", durations.UNCLEAR),
    ("30分钟", durations.TOO_SHORT), ("31天", durations.TOO_LONG), ("99999999999 days", durations.TOO_LONG),
]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), READ)
def test_a_length_of_time_is_read_exactly(said, expected):
    assert duration()(Text(said), ZH) == expected


@pytest.mark.parametrize(("said", "sentence"), REFUSED)
def test_what_is_not_one_clear_length_is_refused_with_its_own_sentence(said, sentence):
    assert refusal(duration(HOUR, 30 * DAY), said) == sentence


def test_limits_are_included():
    assert duration(HOUR, DAY)(Text("1h"), ZH) == HOUR
    assert duration(HOUR, DAY)(Text("24h"), ZH) == DAY


@pytest.mark.parametrize(("bare", "expected"), [("hours", 24 * HOUR), ("days", 24 * DAY), ("minutes", 24 * MINUTE)])
def test_a_bare_number_has_the_unit_the_question_named(bare, expected):
    for said in ("24", "二十四", "２４"):
        assert duration(bare=bare)(Text(said), ZH) == expected


@patient
@given(st.integers(0, 400), st.integers(0, 23), st.integers(0, 59))
def test_written_lengths_are_read_back_in_both_languages(days, hours, minutes):
    expected = timedelta(days=days, hours=hours, minutes=minutes)
    if not expected:
        return
    written = [(days, "天", "days"), (hours, "小时", "hours"), (minutes, "分钟", "minutes")]
    chinese = "".join(f"{count}{unit}" for count, unit, _ in written if count)
    english = " ".join(f"{count} {unit}" for count, _, unit in written if count)
    for said in (chinese, english, english.replace(" ", ""), english.upper()):
        assert duration()(Text(said), ZH) == expected


@patient
@given(JUNK, st.sampled_from(["", "hours"]))
def test_any_text_at_all_is_read_or_refused(said, bare):
    survives(duration(HOUR, 7 * DAY, bare=bare), said)


@pytest.mark.parametrize("said", [*LONG_JUNK, *SHORT_JUNK])
def test_long_junk_is_refused_at_once(said):
    survives(duration(), said)


def test_a_unit_that_does_not_exist_is_found_when_the_flow_is_built():
    with pytest.raises(KeyError):
        duration(bare="moons")
