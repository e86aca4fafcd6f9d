"""What is particular to SQLite: the checks at start, the schema, the plans of the hot questions."""

from __future__ import annotations

import logging
import os
import stat
import threading
from pathlib import Path

import pytest
from sqlite_utils import Migrations
from store_samples import NOW, group, know

from assistant.store import CannotOpen, Conflict, MadeByNewerVersion, Writer, database
from assistant.store.books import open_sqlite
from assistant.store.database import connect
from assistant.store.driver import driver
from assistant.store.migration import migrate
from assistant.store.schema import migrations


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "yidan.db")


def pragma(books, name):
    return books.database.one(f"PRAGMA {name}")[0]


def test_what_is_committed_is_on_disk(path):
    books = open_sqlite(path)
    assert pragma(books, "journal_mode") == "wal"
    assert pragma(books, "synchronous") == 2
    assert pragma(books, "foreign_keys") == 1
    assert pragma(books, "mmap_size") == 0
    books.close()


def test_an_old_sqlite_gets_the_rollback_journal_and_a_warning(path, monkeypatch, caplog):
    open_sqlite(path).close()  # made with a write-ahead log
    monkeypatch.setattr(database.driver, "sqlite_version_info", (3, 51, 2))
    with caplog.at_level(logging.WARNING):
        books = open_sqlite(path)
    assert "rollback journal" in caplog.text
    assert pragma(books, "journal_mode") == "delete"
    assert pragma(books, "synchronous") == 3
    know(books, 1)
    books.close()
    assert [entry.name for entry in Path(path).parent.iterdir()] == ["yidan.db"]


def test_only_the_owner_may_read_the_file(path):
    books = open_sqlite(path)
    know(books, 1)
    modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in Path(path).parent.iterdir()}
    assert modes == dict.fromkeys(["yidan.db", "yidan.db-wal", "yidan.db-shm"], 0o600)
    books.close()


def test_what_was_written_is_there_after_a_restart(path):
    books = open_sqlite(path)
    know(books, 1)
    books.close()
    books = open_sqlite(path)
    assert books.people.get(1)
    books.close()


def test_every_table_is_strict(path):
    books = open_sqlite(path)
    rows = books.database.all("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    loose = {name for name, strict in rows if not strict}
    assert loose <= {"_sqlite_migrations", "sqlite_schema", "sqlite_sequence"}
    books.close()


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CannotOpen, match="nowhere"):
        open_sqlite(str(tmp_path / "nowhere" / "yidan.db"))


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(CannotOpen):
        open_sqlite(str(tmp_path))


def test_another_file_is_refused_and_left_alone(path):
    Path(path).write_bytes(b"my diary " * 1000)
    with pytest.raises(CannotOpen, match="not a database"):
        open_sqlite(path)
    assert Path(path).read_bytes() == b"my diary " * 1000


def test_a_database_of_another_program_is_refused(path):
    other = connect(path)
    other.run("CREATE TABLE theirs (x)")
    other.connection.close()
    with pytest.raises(CannotOpen, match="another program"):
        open_sqlite(path)


def test_a_damaged_database_is_refused(path):
    books = open_sqlite(path)
    with books.savepoint():
        for n in range(500):
            books.inbox.record(n, 1, NOW, 0, b"x" * 500, None)
    books.database.run("PRAGMA journal_mode=DELETE")
    books.close()
    whole = Path(path).read_bytes()
    half = len(whole) // 2
    Path(path).write_bytes(whole[:half] + os.urandom(half // 2) + whole[half + half // 2 :])
    with pytest.raises(CannotOpen):
        open_sqlite(path)


def change_schema(path, sql, *values):
    books = open_sqlite(path)
    books.database.run(sql, values)
    books.close()


def test_the_database_of_a_newer_version_is_refused(path):
    change_schema(path, "INSERT INTO _sqlite_migrations VALUES (NULL, 'yidan', 'm99_tomorrow', '')")
    with pytest.raises(MadeByNewerVersion, match=r"yidan\.db.*m99_tomorrow"):
        open_sqlite(path)


def test_a_schema_with_a_gap_is_refused(path):
    change_schema(path, "DELETE FROM _sqlite_migrations WHERE name = 'm02_mail'")
    with pytest.raises(CannotOpen, match="order"):
        open_sqlite(path)


def test_orphans_are_refused(path):
    change_schema(path, "PRAGMA foreign_keys = OFF")
    raw = connect(path)
    raw.run("PRAGMA foreign_keys = OFF")
    raw.run("INSERT INTO desk VALUES (9, 0, NULL)")
    raw.connection.close()
    with pytest.raises(CannotOpen, match="desk"):
        open_sqlite(path)


def plan_of(*steps) -> Migrations:
    plan = Migrations("yidan")
    for step in steps:
        plan()(step)
    return plan


def m01_first(tables):
    tables.execute("CREATE TABLE one (x INTEGER) STRICT")


def m02_second(tables):
    tables.execute("CREATE TABLE two (x INTEGER) STRICT")


def m02_broken(tables):
    tables.execute("CREATE TABLE two (x INTEGER) STRICT")
    tables.execute("CREATE TABLE one (x INTEGER) STRICT")


def names(db):
    return [
        name for (name,) in db.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('one', 'two')")
    ]


def test_an_older_database_is_brought_up_to_date(path):
    db = connect(path)
    migrate(db, plan_of(m01_first))
    db.run("INSERT INTO one VALUES (5)")
    migrate(db, plan_of(m01_first, m02_second))
    migrate(db, plan_of(m01_first, m02_second))
    assert names(db) == ["one", "two"]
    assert db.all("SELECT x FROM one") == [(5,)]
    assert db.one("PRAGMA foreign_keys") == (1,)
    db.connection.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(path):
    db = connect(path)
    migrate(db, plan_of(m01_first))
    with pytest.raises(CannotOpen, match="one"):
        migrate(db, plan_of(m01_first, m02_broken))
    assert names(db) == ["one"]
    migrate(db, plan_of(m01_first, m02_second))
    assert names(db) == ["one", "two"]
    db.connection.close()


def test_migrations_are_listed_oldest_first():
    migration_names = [migration.name for migration in migrations._migrations]
    assert migration_names == sorted(migration_names)


def test_several_may_open_a_new_database_at_once(path):
    failures = []

    def open_it():
        try:
            open_sqlite(path).close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE rulebook SET body = '{}'",
        "DELETE FROM rulebook",
        "REPLACE INTO rulebook SELECT group_id, n, made_at, '{}' FROM rulebook",
        "UPDATE event SET body = '{}'",
        "DELETE FROM event",
        "REPLACE INTO event SELECT id, at, person, subject, name, '{}' FROM event",
        "UPDATE safety SET body = '{}'",
        "DELETE FROM safety",
    ],
)
def test_what_is_append_only_can_neither_be_changed_nor_deleted(path, sql):
    books = open_sqlite(path)
    know(books, 1)
    number = books.groups.found(group(), {"cap": 1}, NOW)
    books.events.append("group:1", "founded", {"cap": 1}, 1, NOW)
    books.safety.put(number, {"cap": 1}, NOW)
    with pytest.raises(Conflict, match="never"):
        books.database.run(sql)
    assert books.groups.rulebook(number).body == {"cap": 1}
    assert books.events.of("group:1")[0].body == {"cap": 1}
    books.close()


def hot_path(books):
    books.inbox.seen(1)
    books.people.get(1)
    books.people_and_desk(1)
    books.desks.get(1)
    books.outbox.waiting(1)
    books.inbox.record(1, 1, NOW, 1, None, None)
    books.desks.put(1, 1, b"{}")
    books.timers.put("k", NOW, "x", 1, {})
    books.timers.due(NOW, 9)
    books.timers.next()
    books.timers.drop_prefix("k")
    books.roles.of_group(1)
    books.roles.of_group(1, "admin")
    books.roles.of_person(1)
    books.invitations.get("v")
    books.invitations.open(1, "admin")
    books.invitations.made_since(1, "admin", NOW)
    books.partners.of_group(1)
    books.partners.of_group(1, NOW)
    books.partners.offered("p")
    books.partners.open_offers(1)
    books.safety.get(1)
    books.safety.papers(1)
    books.reminders.get(1)
    books.reminders.open(1)
    books.reminders.open_of_group(1)
    books.reminders.close(1, "done", NOW)
    books.reminders.forget(NOW)
    owed = books.outbox.queue(1, "m", b"{}", "edit", NOW)
    books.outbox.ready(NOW, 9, {2})
    books.outbox.next_at()
    books.outbox.claim([owed])
    books.outbox.unknown(owed)
    books.outbox.recover()
    books.outbox.oldest()
    books.jobs.ready(9)
    books.jobs.requeue_unfinished()
    for shelf in (books.inbox, books.outbox):
        shelf.forget(NOW)


def test_no_hot_question_reads_a_whole_table(path):
    books = open_sqlite(path)
    know(books, 1)
    asked: list[str] = []
    books.database.connection.set_trace_callback(asked.append)
    hot_path(books)
    books.database.connection.set_trace_callback(None)
    assert len(asked) > 20
    slow = []
    for sql in asked:
        for *_, detail in books.database.all(f"EXPLAIN QUERY PLAN {sql}"):
            # To walk a partial index is fine: it holds only what is open.
            walks = detail.startswith("SCAN") and "INDEX" not in detail and "json_each" not in detail
            if walks or "TEMP B-TREE" in detail:
                slow.append((sql, detail))
    assert slow == []
    books.close()


async def test_the_bundled_sqlite_is_used_where_there_is_one():
    pysqlite3 = pytest.importorskip("pysqlite3.dbapi2")
    assert driver is pysqlite3


async def test_the_whole_works_in_memory_too():
    books = open_sqlite(":memory:")
    writer = Writer(books)
    await writer.run(lambda books: know(books, 1))
    await writer.close()
    assert books.people.get(1)
    books.close()
