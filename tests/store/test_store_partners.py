from __future__ import annotations

import pytest
from store_samples import NOW, group, know

from assistant.store import Conflict, PartnerOffer, PartnerRow

WEEK = 7 * 86400.0


@pytest.fixture
def three(books):
    know(books, 1, 2)
    return [books.groups.found(group(f"h{n}", owner=n % 2 + 1), {}, NOW) for n in range(3)]


def test_partners_are_so_both_ways_until_it_ends(books, three):
    a, b, c = three
    books.partners.begin(b, a, NOW)
    books.partners.begin(a, c, NOW + 1)
    assert books.partners.of_group(a) == [PartnerRow(b, NOW), PartnerRow(c, NOW + 1)]
    assert books.partners.of_group(b) == [PartnerRow(a, NOW)]
    assert books.partners.end(a, b, NOW + 9)
    assert not books.partners.end(b, a, NOW + 9)
    assert books.partners.of_group(b) == []
    assert books.partners.of_group(c) == [PartnerRow(a, NOW + 1)]


def test_what_held_at_a_time_is_still_known_afterwards(books, three):
    a, b, _ = three
    books.partners.begin(a, b, NOW)
    books.partners.end(a, b, NOW + 10)
    books.partners.begin(b, a, NOW + 20)
    found = {at: books.partners.of_group(a, NOW + at) for at in (-1, 0, 9, 10, 20)}
    assert found == {
        -1: [],
        0: [PartnerRow(b, NOW, NOW + 10)],
        9: [PartnerRow(b, NOW, NOW + 10)],
        10: [],
        20: [PartnerRow(b, NOW + 20)],
    }


def test_nobody_is_their_own_partner_or_a_partner_twice(books, three):
    a, b, _ = three
    books.partners.begin(a, b, NOW)
    for pair in ((a, b), (b, a), (a, a), (a, 99)):
        with pytest.raises(Conflict):
            books.partners.begin(*pair, NOW)


def test_an_offer_is_answered_once(books, three):
    a, b, _ = three
    books.partners.offer("p1", a, NOW, NOW + WEEK)
    books.partners.offer("p2", a, NOW + 1, NOW + WEEK)
    assert books.partners.offered("p1") == PartnerOffer("p1", a, NOW, NOW + WEEK)
    assert books.partners.offered("p9") is None
    assert [each.handle for each in books.partners.open_offers(a)] == ["p1", "p2"]
    assert books.partners.open_offers(b) == []
    assert books.partners.answer("p1", "accepted", b, NOW + 5)
    assert not books.partners.answer("p1", "declined", b, NOW + 6)
    assert not books.partners.answer("p9", "declined", b, NOW + 6)
    assert books.partners.offered("p1") == PartnerOffer("p1", a, NOW, NOW + WEEK, "accepted", b)
    assert books.partners.answer("p2", "withdrawn", None, NOW + 7)
    assert books.partners.open_offers(a) == []
    with pytest.raises(Conflict):
        books.partners.offer("p1", b, NOW, NOW + WEEK)
