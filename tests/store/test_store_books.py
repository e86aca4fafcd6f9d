"""Transactions, whatever database stands behind them."""

from __future__ import annotations

import contextlib

import pytest
from store_samples import know, person

from assistant.store import Conflict


def names(books) -> str:
    return "".join(p.name for number in range(9) if (p := books.people.get(number)))


def put(books, number, name) -> None:
    books.people.put(person(number, name=name))


def together(books, *steps) -> None:
    with books.savepoint():
        for step in steps:
            step()


def fail() -> None:
    raise ZeroDivisionError


def test_a_savepoint_alone_is_a_transaction(books):
    together(books, lambda: put(books, 1, "a"))
    with pytest.raises(ZeroDivisionError):
        together(books, lambda: put(books, 2, "b"), fail)
    assert names(books) == "a"


def test_one_that_fails_spoils_no_other(books):
    books.begin()
    for number, name in enumerate("abcde"):
        bad = [fail] if name in "bd" else []
        with contextlib.suppress(ZeroDivisionError):
            together(books, lambda number=number, name=name: put(books, number, name), *bad)
    books.commit()
    assert names(books) == "ace"


def test_savepoints_nest(books):
    with books.savepoint():
        put(books, 1, "a")
        with pytest.raises(ZeroDivisionError):
            together(
                books,
                lambda: put(books, 2, "b"),
                lambda: together(books, lambda: put(books, 3, "c")),
                fail,
            )
        put(books, 4, "d")
    assert names(books) == "ad"


def test_a_refused_row_leaves_the_transaction_usable(books):
    with books.savepoint():
        put(books, 1, "a")
        with pytest.raises(Conflict):
            together(books, lambda: put(books, 2, "b"), lambda: books.desks.put(99, 0, None))
        put(books, 3, "c")
    assert names(books) == "ac"


def test_rollback_undoes_what_was_begun(books):
    books.begin()
    know(books, 1)
    books.rollback()
    assert names(books) == ""
    books.rollback()
    books.begin()
    put(books, 1, "a")
    books.commit()
    assert names(books) == "a"


def test_a_work_cannot_begin_or_commit_by_itself(books):
    with books.savepoint(), books.savepoint():
        with pytest.raises(RuntimeError):
            books.begin()
        with pytest.raises(RuntimeError):
            books.commit()
        put(books, 1, "a")
    assert names(books) == "a"
