"""What can be drawn, and what is left out and said so."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from assistant.papers import emoji
from assistant.papers.cmap import characters
from assistant.papers.type import Face, clean, drawable, path, width


@pytest.fixture(autouse=True)
def no_emoji_font(monkeypatch):
    monkeypatch.setattr(emoji, "PLACES", ())
    forget()
    yield
    forget()


def forget():
    for remembered in (emoji._place, emoji.drawable, emoji.picture, width):
        remembered.cache_clear()


def test_plain_text_stays_as_it_is():
    assert clean("二手相机，一单一结！ABC 123 ¥500") == ("二手相机，一单一结！ABC 123 ¥500", [])


@pytest.mark.parametrize(
    ("text", "shown", "left"),
    [
        ("相机📷群", "相机群", ["📷"]),
        ("一家👨‍👩‍👧人", "一家人", ["👨‍👩‍👧"]),
        ("🇨🇳群", "群", ["🇨🇳"]),
        ("👍🏽好", "好", ["👍🏽"]),
        ("1️⃣群", "1群", []),
        ("☎️电话", "☎电话", []),
        ("مرحبا", "", ["م", "ر", "ح", "ب", "ا"]),
    ],
)
def test_what_no_font_has_is_left_out_and_reported(text, shown, left):
    assert clean(text) == (shown, left)


@pytest.mark.parametrize(
    "text", ["一\u202e单\u202c", "一\u200b单", "\ufeff一单", "一\x00单", "一\u2066单\u2069", "一\ufe0f单"]
)
def test_invisible_characters_go_without_a_word(text):
    assert clean(text) == ("一单", [])


def test_runs_of_space_become_one():
    assert clean("  a \n\t b　c ") == ("a b c", [])


def test_what_is_kept_never_becomes_a_box():
    font = ImageFont.truetype(str(path()), 40, index=2)
    nothing = font.getmask("\U0010fffd")
    for sign in "龘㐂𠮷〇½№①㎡☎★":
        assert (ord(sign) in drawable()) == (bytes(font.getmask(sign)) != bytes(nothing))


@given(st.text(max_size=50))
def test_cleaning_never_fails_and_keeps_only_what_can_be_drawn(text):
    shown, _left = clean(text)
    assert all(ord(sign) in drawable() for sign in shown)


def test_curly_quotes_are_narrow_in_english():
    face = Face(40)
    assert width("“read”", face) < width("read", face) + 40


def test_the_cmap_is_read_off_a_plain_font_too():
    assert {0x4E00, 0x41} <= characters(path(), 0)


@pytest.mark.skipif(not any(place.exists() for place in emoji.PLACES), reason="this system has no colour emoji font")
def test_with_an_emoji_font_emoji_are_drawn(monkeypatch):
    monkeypatch.setattr(emoji, "PLACES", (Path("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"),))
    forget()
    assert clean("相机📷群") == ("相机📷群", [])
    assert width("📷", Face(40)) == emoji.width(40)
    assert emoji.picture("📷", 40).getbbox()
