"""Killed with -9 at random moments, under redelivery: nothing is lost, nothing doubled, and talk goes on."""

from __future__ import annotations

import asyncio
import json
import os
import random
import secrets
from collections import Counter
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from assistant.simulator import Running
from tests.faults.books import Books
from tests.faults.owners import FOUNDED, Owner, Phone
from tests.faults.process import Process, eventually, process, telegram

RATE = 12.0  # Telegram's waits pass so many times as fast
PEOPLE = (("Anna", "en"), ("小林", "zh-hans"), ("Ben", "en"), ("阿梅", "zh-hans"), ("Cleo", "en"))
PRESS = 3 * 2**33  # presses queue under their person's id above this


async def test_twenty_kills_lose_nothing_and_double_nothing(tmp_path: Path):
    await killed(tmp_path, 20)


@pytest.mark.soak
async def test_a_hundred_kills_lose_nothing_and_double_nothing(tmp_path: Path):
    await killed(tmp_path, 100)


async def killed(folder: Path, times: int) -> None:
    seed = int(os.environ.get("YIDAN_TEST_SEED") or secrets.randbelow(2**32))
    print(f"to repeat this: YIDAN_TEST_SEED={seed}")
    chance, enough = random.Random(seed), asyncio.Event()
    async with (
        telegram(RATE, seed=seed) as world,
        process(folder, world.url) as assistant,
        aiohttp.ClientSession() as http,
    ):
        owners = [await _owner(http, world, name, language, chance) for name, language in PEOPLE]
        lives = asyncio.create_task(_kill_again_and_again(assistant, world, chance, times, enough))
        async with asyncio.timeout(60 + 5 * times):
            await asyncio.gather(lives, *(owner.found_until(enough) for owner in owners))
            await _at_rest(world, assistant)
        assert await assistant.stop() == 0
        books = Books(assistant.database)
        journal = world.world.journal.after(0)
        _nothing_lost(books, owners, world, journal)
        _nothing_doubled(books, owners, journal)
        print(f"{len(books.rows('inbox'))} updates, {len(books.rows('trade_group'))} groups, "
              f"{sum(entry['type'] == 'delivery' and entry['status'] != 200 for entry in journal)} deliveries failed")  # fmt: skip


async def _owner(http: aiohttp.ClientSession, world: Running, name: str, language: str, chance: random.Random) -> Owner:
    async with http.post(f"{world.url}/control/people", json={"name": name, "language": language}) as answer:
        phone = Phone(http, world.url, (await answer.json())["id"])
    return Owner(
        phone, "en" if language == "en" else "zh_CN", random.Random(chance.random()), pause=0.3, patience=200 / RATE
    )


async def _kill_again_and_again(
    assistant: Process, world: Running, chance: random.Random, times: int, enough: asyncio.Event
) -> None:
    """Also in the middle of a start; but mostly when it has had the time to do something."""
    for number in range(times):
        # Some answers are lost on their way although their COMMIT was done: a moment too short to hit by chance.
        world.world.faults.add({"kind": "*", "mode": "deliver_then_drop", "times": 2})
        await assistant.start()
        if number % 5:
            await assistant.listening()
            await _answered(world, chance.randint(1, 25))
        await asyncio.sleep(chance.random() * 0.25)
        await assistant.kill()
    await assistant.start()
    enough.set()


async def _answered(world: Running, updates: int, patience: float = 2.0) -> None:
    """Return after so many updates more, or when it takes too long. Real seconds."""
    journal = world.world.journal
    seen, done = journal.count, 0
    end = asyncio.get_running_loop().time() + patience
    while done < updates and asyncio.get_running_loop().time() < end:
        await asyncio.sleep(0.005)
        done += sum(entry["type"] == "delivery" for entry in journal.after(seen))
        seen = journal.count


async def _at_rest(world: Running, assistant: Process) -> None:
    """Until every update is delivered, every message sent and every paper made."""
    bot = next(iter(world.world.bots.values()))
    await eventually(lambda: not bot.updates and not Books(assistant.database).unfinished(), 60)


def _nothing_lost(books: Books, owners: list[Owner], world: Running, journal: list[dict[str, Any]]) -> None:
    assert books.rows("letter") == []
    inbox = {row["update_id"] for row in books.rows("inbox")}
    delivered = {entry["update_id"]: entry for entry in journal if entry["type"] == "delivery"}
    forgotten = delivered.keys() - inbox  # Telegram gave up: presses older than 150 seconds, nothing else
    assert {delivered[number]["kind"] for number in forgotten} <= {"callback_query"}
    assert len(forgotten) <= sum(owner.pressed_again for owner in owners)
    for owner in owners:
        groups = books.rows("trade_group", f"owner = {owner.phone.id} ORDER BY id")
        assert [
            {name: group[name] for name in plan.expected()} for group, plan in zip(groups, owner.founded, strict=True)
        ] == [plan.expected() for plan in owner.founded]
        for group, plan in zip(groups, owner.founded, strict=True):
            (rules,) = books.rows("rulebook", f"group_id = {group['id']}")
            body = json.loads(rules["body"])
            assert (body["settle"]["seconds"], body["window"]["seconds"]) == (plan.settle, plan.window)
        number, buttons, _ = owner.phone.screen() or (0, [], "")
        assert (number > 0, buttons) == (True, FOUNDED)
    assert books.rows("outbox", "state = 'dead'") == []


def _nothing_doubled(books: Books, owners: list[Owner], journal: list[dict[str, Any]]) -> None:
    heard = Counter(entry["update_id"] for entry in journal if entry["type"] == "delivery" and entry["status"] == 200)
    assert set(heard.values()) == {1}
    founded = Counter(row["subject"] for row in books.rows("event", "name = 'GroupFounded'"))
    assert founded == {f"group:{group['id']}": 1 for group in books.rows("trade_group")}
    for owner in owners:
        assert max(_replies(owner.phone.id, journal)) <= 1
        screens = [
            entry["params"]["reply_markup"]
            for entry in journal
            if entry["type"] == "call" and entry["via"] == "webhook_reply" and entry["method"] == "sendMessage"
            and entry["params"]["chat_id"] == owner.phone.id and "reply_markup" in entry["params"]
        ]  # fmt: skip
        assert Counter(map(json.dumps, screens)).most_common(1)[0][1] == 1


def _replies(person: int, journal: list[dict[str, Any]]) -> list[int]:
    """How many replies of the webhook were obeyed for each update of that person, in their order."""
    counts, replies = [0], 0
    for entry in journal:
        if entry["type"] == "call" and entry["via"] == "webhook_reply" and entry["params"]["chat_id"] == person:
            replies += 1
        elif entry["type"] == "delivery" and entry["status"] == 200 and entry["key"] in {person, person + PRESS}:
            counts.append(replies)
            replies = 0
    return counts
