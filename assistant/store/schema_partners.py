"""The tables of groups that help each other out with jurors."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from assistant.store.schema import migrations


@migrations()
def m17_partners(tables: Tables) -> None:
    tables.executescript("""
        -- A row for each of the two. One that has ended stays: cases filed while it lasted still go by it.
        CREATE TABLE partnership (
            id INTEGER PRIMARY KEY,
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            partner INTEGER NOT NULL REFERENCES trade_group (id),
            since REAL NOT NULL,
            ended_at REAL,
            CHECK (group_id <> partner)
        ) STRICT;
        CREATE UNIQUE INDEX partnership_once ON partnership (group_id, partner) WHERE ended_at IS NULL;
        CREATE INDEX partnership_group ON partnership (group_id, since, id);
        -- Answered once at most; a withdrawn one stays, so that its link can explain itself. No people in here: whoever
        -- owns the group speaks for it.
        CREATE TABLE partner_offer (
            id INTEGER PRIMARY KEY,
            handle TEXT NOT NULL UNIQUE,
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            made_at REAL NOT NULL,
            expires_at REAL NOT NULL,
            answer TEXT CHECK (answer IN ('accepted', 'declined', 'withdrawn')),
            answered_at REAL,
            other INTEGER REFERENCES trade_group (id),
            CHECK ((answer IS NULL) = (answered_at IS NULL))
        ) STRICT;
        CREATE INDEX partner_offer_group ON partner_offer (group_id, made_at, id);
    """)
