"""The tables, one migration function each, oldest first; a released one is never edited, only followed."""

from __future__ import annotations

from sqlite_utils import Database as Tables
from sqlite_utils import Migrations

migrations = Migrations("yidan")


@migrations()
def m01_people(tables: Tables) -> None:
    tables.executescript("""
        CREATE TABLE person (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            username TEXT,
            language TEXT,
            locale TEXT,
            zone TEXT,
            currency TEXT,
            blocked_at REAL,
            seen_at REAL NOT NULL
        ) STRICT;
        CREATE TABLE desk (
            person INTEGER PRIMARY KEY REFERENCES person (id),
            said INTEGER NOT NULL,
            body BLOB
        ) STRICT;
    """)


@migrations()
def m02_mail(tables: Tables) -> None:
    tables.executescript("""
        CREATE TABLE inbox (
            update_id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL,
            at REAL NOT NULL,
            said INTEGER NOT NULL,
            answer BLOB,
            ack TEXT
        ) STRICT;
        CREATE INDEX inbox_at ON inbox (at);
        -- AUTOINCREMENT: an id must not come back after its row was forgotten, a sender may still hold it.
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat INTEGER NOT NULL,
            method TEXT NOT NULL,
            params BLOB NOT NULL,
            policy TEXT NOT NULL CHECK (policy IN ('edit', 'notice', 'once')),
            state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'unknown', 'dead')),
            attempts INTEGER NOT NULL DEFAULT 0,
            queued_at REAL NOT NULL,
            not_before REAL NOT NULL,
            sent_at REAL,
            result BLOB,
            why TEXT
        ) STRICT;
        CREATE INDEX outbox_open ON outbox (chat, id) WHERE state IN ('queued', 'sending');
        CREATE INDEX outbox_next ON outbox (not_before, id) WHERE state = 'queued';
        CREATE INDEX outbox_over ON outbox (queued_at) WHERE state IN ('sent', 'unknown', 'dead');
        CREATE TABLE letter (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            update_id INTEGER,
            raw BLOB NOT NULL,
            error TEXT NOT NULL,
            at REAL NOT NULL
        ) STRICT;
    """)


@migrations()
def m03_time(tables: Tables) -> None:
    tables.executescript("""
        CREATE TABLE timer (
            key TEXT PRIMARY KEY,
            due REAL NOT NULL,
            kind TEXT NOT NULL,
            person INTEGER,
            data TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX timer_due ON timer (due);
        CREATE TABLE heart (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            at REAL NOT NULL
        ) STRICT;
    """)


@migrations()
def m04_slow_work(tables: Tables) -> None:
    tables.executescript("""
        CREATE TABLE job (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            args TEXT NOT NULL,
            person INTEGER,
            state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed')),
            attempts INTEGER NOT NULL DEFAULT 0,
            result TEXT,
            code TEXT,
            queued_at REAL NOT NULL
        ) STRICT;
        CREATE INDEX job_queued ON job (id) WHERE state = 'queued';
        CREATE INDEX job_running ON job (id) WHERE state = 'running';
        CREATE TABLE file (
            id INTEGER PRIMARY KEY,
            sha256 TEXT NOT NULL,
            size INTEGER NOT NULL,
            mime TEXT NOT NULL,
            unique_id TEXT UNIQUE,
            path TEXT NOT NULL,
            made_at REAL NOT NULL
        ) STRICT;
        CREATE INDEX file_sha256 ON file (sha256);
    """)


@migrations()
def m05_groups(tables: Tables) -> None:
    tables.executescript("""
        CREATE TABLE trade_group (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            handle TEXT NOT NULL UNIQUE,
            owner INTEGER NOT NULL REFERENCES person (id),
            platform TEXT NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            trade TEXT,
            audience TEXT,
            size TEXT,
            entry TEXT,
            zone TEXT,
            currency TEXT,
            payee TEXT,
            link TEXT,
            facts TEXT NOT NULL DEFAULT '{}',
            founded_at REAL NOT NULL,
            archived_at REAL,
            version INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE INDEX trade_group_owner ON trade_group (owner);
        CREATE TABLE rulebook (
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            n INTEGER NOT NULL CHECK (n > 0),
            made_at REAL NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (group_id, n)
        ) STRICT;
        CREATE TRIGGER rulebook_stays BEFORE UPDATE ON rulebook
            BEGIN SELECT RAISE(ABORT, 'a rulebook is never changed'); END;
        CREATE TRIGGER rulebook_remains BEFORE DELETE ON rulebook
            BEGIN SELECT RAISE(ABORT, 'a rulebook is never deleted'); END;
    """)


@migrations()
def m06_members(tables: Tables) -> None:
    tables.executescript("""
        -- Whoever joins has confirmed a rulebook that exists.
        CREATE TABLE member (
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            person INTEGER NOT NULL REFERENCES person (id),
            since REAL NOT NULL,
            rules_version INTEGER NOT NULL,
            confirmed_at REAL NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (group_id, person),
            FOREIGN KEY (group_id, rules_version) REFERENCES rulebook (group_id, n)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX member_person ON member (person);
        -- Earlier codes stay: a later question may be which one hung in the group that day.
        CREATE TABLE group_qr (
            id INTEGER PRIMARY KEY,
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            sha256 TEXT NOT NULL,
            text TEXT NOT NULL,
            taken_at REAL NOT NULL,
            expires_at REAL
        ) STRICT;
        CREATE INDEX group_qr_taken ON group_qr (group_id, taken_at);
    """)


@migrations()
def m07_history(tables: Tables) -> None:
    tables.executescript("""
        CREATE TABLE event (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            person INTEGER,
            subject TEXT NOT NULL,
            name TEXT NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX event_subject ON event (subject);
        CREATE TRIGGER event_stays BEFORE UPDATE ON event
            BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
        CREATE TRIGGER event_remains BEFORE DELETE ON event
            BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
    """)
