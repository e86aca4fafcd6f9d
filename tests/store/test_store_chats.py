from __future__ import annotations

import pytest
from store_samples import NOW, group, know

from assistant.store import ChatLink, Conflict, GroupChat


@pytest.fixture
def two(books):
    know(books, 1)
    return [books.groups.found(group(f"h{n}"), {}, NOW) for n in range(2)]


def test_a_group_has_one_chat_and_a_chat_one_group(books, two):
    one, other = two
    books.chats.bind(one, -5, NOW)
    assert books.chats.of_group(one) == books.chats.of_chat(-5) == GroupChat(one, -5)
    with pytest.raises(Conflict), books.savepoint():
        books.chats.bind(other, -5, NOW)
    assert books.chats.of_group(other) is None
    books.chats.note(one, {"link": "x"})
    books.chats.bind(one, -6, NOW + 1)
    assert books.chats.of_chat(-5) is None
    assert books.chats.of_chat(-6) == GroupChat(one, -6)


def test_a_chat_may_get_another_number_and_be_lost(books, two):
    one, _ = two
    books.chats.bind(one, -5, NOW)
    books.chats.note(one, {"link": "x"})
    assert books.chats.move(-5, -1005)
    assert not books.chats.move(-5, -1005)
    assert books.chats.of_group(one) == GroupChat(one, -1005, {"link": "x"})
    assert books.chats.unbind(-5) is None
    assert books.chats.unbind(-1005) == GroupChat(one, -1005, {"link": "x"})
    assert books.chats.of_group(one) is None


def test_a_link_works_once_and_old_ones_are_dropped(books, two):
    one, other = two
    books.chats.offer("a", one, NOW, NOW + 10)
    books.chats.offer("b", other, NOW, NOW + 10)
    assert books.chats.offered("a") == ChatLink("a", one, NOW + 10)
    assert books.chats.use("a", NOW + 1)
    assert not books.chats.use("a", NOW + 2)
    assert not books.chats.use("never", NOW)
    books.chats.offer("c", one, NOW + 11, NOW + 20)
    assert books.chats.offered("a") == ChatLink("a", one, NOW + 10, NOW + 1)
    assert books.chats.offered("b") is None


def test_requests_to_join_are_known_until_let_in_or_too_old(books, two):
    one, other = two
    books.chats.ask(one, 7, NOW)
    books.chats.ask(one, 8, NOW)
    books.chats.ask(one, 7, NOW + 5)
    assert (books.chats.asks(one, 7), books.chats.asks(other, 7), books.chats.asks(one, 9)) == (True, False, False)
    books.chats.let_in(one, 8)
    assert not books.chats.asks(one, 8)
    assert books.chats.forget_requests(NOW + 5) == 0
    assert books.chats.forget_requests(NOW + 6) == 1
    assert not books.chats.asks(one, 7)
