"""Pictures known again, however they were made smaller."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.store import open_books
from assistant.store.files import ALIKE

ONE = 0x0123456789ABCDEF


def books_with(**marks):
    books = open_books(":memory:")
    for name, mark in marks.items():
        books.files.put_picture(name, f"copy of {name}", mark if isinstance(mark, str) else f"{mark:016x}")
    return books


def test_a_picture_has_one_copy_and_nothing_else_has():
    books = books_with(a=ONE)
    books.files.put_picture("a", "another", "")
    assert books.files.copy("a") == "copy of a"
    assert books.files.copy("b") is None
    books.close()


def test_a_picture_without_a_mark_is_like_no_other():
    books = books_with(a="", b="", c=ONE)
    assert [books.files.alike(name) for name in "abcd"] == [[], [], [], []]
    books.close()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=8))
def test_what_differs_little_is_alike_and_nothing_else(mark, flipped):
    other = mark
    for bit in flipped:
        other ^= 1 << bit
    books = books_with(a=mark, b=other)
    found = ["b"] if len(flipped) <= ALIKE else []
    assert books.files.alike("a") == found
    assert books.files.alike("b") == [name.replace("b", "a") for name in found]
    books.close()


@pytest.mark.parametrize("gone", ["a", "b"])
def test_a_picture_that_is_gone_is_like_none(gone):
    books = books_with(a=ONE, b=ONE ^ 1)
    with books.savepoint():
        assert books.files.release([gone], [], 0.0) == [gone]
    assert books.files.alike("b" if gone == "a" else "a") == []
    books.close()
