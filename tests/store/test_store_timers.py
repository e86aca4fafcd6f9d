from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import NOW

from assistant.store import Timer, open_books


def keys(timers) -> list[str]:
    return [timer.key for timer in timers]


def test_without_timers_nothing_is_due(books):
    assert books.timers.due(NOW, 10) == []
    assert books.timers.next() is None


def test_a_timer_is_due_at_its_moment_and_until_it_is_dropped(books):
    books.timers.put("order:1:settle", NOW, "settle", 7, {"order": 1, "说": ["一", None, 1.5]})
    assert books.timers.due(NOW - 0.001, 10) == []
    due = [Timer("order:1:settle", NOW, "settle", 7, {"order": 1, "说": ["一", None, 1.5]})]
    assert books.timers.due(NOW, 10) == due
    assert books.timers.due(NOW + 5, 10) == due
    assert books.timers.drop("order:1:settle") is True
    assert books.timers.drop("order:1:settle") is False
    assert books.timers.due(NOW + 5, 10) == []


def test_putting_again_moves_it(books):
    books.timers.put("a", NOW, "x", None, {})
    books.timers.put("a", NOW + 9, "y", 3, {"n": 2})
    assert books.timers.due(NOW + 8, 10) == []
    assert books.timers.due(NOW + 9, 10) == [Timer("a", NOW + 9, "y", 3, {"n": 2})]


def test_the_earliest_come_first_and_equal_ones_by_key(books):
    for key, due in (("c", 3.0), ("b", 1.0), ("a", 1.0), ("d", 2.0)):
        books.timers.put(key, due, "x", None, {})
    assert keys(books.timers.due(9.0, 10)) == ["a", "b", "d", "c"]
    assert keys(books.timers.due(9.0, 2)) == ["a", "b"]
    assert books.timers.next() == 1.0


def test_an_empty_prefix_is_refused(books):
    with pytest.raises(ValueError, match="empty"):
        books.timers.drop_prefix("")


def test_a_prefix_is_no_pattern(books):
    for key in ("case:1:a", "case:1:b", "case:10:a", "case_1:a", "CASE:1:a", "case:1"):
        books.timers.put(key, NOW, "x", None, {})
    assert books.timers.drop_prefix("case:1:") == 2
    assert books.timers.drop_prefix("case%") == 0
    assert keys(books.timers.due(NOW, 10)) == ["CASE:1:a", "case:1", "case:10:a", "case_1:a"]


texts = st.text(st.sampled_from("ab:\x7f\u00ff\ud7ff\ue000\U0010ffff"), max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.sets(texts, max_size=12), texts.filter(bool))
def test_exactly_the_keys_that_start_so_are_dropped(given_keys, prefix):
    books = open_books(":memory:")
    try:
        for key in given_keys:
            books.timers.put(key, NOW, "x", None, {})
        going = {key for key in given_keys if key.startswith(prefix)}
        assert books.timers.drop_prefix(prefix) == len(going)
        assert set(keys(books.timers.due(NOW, 99))) == given_keys - going
    finally:
        books.close()
