"""A disk that is full, and a server that is told to go, as they look from outside."""

from __future__ import annotations

import asyncio
import json
import random
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.faults.books import Books
from tests.faults.deliveries import deliver_all, deliver_until_taken, message
from tests.faults.owners import Owner, Phone
from tests.faults.process import Process, eventually, process, telegram

IN_FLIGHT = 30


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=IN_FLIGHT)) as session:
        yield session


@contextmanager
def full_disk(assistant: Process) -> Iterator[None]:
    """No file of that process may be written beyond a few bytes: the next COMMIT fails as on a full disk."""
    most = assistant.log.stat().st_size
    before = resource.prlimit(assistant.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(assistant.pid, resource.RLIMIT_FSIZE, before)


def once_each(books: Books, updates: dict[int, object]) -> None:
    """Every update was answered, once, and each of these people heard one thing."""
    assert sorted(row["update_id"] for row in books.rows("inbox")) == sorted(updates)
    assert {row["said"] for row in books.rows("desk")} == {1}
    assert len(books.rows("desk")) == len(updates)
    assert books.rows("letter") == []


async def test_a_full_disk_is_503_and_come_again_and_afterwards_nothing_is_lost(tmp_path: Path, http):
    updates = {number: message(number, 1000 + number, "/newgroup") for number in range(1, 61)}
    async with telegram() as world, process(tmp_path, world.url, public_url="", log_level="error") as assistant:
        await assistant.start()
        await assistant.listening()
        first, rest = [updates[number] for number in range(1, 11)], [updates[number] for number in range(11, 61)]
        assert {reply.status for reply in await deliver_all(http, assistant.url, first)} == {200}
        with full_disk(assistant):
            for _ in range(3):
                replies = await deliver_all(http, assistant.url, rest)
                assert {(reply.status, reply.retry_after, reply.body) for reply in replies} == {(503, "1", b"")}
            async with http.get(f"{assistant.url}/readyz") as answer:
                assert answer.status == 503
        taken = await deliver_until_taken(http, assistant.url, updates)
        assert all("Where will your group live?" in json.loads(reply.body)["text"] for reply in taken.values())
        await assistant.kill()  # what was answered by 200 was on the disk
        once_each(Books(assistant.database), updates)


async def test_conversations_outlive_a_disk_that_fills_up_again_and_again(tmp_path: Path, http):
    async with telegram(12.0) as world, process(tmp_path, world.url, log_level="error") as assistant:
        await assistant.start()
        people = [world.world.add_person(name, "en").id for name in ("Anna", "Ben", "Cleo")]
        owners = [Owner(Phone(http, world.url, each), "en", random.Random(each), pause=0.1) for each in people]
        walks = asyncio.gather(*(owner.found() for owner in owners))
        await assistant.listening()
        while not walks.done():
            await asyncio.sleep(0.3)
            with full_disk(assistant):
                await asyncio.sleep(0.15)
        await walks
        books = Books(assistant.database)
        await eventually(lambda: not books.unfinished(), 30)
        assert await assistant.stop() == 0
        failed = [each for each in world.world.journal.after(0) if each["type"] == "delivery" and each["status"] != 200]
        assert {each["status"] for each in failed} == {503}
        for owner in owners:
            (group,) = books.rows("trade_group", f"owner = {owner.phone.id}")
            assert {name: group[name] for name in owner.founded[0].expected()} == owner.founded[0].expected()
        assert (books.rows("letter"), books.rows("outbox", "state = 'dead'")) == ([], [])


@pytest.mark.parametrize("delay", [0.0, 0.002, 0.005, 0.01, 0.02])
async def test_a_server_told_to_go_takes_or_politely_refuses_what_is_in_flight(tmp_path: Path, http, delay: float):
    updates = {number: message(number, 1000 + number, "/newgroup") for number in range(1, IN_FLIGHT + 1)}
    async with telegram() as world, process(tmp_path, world.url, public_url="") as assistant:
        await assistant.start()
        await assistant.listening()
        await asyncio.gather(*(_knock(http, assistant) for _ in updates))  # open the connections
        flying = asyncio.create_task(deliver_all(http, assistant.url, updates.values()))
        await asyncio.sleep(delay)
        assert await assistant.stop() == 0
        replies = dict(zip(updates, await flying, strict=True))
        assert {reply.status for reply in replies.values()} <= {200, 503}
        assert all(reply.retry_after == "1" for reply in replies.values() if reply.status == 503)
        taken = {number for number, reply in replies.items() if reply.status == 200}
        assert taken <= {row["update_id"] for row in Books(assistant.database).rows("inbox")}
        await assistant.start()
        await assistant.listening()
        again = await deliver_until_taken(http, assistant.url, updates)
        assert all(again[number].body == replies[number].body for number in taken)  # the stored answer
        await assistant.stop()
        once_each(Books(assistant.database), updates)


async def _knock(http: aiohttp.ClientSession, assistant: Process) -> None:
    async with http.get(f"{assistant.url}/livez") as answer:
        await asyncio.sleep(0.05)
        await answer.read()
