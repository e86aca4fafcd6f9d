from __future__ import annotations

from dataclasses import replace

import pytest
from store_samples import NOW, know, person

from assistant.store import Conflict, Desk


def test_nobody_is_known_at_first(books):
    assert books.people.get(1) is None
    assert books.people_and_desk(1) == (None, Desk(0, None))


def test_a_person_is_read_back_as_put(books):
    anna = person(1, name="安娜 🌸", username="anna", locale="en", zone="Asia/Shanghai", currency="CNY", blocked_at=3.5)
    books.people.put(anna)
    assert books.people.get(1) == anna


def test_putting_again_replaces_everything(books):
    books.people.put(person(1, username="anna", locale="en"))
    later = person(1, name="Anna", seen_at=NOW + 5)
    books.people.put(later)
    assert books.people.get(1) == later


def test_large_ids_fit(books):
    know(books, 2**52 - 1)
    assert books.people.get(2**52 - 1) is not None


def test_blocking_is_noted_and_taken_back(books):
    know(books, 1)
    books.people.block(1, NOW)
    assert books.people.get(1).blocked_at == NOW
    books.people.block(1, None)
    assert books.people.get(1).blocked_at is None


def test_blocking_a_stranger_does_nothing(books):
    books.people.block(9, NOW)
    assert books.people.get(9) is None


def test_a_desk_is_empty_at_first(books):
    know(books, 1)
    assert books.desks.get(1) == Desk(0, None)


def test_a_desk_is_read_back_byte_for_byte(books):
    know(books, 1)
    body = bytes(range(256))
    books.desks.put(1, 7, body)
    assert books.desks.get(1) == Desk(7, body)
    books.desks.put(1, 8, None)
    assert books.desks.get(1) == Desk(8, None)


def test_a_desk_needs_a_person(books):
    with pytest.raises(Conflict):
        books.desks.put(1, 0, b"{}")


def test_person_and_desk_in_one_question_say_the_same_as_in_two(books):
    know(books, 1, 2)
    books.desks.put(1, 3, b"{}")
    for number in (1, 2, 3):
        assert books.people_and_desk(number) == (books.people.get(number), books.desks.get(number))


def test_changing_a_person_leaves_the_desk(books):
    know(books, 1)
    books.desks.put(1, 3, b"{}")
    books.people.put(replace(person(1), name="B"))
    assert books.desks.get(1) == Desk(3, b"{}")


def test_the_heart_remembers_its_last_beat(books):
    assert books.heart.last() is None
    books.heart.beat(NOW)
    books.heart.beat(NOW + 10)
    assert books.heart.last() == NOW + 10
