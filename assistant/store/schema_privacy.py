"""People taken out of the books: what history allows for that, who is leaving, and how far the sweeps have come."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from assistant.store.schema import migrations


@migrations()
def m16_privacy(tables: Tables) -> None:
    # 4503599627370496 = 2**52: Telegram's numbers lie below, those of nobody (rows_privacy.NOBODY) from there on.
    tables.executescript("""
        -- History is still never changed, but whoever asks to be forgotten is taken out of it.
        DROP TRIGGER event_stays;
        CREATE TRIGGER event_stays BEFORE UPDATE OF id, at, subject, name ON event
            BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
        CREATE TRIGGER event_stays_whose BEFORE UPDATE OF person ON event
            WHEN coalesce(new.person, 0) < 4503599627370496
            BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
        -- These alone name others than who did it.
        CREATE TRIGGER event_stays_told BEFORE UPDATE OF body ON event
            WHEN new.body <> '{}' OR old.name NOT IN ('RoleInvited', 'RoleDropped', 'OwnerChanged')
            BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
        CREATE INDEX event_person ON event (person) WHERE person IS NOT NULL;
        DROP TRIGGER trade_order_stays;
        CREATE TRIGGER trade_order_stays BEFORE UPDATE OF group_id, rules, offer, made_at ON trade_order
            BEGIN SELECT RAISE(ABORT, 'the terms of an order are never changed'); END;
        CREATE TRIGGER trade_order_stays_signed BEFORE UPDATE OF maker, hash ON trade_order
            WHEN new.maker < 4503599627370496 OR new.hash NOT IN (old.hash, '')
            BEGIN SELECT RAISE(ABORT, 'the terms of an order are never changed'); END;
        CREATE INDEX trade_order_made ON trade_order (made_at, id);
        DROP TRIGGER safety_stays;
        CREATE TRIGGER safety_stays BEFORE UPDATE ON safety
            WHEN new.group_id <> old.group_id OR new.n <> old.n OR new.made_at <> old.made_at OR new.body = old.body
                OR json_remove(new.body, '$.team', '$.nicknames', '$.payee', '$.ends', '$.jurors')
                    <> json_remove(old.body, '$.team', '$.nicknames', '$.payee', '$.ends', '$.jurors')
            BEGIN SELECT RAISE(ABORT, 'answers about safety are never changed'); END;
        -- As before, and now what is kept beside a link may go alone: an open case loses people, not contents.
        DROP TRIGGER dispute_event_stays;
        CREATE TRIGGER dispute_event_stays BEFORE UPDATE ON dispute_event
            WHEN (new.content IS NOT NULL AND (new.content IS NOT old.content OR new.salt IS NOT old.salt))
                OR new.private IS NOT NULL OR new.case_id <> old.case_id OR new.n <> old.n
                OR new.at <> old.at OR new.who <> old.who OR new.kind <> old.kind OR new.digest <> old.digest
                OR new.head <> old.head
            BEGIN SELECT RAISE(ABORT, 'a link is never changed, only erased'); END;
        -- Who was erased a moment ago: their chat must still get the last answer, then the number goes, too.
        CREATE TABLE leaving (
            person INTEGER PRIMARY KEY REFERENCES person (id),
            at REAL NOT NULL
        ) STRICT;
        -- Up to which row the sweep of that name has come.
        CREATE TABLE swept (
            what TEXT PRIMARY KEY,
            at REAL NOT NULL,
            id INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
    """)
