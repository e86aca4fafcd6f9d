"""When a message is what the transcript expects, and how a difference is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.transcript.matching import difference, fits, kinds, mismatch
from assistant.transcript.script import Hear, Told
from assistant.transcript.writing import spoken, typed
from tests.transcript.kit import steps_of


def message(text, rows=(), **more):
    keyboard = [[{"text": label, "callback_data": label} for label in row] for row in rows]
    return {"message_id": 1, "text": text, **({"reply_markup": {"inline_keyboard": keyboard}} if rows else {}), **more}


def expect(*lines, kinds=(), rows=None):
    shown = tuple(Told(2 + at, line) for at, line in enumerate(lines))
    below = None if rows is None else tuple(Told(50 + at, row) for at, row in enumerate(rows))
    return Hear(1, "", frozenset(kinds), shown, below)


@pytest.mark.parametrize(
    ("lines", "text", "same"),
    [
        (["one", "two"], "one\n\n  two ", True),
        (["one"], "one\ntwo", False),
        (["one", "two"], "one", False),
        (["one …"], "one and more", True),
        (["one…"], "one and more", True),
        (["one …"], "two", False),
        (["I look …"], "I look …", True),
        (["…"], "anything\nat all", True),
        (["…"], "", True),
        (["one", "…"], "one", True),
        (["one", "…", "four"], "one\ntwo\nthree\nfour", True),
        (["one", "…", "four"], "one\ntwo\nthree", False),
        (["…", "two", "…"], "one\ntwo\nthree", True),
        (["…", "two", "…"], "one\nthree", False),
        (["…", "two", "…", "two"], "two\ntwo", True),
        (["\\[one]"], "[one]", True),
    ],
)
def test_lines(lines, text, same):
    assert fits(expect(*lines), message(text)) is same


@pytest.mark.parametrize(
    ("rows", "same"),
    [
        (None, True),
        (["[A] [B]", "[C]"], True),
        (["[A] [B]"], False),
        (["[A]", "[B]", "[C]"], False),
        (["[B] [A]", "[C]"], False),
        (["[A] [B]", "…"], True),
        (["[…] [B]", "[C]"], True),
    ],
)
def test_rows_of_buttons(rows, same):
    assert fits(expect("x", rows=rows), message("x", [["A", "B"], ["C"]])) is same


PASTE = {"entities": [{"type": "pre", "offset": 0, "length": 1}]}


@pytest.mark.parametrize(
    ("wanted", "more", "same"),
    [
        ([], {"edited": False}, True),
        ([], {"edited": True}, True),
        (["edit"], {"edited": True}, True),
        (["edit"], {"edited": False}, False),
        (["new"], {"edited": False}, True),
        ([], PASTE, False),
        (["paste"], PASTE, True),
        (["paste"], {"entities": [{"type": "bold", "offset": 0, "length": 1}]}, False),
        (["photo"], {"photo": [{}]}, True),
        ([], {"photo": [{}]}, False),
        (["photo"], {}, False),
    ],
)
def test_kinds(wanted, more, same):
    assert fits(expect("x", kinds=wanted), message("x", **more)) is same


def test_a_caption_counts_as_text():
    assert fits(expect("x", kinds=["photo"]), {"message_id": 1, "caption": "x", "photo": []})


def test_a_toast_is_neither_new_nor_changed():
    assert kinds({"toast": True, "text": "x"}) == {"toast"}


def test_the_first_line_that_is_not_there_is_named():
    assert mismatch(expect("one", "two", "three"), message("one\nthree")) == Told(3, "two")


def test_a_difference_shows_what_agrees_and_what_does_not():
    told = difference(expect("one", "two …", "three", rows=["[A]"]), message("one\n2\nthree\nfour", [["B"]]))
    assert told.splitlines() == ["    one", "  - two …", "  + 2", "    three", "  + four", "  - [A]", "  + [B]"]


def test_a_wrong_kind_is_told():
    assert difference(expect("x"), message("x", **PASTE)).splitlines()[0] == "unexpected kind: paste"


LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1), min_size=1)


@given(LINES, st.lists(st.lists(st.text("abc ✓", min_size=1).filter(str.strip), min_size=1, max_size=3), max_size=3))
def test_what_is_written_down_is_what_was_said(lines, rows):
    said = message("\n".join(lines), [[label.strip() for label in row] for row in rows])
    (heard,) = steps_of(spoken(said))
    assert fits(heard, said)


@given(LINES)
def test_what_a_person_typed_is_read_again(lines):
    (step,) = steps_of(typed("anna", "\n".join(lines)))
    assert step.text == "\n".join(lines)
