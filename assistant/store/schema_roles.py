"""The tables of co-admins, jurors and the invitations that make them."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from assistant.store.schema import migrations


@migrations()
def m08_roles(tables: Tables) -> None:
    tables.executescript("""
        -- Nobody is owner here: that is a column of the group, of which there is one.
        CREATE TABLE group_role (
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            person INTEGER NOT NULL REFERENCES person (id),
            role TEXT NOT NULL CHECK (role IN ('admin', 'juror')),
            name TEXT NOT NULL,
            since REAL NOT NULL,
            PRIMARY KEY (group_id, role, person)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX group_role_person ON group_role (person, group_id);
        -- Answered once at most; a withdrawn one stays, so that its link can explain itself.
        CREATE TABLE invitation (
            id INTEGER PRIMARY KEY,
            handle TEXT NOT NULL UNIQUE,
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            role TEXT NOT NULL CHECK (role IN ('admin', 'juror', 'owner')),
            name TEXT NOT NULL,
            inviter INTEGER NOT NULL REFERENCES person (id),
            made_at REAL NOT NULL,
            expires_at REAL NOT NULL,
            used_at REAL,
            used_by INTEGER REFERENCES person (id),
            answer TEXT CHECK (answer IN ('accepted', 'declined', 'withdrawn')),
            CHECK ((used_at IS NULL) = (used_by IS NULL))
        ) STRICT;
        CREATE INDEX invitation_group ON invitation (group_id, role, made_at, id);
    """)
