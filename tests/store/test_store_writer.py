from __future__ import annotations

import asyncio
import random
import threading
import time

import pytest
from store_samples import NOW, in_one_batch, know, person

from assistant.store import Conflict, StoreDown, Writer


@pytest.fixture
async def writer(books):
    writer = Writer(books)
    yield writer
    await writer.close()


def put(number, name="x"):
    def work(books):
        books.people.put(person(number, name=name))
        return number

    return work


def fail(number, error):
    def work(books):
        books.people.put(person(number))
        raise error

    return work


async def known(writer, ids) -> list[int]:
    return await writer.run(lambda books: [number for number in ids if books.people.get(number)])


async def test_a_work_gives_back_what_it_returns(writer):
    assert await writer.run(put(5)) == 5
    assert await known(writer, [5]) == [5]


async def test_a_work_that_raises_is_undone_and_its_own_exception_comes_back(writer):
    mine = KeyError("mine")
    with pytest.raises(KeyError) as caught:
        await writer.run(fail(5, mine))
    assert caught.value is mine
    assert await known(writer, [5]) == []


async def test_in_a_batch_the_failing_spoil_no_other(writer):
    results = await in_one_batch(writer, [put(1), fail(2, ValueError("2")), put(3), fail(4, StopIteration()), put(5)])
    assert results[::2] == [1, 3, 5]
    assert isinstance(results[1], ValueError)
    assert isinstance(results[3], RuntimeError)
    assert await known(writer, range(9)) == [1, 3, 5]


async def test_a_refused_row_is_the_failure_of_its_own_work_only(writer):
    results = await in_one_batch(writer, [put(1), lambda books: books.desks.put(9, 0, None), put(2)])
    assert results[0::2] == [1, 2]
    assert isinstance(results[1], Conflict)
    assert await known(writer, range(9)) == [1, 2]


async def test_works_are_done_in_the_order_they_came(writer):
    seen = []
    await in_one_batch(writer, [lambda books, n=n: seen.append(n) for n in range(300)])
    assert seen == list(range(300))


async def test_many_share_one_commit_but_not_more_than_128(writer, books, monkeypatch):
    commits = []
    commit = books.commit
    monkeypatch.setattr(books, "commit", lambda: (commits.append(1), commit()))
    await in_one_batch(writer, [put(n) for n in range(256)])
    assert len(commits) == 1 + 2  # the one that held the thread, then two full batches


async def test_nobody_is_answered_before_the_commit(writer, books, monkeypatch):
    order = []
    commit = books.commit
    monkeypatch.setattr(books, "commit", lambda: (commit(), time.sleep(0.01), order.append("commit")))

    async def one(number):
        await writer.run(put(number))
        order.append("answer")

    await asyncio.gather(one(1))
    assert order == ["commit", "answer"]


async def test_when_the_commit_fails_the_whole_batch_is_undone(writer, books, monkeypatch):
    def fail_commit():
        books.rollback()
        raise StoreDown("no space")

    monkeypatch.setattr(books, "commit", fail_commit)
    held = [asyncio.ensure_future(writer.run(work)) for work in (put(1), fail(2, ValueError()), put(3))]
    results = await asyncio.gather(*held, return_exceptions=True)
    assert [type(result) for result in results] == [StoreDown] * 3
    assert len({id(result) for result in results}) == 3
    monkeypatch.undo()
    assert await known(writer, range(9)) == []
    assert await writer.run(put(4)) == 4


async def test_a_work_whose_caller_has_gone_is_done_all_the_same(writer):
    task = asyncio.ensure_future(writer.run(put(1)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await known(writer, [1]) == [1]


async def test_busy_until_everybody_is_answered(writer):
    gate = threading.Event()
    assert not writer.busy
    task = asyncio.ensure_future(writer.run(lambda books: gate.wait(5)))
    await asyncio.sleep(0)
    assert writer.busy
    gate.set()
    await task
    assert not writer.busy


async def test_close_does_what_was_queued_then_refuses(books):
    writer = Writer(books)
    waiting = [asyncio.ensure_future(writer.run(put(n))) for n in range(300)]
    await asyncio.sleep(0)
    await asyncio.gather(writer.close(), writer.close())
    assert await asyncio.gather(*waiting) == list(range(300))
    with pytest.raises(StoreDown):
        await writer.run(put(1))
    with pytest.raises(StoreDown):
        writer.run_sync(put(1))
    await writer.close()
    assert not writer.busy
    assert books.people.get(299)  # the books stay open


async def test_a_cancelled_close_still_closes(books):
    writer = Writer(books)
    gate = threading.Event()
    task = asyncio.ensure_future(writer.run(lambda books: gate.wait(5)))
    await asyncio.sleep(0)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(writer.close(), 0.02)
    gate.set()
    await writer.close()
    assert await task


async def test_closing_leaves_no_thread(books):
    before = threading.active_count()
    writer = Writer(books)
    await writer.run(put(1))
    assert threading.active_count() == before + 1
    await writer.close()
    assert threading.active_count() == before


async def test_a_closed_writer_may_be_followed_by_another(books):
    for n in range(3):
        writer = Writer(books)
        await writer.run(put(n))
        await writer.close()
    assert [number for number in range(9) if books.people.get(number)] == [0, 1, 2]


def test_run_sync_needs_no_loop(books):
    writer = Writer(books)
    assert writer.run_sync(put(1)) == 1
    with pytest.raises(ValueError, match="mine"):
        writer.run_sync(fail(2, ValueError("mine")))
    with pytest.raises(RuntimeError, match="wait for itself"):
        writer.run_sync(lambda books: writer.run_sync(put(3)))
    asyncio.run(writer.close())


def test_a_loop_that_ended_holds_nobody_up(books):
    writer = Writer(books)
    gate = threading.Event()

    async def leave():
        task = asyncio.ensure_future(writer.run(lambda books: (gate.wait(5), put(1)(books))))
        await asyncio.sleep(0)
        task.cancel()

    asyncio.run(leave())
    gate.set()
    assert writer.run_sync(lambda books: books.people.get(1).id) == 1
    assert not writer.busy
    asyncio.run(writer.close())


@pytest.mark.parametrize("time", range(2))
async def test_of_a_thousand_interleaved_works_exactly_the_good_ones_are_kept(writer, time):
    seed = random.randrange(10**6)
    print("seed", seed)
    dice = random.Random(seed)
    bad = {n for n in range(1000) if dice.random() < 0.3}

    def work(n):
        def step(books):
            know(books, n)
            with books.savepoint():
                books.desks.put(n, n, b"{}")
            if n in bad:
                if n % 3 == 0:
                    books.desks.put(10**6, 0, None)  # the database refuses
                raise ValueError(n)
            books.inbox.record(n, n, NOW, 0, None, None)
            return n

        return step

    async def ask(n):
        await asyncio.sleep(dice.random() / 50)
        return await writer.run(work(n))

    results = await asyncio.gather(*(ask(n) for n in range(1000)), return_exceptions=True)
    assert {n for n, result in enumerate(results) if result != n} == bad
    assert all(isinstance(results[n], Conflict if n % 3 == 0 else ValueError) for n in bad)
    kept = await writer.run(
        lambda books: [(books.people.get(n), books.inbox.seen(n), books.desks.get(n).body) for n in range(1000)]
    )
    assert {n for n, row in enumerate(kept) if None not in row} == set(range(1000)) - bad
    assert all(row == (None, None, None) for n, row in enumerate(kept) if n in bad)
