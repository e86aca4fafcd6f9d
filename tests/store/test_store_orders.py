from __future__ import annotations

from dataclasses import replace

import pytest
from store_samples import NOW, group, know

from assistant.store import Conflict, OrderRow

DAY = 86400.0


def order(number_of_group: int, **more) -> OrderRow:
    given = {
        "handle": "o1",
        "rules": 1,
        "hash": "abc",
        "maker": 1,
        "other": None,
        "invited": None,
        "offer": None,
        "state": "offered",
        "made_at": NOW,
        "agreed_at": None,
        "body": {"terms": {"what": "书"}},
    }
    return OrderRow(group=number_of_group, **(given | more))


@pytest.fixture
def founded(books):
    know(books, 1, 2, 3)
    return books.groups.found(group(), {}, NOW)


def test_an_order_is_found_by_number_and_handle(books, founded):
    number = books.orders.add(order(founded))
    kept = replace(order(founded), number=number)
    assert books.orders.get(number) == books.orders.by_handle("o1") == kept
    assert books.orders.get(99) is None
    assert books.orders.by_handle("o2") is None


def test_an_order_is_everybodys_whom_it_concerns_the_newest_first(books, founded):
    first = books.orders.add(order(founded))
    second = books.orders.add(order(founded, handle=None, maker=3, invited=2))
    assert [row.number for row in books.orders.of_person(1, 9)] == [first]
    assert [row.number for row in books.orders.of_person(2, 9)] == [second]
    books.orders.save(replace(books.orders.get(first), other=2, state="agreed"), 1)
    assert [row.number for row in books.orders.of_person(2, 9)] == [second, first]
    assert [row.number for row in books.orders.of_person(2, 1)] == [second]
    assert [row.number for row in books.orders.of_group(founded, 9)] == [second, first]
    books.orders.save(replace(books.orders.get(second), state="declined"), 1)
    assert [row.number for row in books.orders.of_person(2, 9, live=True)] == [first]
    assert [row.number for row in books.orders.of_group(founded, 9, live=True)] == [first]
    assert books.orders.of_group(99, 9) == []


def test_a_change_needs_the_version_it_was_decided_on(books, founded):
    number = books.orders.add(order(founded))
    row = replace(books.orders.get(number), other=2, state="agreed", agreed_at=NOW, body={"a": 1})
    assert books.orders.save(row, 1) is True
    assert books.orders.save(replace(row, state="lost"), 1) is False
    assert books.orders.get(number) == replace(row, version=2)


@pytest.mark.parametrize("column", ["group_id", "rules", "hash", "maker", "offer", "made_at"])
def test_what_was_agreed_is_never_rewritten(books, founded, column):
    number = books.orders.add(order(founded))
    with pytest.raises(Conflict):
        books.database.run(f"UPDATE trade_order SET {column} = {column} WHERE id = ?", (number,))
    with pytest.raises(Conflict):
        books.database.run("DELETE FROM trade_order WHERE id = ?", (number,))


def test_a_link_leads_to_one_order_and_nobody_deals_with_themselves(books, founded):
    books.orders.add(order(founded))
    for wrong in (order(founded), order(founded, handle="o2", other=1), order(founded, handle="o3", rules=7)):
        with pytest.raises(Conflict):
            books.orders.add(wrong)
    assert len(books.orders.of_person(1, 9)) == 1


def test_orders_come_from_an_offer_and_open_ones_are_counted(books, founded):
    offer = books.orders.add(order(founded))
    taken = [books.orders.add(order(founded, handle=None, offer=offer, other=who, state="agreed")) for who in (2, 3)]
    assert [row.number for row in books.orders.from_offer(offer)] == taken
    assert books.orders.from_offer(taken[0]) == []
    assert (books.orders.open_offers(1), books.orders.open_offers(2)) == (1, 0)


def test_postings_balance_or_are_refused(books, founded):
    number = books.orders.add(order(founded))
    books.orders.post(number, [("claim", "CNY", 500), ("owed", "CNY", -500)], "accept", NOW)
    books.orders.post(number, [("owed", "CNY", 200), ("sent", "CNY", -200)], "report", NOW + 1)
    with pytest.raises(ValueError):
        books.orders.post(number, [("claim", "CNY", 500), ("owed", "CNY", -499)], "accept", NOW)
    with pytest.raises(ValueError):
        books.orders.post(number, [("claim", "CNY", 500), ("owed", "USD", -500)], "accept", NOW)
    assert [(row.entry, row.account, row.amount, row.why) for row in books.orders.postings(number)] == [
        (1, "claim", 500, "accept"),
        (1, "owed", -500, "accept"),
        (2, "owed", 200, "report"),
        (2, "sent", -200, "report"),
    ]


def test_balances_are_summed_over_a_group_by_currency(books, founded):
    other = books.groups.found(group("h2"), {}, NOW)
    for at, (where, currency) in enumerate([(founded, "CNY"), (founded, "CNY"), (founded, "USD"), (other, "CNY")]):
        number = books.orders.add(order(where, handle=f"o{at}"))
        books.orders.post(number, [("claim", currency, 500), ("owed", currency, -500)], "accept", NOW)
    assert books.orders.balances(founded) == [
        ("CNY", "claim", 1000),
        ("CNY", "owed", -1000),
        ("USD", "claim", 500),
        ("USD", "owed", -500),
    ]
    assert books.orders.balances(99) == []


def test_a_posting_stays(books, founded):
    number = books.orders.add(order(founded))
    books.orders.post(number, [("claim", "CNY", 500), ("owed", "CNY", -500)], "accept", NOW)
    for sql in ("UPDATE posting SET amount = 1", "DELETE FROM posting"):
        with pytest.raises(Conflict):
            books.database.run(sql)
    assert sum(row.amount for row in books.orders.postings(number)) == 0


def test_who_dealt_with_whom_since_when(books, founded):
    books.orders.add(order(founded, other=2, agreed_at=NOW))
    books.orders.add(order(founded, handle="o2", other=3, agreed_at=NOW - 200 * DAY))
    books.orders.add(order(founded, handle="o3", invited=3))
    assert books.orders.dealt_with(1, NOW - 180 * DAY) == [2]
    assert books.orders.dealt_with(2, NOW - 180 * DAY) == [1]
    assert books.orders.dealt_with(3, NOW - 300 * DAY) == [1]
    assert books.orders.dealt_with(3, NOW) == []


def test_no_question_about_orders_reads_a_whole_table(books, founded):
    asked: list[str] = []
    number = books.orders.add(order(founded))
    books.database.connection.set_trace_callback(asked.append)
    books.orders.get(number)
    books.orders.by_handle("o1")
    books.orders.of_person(1, 100)
    books.orders.of_person(1, 100, live=True)
    books.orders.of_group(founded, 100, live=True)
    books.orders.of_group(founded, 100)
    books.orders.from_offer(number)
    books.orders.open_offers(1)
    books.orders.post(number, [("claim", "CNY", 5), ("owed", "CNY", -5)], "accept", NOW)
    books.orders.postings(number)
    books.orders.balances(founded)
    books.orders.dealt_with(1, NOW)
    books.database.connection.set_trace_callback(None)
    plans = [(sql, row[-1]) for sql in asked for row in books.database.all(f"EXPLAIN QUERY PLAN {sql}")]
    assert len(plans) > 10
    walks = [
        (sql, plan) for sql, plan in plans if "TEMP B-TREE" in plan or (plan.startswith("SCAN") and "INDEX" not in plan)
    ]
    assert walks == []
