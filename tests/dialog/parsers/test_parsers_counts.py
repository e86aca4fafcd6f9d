import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsers_kit import JUNK, LONG_JUNK, SHORT_JUNK, ZH, patient, refusal, survives

from assistant.dialog.events import Text
from assistant.dialog.parsers import counts, whole


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("50", 50), ("５０", 50), ("五十", 50), ("两百", 200), ("一百二", 120), ("两", 2), ("1,000", 1000), ("2k", 2000), ("1.5万", 15_000),
        ("50人", 50), ("五十个", 50), ("50 people", 50), ("二百五十个人", 250), ("50 个", 50), ("3 times", 3), ("10单", 10),
        ("about 50", 50), ("大概50", 50), ("大概五十人左右", 50), ("~50", 50), ("最多200", 200), ("I think 50", 50), ("0", 0),
        ("一百来人", 100), ("一百来个人", 100), ("50来个", 50), ("100左右", 100), ("100 or so", 100), ("about 100 people", 100),
    ],
)  # fmt: skip
def test_a_whole_number_is_read(said, expected):
    assert whole()(Text(said), ZH) == expected


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("50-60", counts.SEVERAL), ("五六十", counts.SEVERAL), ("50 60", counts.SEVERAL), ("3 or 4", counts.SEVERAL),
        ("50多", counts.ROUGH), ("几十1", counts.ROUGH), ("50+", counts.ROUGH), ("over 50", counts.ROUGH), ("至少50", counts.ROUGH),
        ("3.5", counts.NOT_WHOLE), ("3.0", counts.NOT_WHOLE), ("1.23456万", counts.NOT_WHOLE), ("三点五", counts.NOT_WHOLE),
        ("-3", counts.NEGATIVE), ("负三", counts.NEGATIVE), ("minus 3", counts.NEGATIVE),
        ("many", counts.NO_NUMBER), ("很多", counts.ROUGH), ("几个", counts.ROUGH), ("上百人", counts.ROUGH), ("several", counts.ROUGH), ("几十人", counts.ROUGH), ("几十来个", counts.ROUGH),
        ("50 apples", counts.UNCLEAR), (".5", counts.UNCLEAR), ("1,20", counts.UNCLEAR), ("room 50", counts.UNCLEAR), ("1" * 26, counts.UNCLEAR), ("9" * 15, counts.TOO_LARGE),
        ("3", counts.TOO_SMALL), ("五万", counts.TOO_LARGE),
    ],
)  # fmt: skip
def test_what_is_not_one_whole_number_is_refused_with_its_own_sentence(said, sentence):
    assert refusal(whole(5, 20_000), said) == sentence


@patient
@given(st.integers(0, 10**9))
def test_figures_are_read_back(value):
    for said in (f"{value}", f"{value:,}", f"大概{value}人", f"{value} people"):
        assert whole()(Text(said), ZH) == value


@patient
@given(JUNK)
def test_any_text_at_all_is_read_or_refused(said):
    survives(whole(1, 100), said)


@pytest.mark.parametrize("said", [*LONG_JUNK, *SHORT_JUNK])
def test_long_junk_is_refused_at_once(said):
    survives(whole(), said)
