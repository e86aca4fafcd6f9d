import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsers_kit import JUNK, ZH, patient, refusal, survives

from assistant.dialog.events import Media, Other, Text
from assistant.dialog.parsers import name, reading, text, texts
from assistant.dialog.parsers.characters import clean, seen_length
from assistant.errors import Refused

FAMILY = "👨‍👩‍👧"


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ("", 0), ("abc", 3), ("一单一结", 4), ("e\u0301", 1), ("한국", 2), ("\u1112\u1161\u11ab", 1), ("👍🏽", 1), (FAMILY, 1), (FAMILY * 3, 3),
        ("🇨🇳", 1), ("🇨🇳🇬🇧", 2), ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 1), ("❤️", 1), ("1️⃣", 1), ("नि", 1),
        ("a\nb", 3), ("\r\n", 1), ("\u0301", 1), ("👩‍❤️‍👨", 1), ("🧑‍💻x", 2),
    ],
)  # fmt: skip
def test_length_counts_what_people_see(said, length):
    assert seen_length(said) == length


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("a\u202eb\u2066c\u200f", "abc"),
        ("a\u200bb\ufeffc\u2060\u00ad", "abc"),
        ("a\u200db", "ab"),
        (FAMILY, FAMILY),
        ("👩🏽‍🚀", "👩🏽‍🚀"),
        ("👩‍❤️‍👨", "👩‍❤️‍👨"),
        ("👩\u200d", "👩"),
        ("e\u0301", "é"),
        ("a\r\nb\u2028c\td\x00\x07", "a\nb\nc d"),
        ("\u3164\u115f", ""),
        ("x\U000e0041", "x"),
        ("\ud800a", "a"),
    ],
)
def test_invisible_characters_are_taken_out(said, kept):
    assert clean(said) == kept


def test_towers_of_accents_are_cut():
    assert len(clean("a" + "\u0336" * 500)) < 12


@patient
@given(st.text())
def test_cleaning_twice_changes_nothing_more_and_hides_nothing(said):
    once = clean(said)
    assert clean(once) == once
    assert not any(unicodedata.category(char) == "Cs" or char in "\u202e\u2066\u200b" for char in once)
    assert seen_length(once) <= len(once)


@patient
@given(st.lists(st.sampled_from([FAMILY, "🇨🇳", "a", "é", "好", "👍🏽", "❤️"]), max_size=20))
def test_whole_characters_are_counted_wherever_they_stand(characters):
    assert seen_length("".join(characters)) == len(characters)


def test_a_name_is_one_line_with_single_blanks():
    assert name()(Text("  阿 花\u202e \n\t 小店 "), ZH) == "阿 花 小店"


def test_a_name_is_measured_in_visible_characters():
    assert name(3)(Text(FAMILY + "🇨🇳é"), ZH) == FAMILY + "🇨🇳é"
    with pytest.raises(Refused) as refused:
        name(3)(Text("四个字啊"), ZH)
    assert (refused.value.message, refused.value.values) == (texts.NAME_TOO_LONG, {"given": 4, "most": 3})


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("!!!", texts.ONLY_SIGNS),
        ("——", texts.ONLY_SIGNS),
        ("", reading.EMPTY),
        ("\u200b \n", reading.EMPTY),
        ("/start", reading.A_COMMAND),
    ],
)
def test_a_name_without_anything_to_call_is_refused(said, sentence):
    assert refusal(name(), said) == sentence


def test_free_text_keeps_its_lines():
    assert text()(Text("第一行  \n\n第二行\u200b "), ZH) == "第一行\n\n第二行"


def test_free_text_has_limits_told_with_both_counts():
    parser = text(5, 10)
    assert parser(Text("12345"), ZH) == "12345"
    assert parser(Text(FAMILY * 10), ZH) == FAMILY * 10
    for said, sentence, values in (
        ("好的", texts.TOO_SHORT, {"given": 2, "least": 5}),
        ("a" * 11, texts.TOO_LONG, {"given": 11, "most": 10}),
    ):
        with pytest.raises(Refused) as refused:
            parser(Text(said), ZH)
        assert (refused.value.message, refused.value.values) == (sentence, values)
    assert refusal(parser, "......") == texts.NO_WORDS


def test_a_slash_inside_an_answer_is_no_command():
    assert text()(Text("1/2 的货没到"), ZH) == "1/2 的货没到"
    assert text()(Text("/ 5"), ZH) == "/ 5"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Media("photo", "f", "u", caption="500"), reading.NOT_WORDS),
        (Media("voice", "f", "u"), reading.NOT_VOICE),
        (Other("sticker"), reading.NOT_WORDS),
    ],
)
def test_what_is_not_typed_is_refused_kindly(said, sentence):
    for parser in (name(), text()):
        with pytest.raises(Refused) as refused:
            parser(said, ZH)
        assert refused.value.message == sentence


@patient
@given(JUNK)
def test_any_text_at_all_is_read_or_refused(said):
    survives(name(), said)
    survives(text(2, 30), said)


@patient
@given(JUNK)
def test_a_name_once_read_is_read_the_same_again(said):
    try:
        once = name(60)(Text(said), ZH)
    except Refused:
        return
    assert name(60)(Text(once), ZH) == once
