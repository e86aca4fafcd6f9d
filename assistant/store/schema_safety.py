"""The tables of what owners settled about safety, and of the papers made of it."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from assistant.store.schema import migrations


@migrations()
def m09_safety(tables: Tables) -> None:
    tables.executescript("""
        CREATE TABLE safety (
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            n INTEGER NOT NULL CHECK (n > 0),
            made_at REAL NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (group_id, n)
        ) STRICT;
        CREATE TRIGGER safety_stays BEFORE UPDATE ON safety
            BEGIN SELECT RAISE(ABORT, 'answers about safety are never changed'); END;
        CREATE TRIGGER safety_remains BEFORE DELETE ON safety
            BEGIN SELECT RAISE(ABORT, 'answers about safety are never deleted'); END;
        -- Which papers were made of version n; a newer version wants new ones.
        CREATE TABLE safety_paper (
            group_id INTEGER NOT NULL,
            kind TEXT NOT NULL,
            n INTEGER NOT NULL,
            made_at REAL NOT NULL,
            PRIMARY KEY (group_id, kind),
            FOREIGN KEY (group_id, n) REFERENCES safety (group_id, n)
        ) STRICT, WITHOUT ROWID;
    """)
