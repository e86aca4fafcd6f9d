"""Sweeping: what somebody wants stays, what nobody wants goes, and being killed on the way loses and keeps nothing."""

import asyncio
import json
import os
import time

import pytest

from assistant.store import File, Writer, open_books
from assistant.store.rows import Person
from assistant.sweeper import DAY, Sweeper
from assistant.worker import blobs, place

NOW = 1_800_000_000.0


class Killed(BaseException):
    """The process is no more."""


class Standing:
    def now(self):
        return NOW


class Hands:
    """The worker, in this process; it may be killed before it begins, or after some of the files."""

    def __init__(self, folder, survives=10**9):
        self.folder, self.survives = folder, survives

    async def run(self, kind, args):
        assert kind == "drop_blobs"
        names = args["names"][: self.survives]
        dropped = blobs.drop(self.folder, names, args["young"])
        if len(names) < len(args["names"]):
            raise Killed
        return {"dropped": dropped}


class House:
    def __init__(self, folder):
        self.folder = folder
        self.books = open_books(":memory:")
        self.writer = Writer(self.books)

    def blob(self, content, *, old=2 * DAY, noted=2 * DAY, unique=None):
        """A file as old as that on disk; `noted` seconds ago (None: never)."""
        kept = blobs.keep(self.folder, content.encode())
        os.utime(place(self.folder, kept.sha256), (time.time() - old,) * 2)
        if noted is not None:
            row = File(kept.sha256, kept.size, "text/plain", unique, kept.sha256, NOW - noted)
            self.writer.run_sync(lambda books: books.files.put(row))
        return kept.sha256

    def sweeper(self, **more):
        hands = Hands(self.folder, **more)
        return Sweeper(self.writer, Standing(), hands, self.folder)

    async def sweep(self, **more):
        return await self.sweeper(**more).sweep()

    def on_disk(self):
        return {path.name for path in self.folder.iterdir()}

    def noted(self):
        return {row.sha256 for row in self.books.files.made()}


@pytest.fixture
async def house(tmp_path):
    made = House(tmp_path)
    yield made
    await made.writer.close()
    made.books.close()


async def test_what_nobody_wants_goes_after_a_day_and_not_before(house):
    stays = {
        house.blob("young, not noted yet", old=60, noted=None),
        house.blob("not noted, less than a day", old=DAY - 60, noted=None),
        house.blob("noted less than a day ago", noted=DAY - 60),
        house.blob("noted long ago, but written anew just now", old=60),
    }
    goes = {house.blob("left by a crash", noted=None), house.blob("of a discarded draft")}
    assert house.on_disk() == stays | goes
    assert await house.sweep() == 2
    assert house.on_disk() == stays
    assert not house.noted() & goes
    assert await house.sweep() == 0


async def test_what_a_table_names_stays(house):
    code, case, copy = house.blob("code"), house.blob("case"), house.blob("copy")

    def claim(books):
        connection = books.database.connection
        connection.execute("CREATE TABLE paper (n INTEGER PRIMARY KEY, sha256 TEXT, copy_sha256 TEXT)")
        connection.execute("INSERT INTO paper (sha256, copy_sha256) VALUES (?, ?), (?, NULL)", (case, copy, code))

    await house.writer.run(claim)
    assert await house.sweep() == 0
    await house.writer.run(
        lambda books: books.database.connection.execute("DELETE FROM paper WHERE sha256 = ?", (case,))
    )
    assert await house.sweep() == 2
    assert house.on_disk() == {code} == house.noted()


async def test_what_a_conversation_or_a_message_to_be_sent_speaks_of_stays(house):
    draft, owed, sent = house.blob("draft"), house.blob("owed"), house.blob("sent")

    def speak(books):
        for person in range(1, 4):
            books.people.put(Person(person, "x", None, None, None, None, None, None, NOW))
        books.desks.put(2, 1, json.dumps({"answers": {"evidence": [{"sha256": draft}]}}).encode())
        for number, blob in ((1, owed), (2, sent)):
            params = json.dumps({"chat_id": number, "document": {"blob": blob, "name": "a.pdf"}}).encode()
            books.outbox.queue(number, "sendDocument", params, "once", NOW)
        row = books.outbox.ready(NOW, 10)[1]
        books.outbox.claim([row.id])
        books.outbox.sent(row.id, b"{}", NOW)

    await house.writer.run(speak)
    assert await house.sweep() == 1
    assert house.on_disk() == {draft, owed}


async def test_many_desks_and_blobs_are_gone_through_piece_by_piece(house):
    kept = [house.blob(f"kept {n}") for n in range(30)]
    lost = [house.blob(f"lost {n}") for n in range(600)]

    def speak(books):
        for person, name in enumerate(kept, 1):
            books.people.put(Person(person * 1000, "x", None, None, None, None, None, None, NOW))
            books.desks.put(person * 1000, 1, json.dumps([name]).encode())

    await house.writer.run(speak)
    seen, behind = set(), -(2**63)
    while behind is not None:
        more, behind = await house.writer.run(lambda books, behind=behind: books.files.mentioned(behind, 7))
        assert len(more) <= 7
        seen |= more
    assert seen == set(kept)
    assert await house.sweep() == len(lost)
    assert house.on_disk() == set(kept)


async def test_a_file_taken_again_just_now_is_young_again(house):
    name = house.blob("sent twice", unique="u")
    blobs.keep(house.folder, b"sent twice")
    assert await house.sweep() == 0
    os.utime(place(house.folder, name), (time.time() - 2 * DAY,) * 2)
    row = File(name, 10, "text/plain", "u", name, NOW)
    await house.writer.run(lambda books: books.files.put(row))
    assert await house.sweep() == 0


async def test_taken_again_between_the_judgement_and_the_deed(house):
    name = house.blob("discarded, and sent again")
    sweeper = house.sweeper()
    drop = sweeper._worker.run

    async def meanwhile(kind, args):
        blobs.keep(house.folder, b"discarded, and sent again")  # the worker takes it before it drops
        return await drop(kind, args)

    sweeper._worker.run = meanwhile
    assert await sweeper.sweep() == 0
    assert house.on_disk() == {name}


@pytest.mark.parametrize("survives", [0, 1, 2, 3])
async def test_killed_at_any_point_nothing_is_kept_for_ever_and_no_row_lacks_its_file(house, survives):
    wanted = house.blob("wanted", noted=60)
    names = {house.blob(f"lost {n}") for n in range(3)}
    if survives < 3:
        with pytest.raises(Killed):
            await house.sweep(survives=survives)
        assert len(house.on_disk() & names) == 3 - survives
    assert house.noted() <= house.on_disk()
    await house.sweep()
    assert house.on_disk() == {wanted} == house.noted()


async def test_killed_before_the_commit_nothing_has_happened(house):
    name = house.blob("lost")
    release = type(house.books.files).release

    def fail(books):
        release(books.files, [name], [], NOW)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await house.writer.run(fail)
    assert house.noted() == {name} == house.on_disk()
    assert await house.sweep() == 1


async def test_it_sweeps_at_the_start(house):
    house.blob("lost")
    sweeper = house.sweeper()
    sweeper.start()
    for _ in range(200):
        if not house.on_disk():
            break
        await asyncio.sleep(0.01)
    await sweeper.stop()
    assert house.on_disk() == set()
