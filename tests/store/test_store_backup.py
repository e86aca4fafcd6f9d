from __future__ import annotations

import asyncio
import stat

import pytest
from store_samples import NOW, know, person

from assistant.store import CannotOpen, StoreDown, Writer, backup
from assistant.store.books import open_sqlite


def names(folder) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "yidan.db")


@pytest.fixture
def live(path):
    books = open_sqlite(path)
    know(books, 1, 2)
    yield books
    books.close()


def test_a_backup_of_a_live_database_can_be_opened(live, path, tmp_path):
    target = str(tmp_path / "copy.db")
    backup(path, target)
    know(live, 3)
    copy = open_sqlite(target)
    assert [number for number in range(5) if copy.people.get(number)] == [1, 2]
    copy.close()


def test_a_backup_is_one_private_file(live, path, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    backup(path, str(folder / "copy.db"))
    assert names(folder) == ["copy.db"]
    assert stat.S_IMODE((folder / "copy.db").stat().st_mode) == 0o600


def test_an_earlier_backup_is_never_overwritten(live, path, tmp_path):
    target = tmp_path / "copy.db"
    target.write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        backup(path, str(target))
    assert target.read_bytes() == b"precious"


def test_what_a_broken_off_backup_left_is_no_hindrance(live, path, tmp_path):
    (tmp_path / "copy.db.partial").write_bytes(b"half")
    backup(path, str(tmp_path / "copy.db"))
    assert not (tmp_path / "copy.db.partial").exists()


def test_without_a_database_no_backup_and_no_new_files(tmp_path):
    with pytest.raises(CannotOpen):
        backup(str(tmp_path / "nothing.db"), str(tmp_path / "copy.db"))
    assert names(tmp_path) == []


def test_what_is_no_database_leaves_no_backup(tmp_path):
    (tmp_path / "diary.db").write_bytes(b"my diary " * 1000)
    with pytest.raises(StoreDown):
        backup(str(tmp_path / "diary.db"), str(tmp_path / "copy.db"))
    assert names(tmp_path) == ["diary.db"]


def test_a_backup_with_a_broken_row_is_not_called_one(live, path, tmp_path):
    live.database.run("PRAGMA foreign_keys = OFF")
    live.desks.put(99, 0, None)
    with pytest.raises(StoreDown, match="damaged"):
        backup(path, str(tmp_path / "copy.db"))
    assert not (tmp_path / "copy.db").exists()


async def test_a_backup_under_load_is_complete_as_of_one_moment(live, path, tmp_path):
    writer = Writer(live)
    done = asyncio.Event()

    def turn(n):
        def work(books):
            books.people.put(person(n))
            books.inbox.record(n, n, NOW, 0, None, None)

        return work

    async def load():
        n = 100
        while not done.is_set():
            n += 1
            await writer.run(turn(n))
        return n

    loading = asyncio.ensure_future(load())
    for copy in range(3):
        await asyncio.sleep(0.02)
        await asyncio.to_thread(backup, path, str(tmp_path / f"copy{copy}.db"))
    done.set()
    last = await loading
    await writer.close()
    for copy in range(3):
        books = open_sqlite(str(tmp_path / f"copy{copy}.db"))
        people = [n for n in range(101, last + 1) if books.people.get(n)]
        assert people == [n for n in range(101, last + 1) if books.inbox.seen(n)]
        assert people == list(range(101, 101 + len(people)))
        books.close()
    assert people
