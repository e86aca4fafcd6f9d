from __future__ import annotations

import pytest
from store_samples import NOW

from assistant.store import Conflict, Stored


def test_a_new_update_was_not_seen(books):
    assert books.inbox.seen(1) is None


def test_a_recorded_update_gives_its_answer_again(books):
    books.inbox.record(10, 1, NOW, 4, b'{"method":"sendMessage"}', '{"q":1}')
    books.inbox.record(11, 1, NOW, 5, None, None)
    assert books.inbox.seen(10) == Stored(1, 4, b'{"method":"sendMessage"}', '{"q":1}')
    assert books.inbox.seen(11) == Stored(1, 5, None, None)


def test_an_update_is_recorded_once(books):
    books.inbox.record(10, 1, NOW, 4, b"first", None)
    with pytest.raises(Conflict):
        books.inbox.record(10, 2, NOW, 5, b"second", None)
    assert books.inbox.seen(10).answer == b"first"


def test_old_updates_are_forgotten_and_may_come_again(books):
    for n in range(5):
        books.inbox.record(n, 1, NOW + n, 0, None, None)
    assert books.inbox.forget(NOW + 3) == 3
    assert [n for n in range(5) if books.inbox.seen(n)] == [3, 4]
    books.inbox.record(0, 1, NOW + 9, 0, b"new", None)
    assert books.inbox.seen(0).answer == b"new"


def test_forgetting_can_be_done_in_portions_oldest_first(books):
    for n in range(5):
        books.inbox.record(n, 1, NOW - n, 0, None, None)
    assert books.inbox.forget(NOW + 1, most=2) == 2
    assert [n for n in range(5) if books.inbox.seen(n)] == [0, 1, 2]


def test_dead_letters_are_kept_as_they_came_and_read_newest_first(books):
    books.letters.bury(5, b"\xff{", "not JSON", NOW)
    books.letters.bury(None, b"", "a job failed", NOW + 1)
    first, second = books.letters.recent(10)
    assert (first.update_id, first.raw, first.error, first.at) == (None, b"", "a job failed", NOW + 1)
    assert (second.update_id, second.raw) == (5, b"\xff{")
    assert books.letters.recent(1) == [first]


def test_an_update_may_die_twice(books):
    books.letters.bury(5, b"{}", "a", NOW)
    books.letters.bury(5, b"{}", "b", NOW)
    assert len(books.letters.recent(10)) == 2


def test_old_letters_are_forgotten(books):
    books.letters.bury(5, b"{}", "a", NOW)
    books.letters.bury(6, b"{}", "b", NOW + 9)
    assert books.letters.forget(NOW + 1) == 1
    assert [letter.update_id for letter in books.letters.recent(9)] == [6]
