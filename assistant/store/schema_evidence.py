"""What is looked at instead of a picture, and the marks by which the same picture is known again."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from assistant.store.schema import migrations


@migrations()
def m13_evidence(tables: Tables) -> None:
    tables.executescript("""
        -- Both are blobs by their SHA-256. A copy lives as long as its original: it is no claim of its own.
        CREATE TABLE picture (
            original TEXT PRIMARY KEY,
            copy TEXT NOT NULL,
            near TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX picture_copy ON picture (copy);
        -- The mark in four pieces: two pictures that differ in three bits at most have one of them in common.
        CREATE TABLE picture_mark (
            place INTEGER NOT NULL,
            bits TEXT NOT NULL,
            original TEXT NOT NULL REFERENCES picture (original) ON DELETE CASCADE,
            PRIMARY KEY (place, bits, original)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX picture_mark_of ON picture_mark (original);
    """)
