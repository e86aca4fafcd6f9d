"""Evidence with the real house: twenty megabytes do not fill its memory, kills lose no file and double none."""

from __future__ import annotations

import asyncio
import json
import os
import random
import secrets
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.simulator import Running
from assistant.store import open_books
from assistant.worker import place
from tests.faults.books import Books
from tests.faults.process import Process, process, telegram
from tests.worker.samples import picture, wav

MEGABYTE = 1024 * 1024
WHOLE = 20 * MEGABYTE
ROOM = 100 * MEGABYTE  # what an upload may take beyond rest
ANNA = 500_000_001


def held(pid: int, what: str) -> int:
    """Bytes of memory of a process: VmRSS now, VmHWM at its most."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(what):
            return int(line.split()[1]) * 1024
    raise AssertionError(what)


def given(world: Running, content: bytes, name: str) -> dict[str, Any]:
    file = world.world.files.add("document", content, name)["document"]
    return {"file_id": file["file_id"], "size": file["file_size"], "name": name, "key": name}


def queue(assistant: Process, jobs: list[dict[str, Any]]) -> None:
    """As a turn would, while the house is closed."""
    books = open_books(str(assistant.database))
    with books.savepoint():
        for args in jobs:
            books.jobs.queue("keep_exhibit", args, None, time.time())
    books.close()


async def done(books: Books, pid: int, patience: float = 60) -> None:
    async with asyncio.timeout(patience):
        while books.unfinished():
            assert pid
            await asyncio.sleep(0.05)


async def started(assistant: Process) -> None:
    await assistant.start()
    await assistant.listening()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the memory of a process from /proc")
async def test_twenty_megabytes_in_and_out_keep_the_server_small(tmp_path: Path):
    async with telegram() as world, process(tmp_path, world.url) as assistant:
        books = Books(assistant.database)
        await started(assistant)
        await asyncio.sleep(1)
        resting = held(assistant.pid, "VmRSS")
        await assistant.stop()

        queue(assistant, [given(world, wav((WHOLE - 44) // 2), "long.wav")])
        await started(assistant)
        await done(books, assistant.pid)
        taken = held(assistant.pid, "VmHWM")
        await assistant.stop()
        [row] = books.rows("file")
        assert row["size"] == WHOLE

        world.world.add_person("Anna", "en", None, ANNA)
        chat = world.world.private_chat(world.world.person(ANNA), world.world.bot())
        chat.started = True
        params = {"chat_id": ANNA, "document": {"blob": row["sha256"], "name": "exhibit-1.wav"}}
        opened = open_books(str(assistant.database))
        opened.outbox.queue(ANNA, "sendDocument", json.dumps(params).encode(), "once", world.world.clock.now())
        opened.close()
        await started(assistant)
        await done(books, assistant.pid)
        handed_on = held(assistant.pid, "VmHWM")
        assert [row["state"] for row in books.rows("outbox")] == ["sent"]
        print(f"at rest {resting >> 20} MB, most while taking {taken >> 20} MB, while handing on {handed_on >> 20} MB")
        assert max(taken, handed_on) - resting < ROOM
        assert assistant.errors() == []


async def test_twenty_kills_while_evidence_is_taken(tmp_path: Path):
    await killed(tmp_path, 20)


@pytest.mark.soak
async def test_a_hundred_kills_while_evidence_is_taken(tmp_path: Path):
    await killed(tmp_path, 100)


async def killed(folder: Path, times: int) -> None:
    seed = int(os.environ.get("YIDAN_TEST_SEED") or secrets.randbelow(2**32))
    print(f"to repeat this: YIDAN_TEST_SEED={seed}")
    chance = random.Random(seed)
    async with telegram(seed=seed) as world, process(folder, world.url) as assistant:
        books = Books(assistant.database)
        jobs = [
            given(world, picture(size=(900 + n, 700), comment=b"a" * chance.randrange(1, 60_000)), f"photo-{n}.jpg")
            for n in range(3 * times)
        ]
        queue(assistant, jobs)
        for _ in range(times):
            await started(assistant)
            await asyncio.sleep(chance.uniform(0, 0.3))
            await assistant.kill()
            _whole(books, folder / "files")
        await started(assistant)
        await done(books, assistant.pid)
        assert await assistant.stop() == 0
        _whole(books, folder / "files")
        ended = books.rows("job")
        kept = [json.loads(row["result"]) for row in ended if row["state"] == "done"]
        given_up = [row for row in ended if row["state"] == "failed"]
        assert len(kept) + len(given_up) == len(jobs)
        # Only what was under way at three kills is given up, and is told as such.
        assert {(row["code"], row["attempts"]) for row in given_up} <= {("crashed", 3)}
        assert len(given_up) <= times // 3
        named = {result["sha256"] for result in kept} | {result["copy"]["sha256"] for result in kept}
        assert {row["sha256"] for row in books.rows("file")} == named
        lost = {path.name for path in (folder / "files").iterdir()} - named
        print(f"{len(kept)} taken, {len(given_up)} given up, {len(lost)} left for the sweeper")
        assert len(lost) <= 2 * times


def _whole(books: Books, files: Path) -> None:
    """Each row once, and its file whole on disk."""
    rows = books.rows("file")
    assert len({row["sha256"] for row in rows}) == len(rows)
    for row in rows:
        assert place(files, row["sha256"]).stat().st_size == row["size"]
