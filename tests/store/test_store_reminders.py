"""The shelf of reminders: each occurrence once, whoever's it is, until it is closed."""

from __future__ import annotations

import pytest

from assistant.store import Conflict
from tests.store.store_samples import NOW, group, know


@pytest.fixture
def one(books):
    know(books, 1, 2)
    return books.groups.found(group(), {}, NOW)


def put(books, group, kind="qr", occurrence="2026-11-28", tell=NOW + 60, **data):
    return books.reminders.put(1, group, kind, occurrence, tell, data, NOW)


def test_what_is_put_is_found(books, one):
    number = put(books, one, count=150)
    row = books.reminders.get(number)
    assert (row.person, row.group, row.kind, row.occurrence) == (1, one, "qr", "2026-11-28")
    assert (row.at, row.tell, row.times, row.snoozed, row.data) == (NOW, NOW + 60, 0, False, {"count": 150})
    assert (row.closed_at, row.how) == (None, None)
    assert books.reminders.open(1) == books.reminders.open_of_group(one) == [row]
    assert books.reminders.open(2) == books.reminders.open_of_group(one + 1) == []
    assert books.reminders.get(number + 1) is None


def test_the_same_occurrence_never_comes_twice_open_or_closed(books, one):
    number = put(books, one)
    assert put(books, one) is None
    assert books.reminders.close(number, "done", NOW)
    assert put(books, one) is None
    assert put(books, one, occurrence="2026-12-28")
    assert put(books, one, kind="rotate")


def test_telling_counts_and_says_when_next(books, one):
    number = put(books, one)
    books.reminders.told(number, NOW + 500)
    assert (books.reminders.get(number).times, books.reminders.get(number).tell) == (1, NOW + 500)
    books.reminders.told(number, None)
    assert (books.reminders.get(number).times, books.reminders.get(number).tell) == (2, None)


def test_put_off_until_told_again(books, one):
    number = put(books, one)
    books.reminders.told(number, None)
    books.reminders.wait(number, NOW + 900, snoozed=True)
    row = books.reminders.get(number)
    assert (row.tell, row.snoozed, row.times) == (NOW + 900, True, 1)
    books.reminders.told(number, None)
    assert not books.reminders.get(number).snoozed


def test_passed_on_it_is_as_new_to_the_other(books, one):
    number = put(books, one)
    books.reminders.told(number, None)
    books.reminders.wait(number, NOW + 900, snoozed=True)
    books.reminders.pass_on(number, 2, NOW + 5)
    row = books.reminders.get(number)
    assert (row.person, row.tell, row.times, row.snoozed) == (2, NOW + 5, 0, False)
    assert (books.reminders.open(1), books.reminders.open(2)) == ([], [row])


def test_closing_ends_it_once(books, one):
    number = put(books, one)
    assert books.reminders.close(number, "over", NOW + 1)
    assert not books.reminders.close(number, "done", NOW + 2)
    row = books.reminders.get(number)
    assert (row.closed_at, row.how, row.tell) == (NOW + 1, "over", None)
    assert books.reminders.open(1) == []


def test_how_it_ended_is_one_of_three(books, one):
    number = put(books, one)
    with pytest.raises(Conflict):
        books.reminders.close(number, "bored", NOW)


def test_only_what_was_closed_long_ago_is_forgotten(books, one):
    old, young, still = (put(books, one, occurrence=str(n)) for n in range(3))
    books.reminders.close(old, "done", NOW)
    books.reminders.close(young, "done", NOW + 10)
    assert books.reminders.forget(NOW + 10) == 1
    assert [bool(books.reminders.get(each)) for each in (old, young, still)] == [False, True, True]
