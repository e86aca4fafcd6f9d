"""SQLite may end the whole transaction on its own; nothing of that batch may then be kept, and nobody told it is."""

from __future__ import annotations

import pytest
from store_samples import NOW, in_one_batch, know, person

from assistant.store import BatchLost, StoreDown, Writer
from assistant.store.books import open_sqlite

BIG = b"x" * 200_000


@pytest.fixture
def books(tmp_path):
    books = open_sqlite(str(tmp_path / "yidan.db"))
    yield books
    books.close()


@pytest.fixture
async def writer(books):
    writer = Writer(books)
    yield writer
    await writer.close()


def fill_disk(books) -> None:
    (pages,) = books.database.one("PRAGMA page_count")
    books.database.run(f"PRAGMA max_page_count = {pages + 4}")


def make_room(books) -> None:
    books.database.run("PRAGMA max_page_count = 1000000")


def put(number):
    return lambda books: books.people.put(person(number))


def bury(books):
    books.letters.bury(1, BIG, "too big for this disk", NOW)


def swallow(books):
    """What a careless work does: takes the end of the transaction for an error of its own and goes on."""
    for step in (bury, put(7), put(8)):
        try:
            step(books)
        except Exception:
            continue


def swallow_inside_a_savepoint(books):
    try:
        with books.savepoint():
            bury(books)
    except Exception:
        with books.savepoint():
            put(7)(books)


def people(books) -> list[int]:
    return [number for number in range(20) if books.people.get(number)]


def test_sqlite_really_ends_the_transaction_when_the_disk_is_full(books):
    fill_disk(books)
    books.begin()
    with pytest.raises(BatchLost):
        bury(books)
    assert not books.database.connection.in_transaction
    books.rollback()


@pytest.mark.parametrize("careless", [bury, swallow, swallow_inside_a_savepoint])
async def test_a_full_disk_undoes_the_whole_batch(books, writer, careless):
    await writer.run(put(0))
    await writer.run(fill_disk)
    results = await in_one_batch(writer, [put(1), put(2), careless, put(3)])
    assert [type(result) for result in results] == [StoreDown] * 4
    assert await writer.run(people) == [0]
    await writer.run(make_room)
    assert await in_one_batch(writer, [put(1), bury, put(3)]) == [None] * 3
    assert await writer.run(people) == [0, 1, 3]


async def test_what_comes_after_the_end_of_the_transaction_is_not_even_tried(writer):
    await writer.run(fill_disk)
    tried = []
    await in_one_batch(writer, [lambda books: tried.append(1), bury, lambda books: tried.append(2)])
    assert tried == [1]


def test_a_savepoint_tells_of_the_end_even_if_its_work_raises_something_else(books):
    def confused():
        with books.savepoint():
            swallow(books)
            raise ValueError("mine")

    fill_disk(books)
    books.begin()
    with pytest.raises(BatchLost) as caught:
        confused()
    assert isinstance(caught.value.__cause__, ValueError)
    books.rollback()


async def test_the_batch_after_a_full_one_is_tried_afresh(writer):
    await writer.run(fill_disk)
    for _ in range(3):
        (result,) = await in_one_batch(writer, [bury])
        assert isinstance(result, StoreDown)
    assert await in_one_batch(writer, [put(1)]) == [None]


def end_transaction(books):
    books.database.connection.execute("ROLLBACK")


async def test_a_transaction_that_vanished_without_an_error_is_noticed(writer):
    results = await in_one_batch(writer, [put(1), end_transaction, put(2)])
    assert [type(result) for result in results] == [StoreDown] * 3
    assert await writer.run(people) == []


def test_nothing_can_be_written_after_the_transaction_has_ended(books):
    fill_disk(books)
    books.begin()
    with pytest.raises(BatchLost):
        bury(books)
    for attempt in (put(1), bury, people, lambda books: books.savepoint().__enter__()):
        with pytest.raises(BatchLost):
            attempt(books)
    with pytest.raises(BatchLost):
        books.commit()
    assert people(books) == []


def test_a_savepoint_of_its_own_reports_the_full_disk_and_recovers(books):
    fill_disk(books)

    def both():
        with books.savepoint():
            put(1)(books)
            bury(books)

    with pytest.raises(StoreDown):
        both()
    put(2)(books)
    assert people(books) == [2]


def test_without_a_transaction_a_full_disk_is_a_plain_failure(books):
    fill_disk(books)
    with pytest.raises(StoreDown) as caught:
        bury(books)
    assert not isinstance(caught.value, BatchLost)
    put(1)(books)


def break_commit(books):
    # A real failure of COMMIT itself: the check of this row was put off until then.
    books.database.run("PRAGMA defer_foreign_keys = ON")
    books.desks.put(99, 0, None)


async def test_a_failing_commit_undoes_the_whole_batch(writer):
    results = await in_one_batch(writer, [put(1), break_commit, put(2)])
    assert [type(result) for result in results] == [StoreDown] * 3
    assert await writer.run(people) == []
    assert await in_one_batch(writer, [put(1)]) == [None]
    assert await writer.run(people) == [1]


def test_after_a_failing_commit_no_transaction_is_left_open(books):
    books.begin()
    break_commit(books)
    with pytest.raises(StoreDown, match="commit failed"):
        books.commit()
    assert not books.database.connection.in_transaction
    put(1)(books)
    assert people(books) == [1]


def lose_savepoint(books):
    put(7)(books)
    books.database.connection.execute("RELEASE work")
    raise ValueError("too late to be undone alone")


async def test_a_work_that_cannot_be_undone_alone_undoes_the_batch(writer):
    results = await in_one_batch(writer, [put(1), lose_savepoint, put(2)])
    assert [type(result) for result in results] == [StoreDown] * 3
    assert await writer.run(people) == []


async def test_a_locked_database_is_a_store_that_is_down(tmp_path, books, writer):
    other = open_sqlite(str(tmp_path / "yidan.db"))
    await writer.run(lambda books: books.database.run("PRAGMA busy_timeout = 20"))
    other.begin()
    with pytest.raises(StoreDown):
        await writer.run(put(1))
    other.rollback()
    await writer.run(put(2))
    other.close()
    assert await writer.run(people) == [2]


async def test_readers_do_not_hold_the_writer_up(tmp_path, writer):
    other = open_sqlite(str(tmp_path / "yidan.db"))
    know(other, 1)
    other.database.connection.execute("BEGIN")
    assert people(other) == [1]
    await writer.run(put(2))
    assert people(other) == [1]
    other.database.connection.execute("COMMIT")
    assert people(other) == [1, 2]
    other.close()
