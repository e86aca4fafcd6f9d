"""Reminders that have come, one row an occurrence."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from assistant.store.schema import migrations


@migrations()
def m10_reminders(tables: Tables) -> None:
    tables.executescript("""
        CREATE TABLE reminder (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person INTEGER NOT NULL REFERENCES person (id),
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            kind TEXT NOT NULL,
            occurrence TEXT NOT NULL,
            at REAL NOT NULL,
            tell REAL,
            times INTEGER NOT NULL DEFAULT 0,
            snoozed INTEGER NOT NULL DEFAULT 0 CHECK (snoozed IN (0, 1)),
            data TEXT NOT NULL,
            closed_at REAL,
            how TEXT CHECK (how IN ('done', 'over', 'replaced')),
            CHECK ((closed_at IS NULL) = (how IS NULL)),
            -- Closed ones stay for long: that is why no clock put back can bring one a second time.
            UNIQUE (group_id, kind, occurrence)
        ) STRICT;
        CREATE INDEX reminder_open ON reminder (person, id) WHERE closed_at IS NULL;
        CREATE INDEX reminder_open_of_group ON reminder (group_id, id) WHERE closed_at IS NULL;
        CREATE INDEX reminder_closed ON reminder (closed_at) WHERE closed_at IS NOT NULL;
    """)
