"""The tables of disputes: cases, their chains, exhibits, seats, ballots, penalties and risk entries."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from assistant.store.schema import migrations


@migrations()
def m12_cases(tables: Tables) -> None:
    tables.executescript("""
        CREATE TABLE dispute (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            handle TEXT NOT NULL UNIQUE,
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            order_id INTEGER,
            -- Whoever asks to be forgotten leaves a number that belongs to nobody, so these refer to no row.
            claimant INTEGER NOT NULL,
            respondent INTEGER,
            state TEXT NOT NULL,
            filed_at REAL NOT NULL,
            ended_at REAL,
            body TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0)
        ) STRICT;
        CREATE INDEX dispute_group ON dispute (group_id, id);
        CREATE INDEX dispute_claimant ON dispute (claimant, filed_at);
        CREATE INDEX dispute_respondent ON dispute (respondent, filed_at);
        CREATE INDEX dispute_order ON dispute (order_id, id) WHERE order_id IS NOT NULL;
        CREATE INDEX dispute_ended ON dispute (ended_at, id) WHERE ended_at IS NOT NULL;
        CREATE INDEX dispute_open ON dispute (id) WHERE ended_at IS NULL;
        CREATE UNIQUE INDEX dispute_once ON dispute (order_id) WHERE ended_at IS NULL AND order_id IS NOT NULL;
        CREATE TRIGGER dispute_remains BEFORE DELETE ON dispute
            BEGIN SELECT RAISE(ABORT, 'a case is never deleted'); END;
        -- The chain: only ever added to; contents may be erased, together with their salt, and nothing else.
        CREATE TABLE dispute_event (
            case_id INTEGER NOT NULL REFERENCES dispute (id),
            n INTEGER NOT NULL CHECK (n > 0),
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            kind TEXT NOT NULL,
            digest TEXT NOT NULL,
            head TEXT NOT NULL,
            content TEXT,
            salt TEXT,
            private TEXT,
            PRIMARY KEY (case_id, n),
            CHECK ((content IS NULL) = (salt IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER dispute_event_stays BEFORE UPDATE ON dispute_event
            WHEN new.content IS NOT NULL OR new.private IS NOT NULL OR new.case_id <> old.case_id OR new.n <> old.n
                OR new.at <> old.at OR new.who <> old.who OR new.kind <> old.kind OR new.digest <> old.digest
                OR new.head <> old.head
            BEGIN SELECT RAISE(ABORT, 'a link is never changed, only erased'); END;
        CREATE TRIGGER dispute_event_remains BEFORE DELETE ON dispute_event
            BEGIN SELECT RAISE(ABORT, 'a link is never deleted'); END;
        CREATE TRIGGER dispute_event_follows BEFORE INSERT ON dispute_event
            WHEN new.n <> (SELECT coalesce(max(n), 0) + 1 FROM dispute_event WHERE case_id = new.case_id)
            BEGIN SELECT RAISE(ABORT, 'a link never leaves a gap'); END;
        CREATE TABLE exhibit (
            case_id INTEGER NOT NULL REFERENCES dispute (id),
            n INTEGER NOT NULL,
            person INTEGER,
            sha256 TEXT,
            copy_sha256 TEXT,
            near TEXT,
            unique_id TEXT,
            size INTEGER NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (case_id, n)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX exhibit_sha256 ON exhibit (sha256, case_id);
        CREATE INDEX exhibit_copy ON exhibit (copy_sha256) WHERE copy_sha256 IS NOT NULL;
        CREATE INDEX exhibit_near ON exhibit (at, near, case_id) WHERE near IS NOT NULL;
        CREATE TABLE seat (
            case_id INTEGER NOT NULL REFERENCES dispute (id),
            round INTEGER NOT NULL,
            slot INTEGER NOT NULL,
            person INTEGER NOT NULL,
            state TEXT NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (case_id, round, slot)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX seat_person ON seat (person, case_id);
        -- One ballot a seat, whatever happens: the second one is refused here as well.
        CREATE TABLE ballot (
            case_id INTEGER NOT NULL,
            round INTEGER NOT NULL,
            slot INTEGER NOT NULL,
            commitment TEXT NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (case_id, round, slot),
            FOREIGN KEY (case_id, round, slot) REFERENCES seat (case_id, round, slot)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER ballot_stays BEFORE UPDATE ON ballot
            BEGIN SELECT RAISE(ABORT, 'a ballot is never changed'); END;
        CREATE TRIGGER ballot_remains BEFORE DELETE ON ballot
            BEGIN SELECT RAISE(ABORT, 'a ballot is never deleted'); END;
        CREATE TABLE penalty (
            case_id INTEGER PRIMARY KEY REFERENCES dispute (id),
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            person INTEGER NOT NULL,
            breach TEXT NOT NULL,
            step TEXT NOT NULL,
            deviates INTEGER NOT NULL,
            at REAL NOT NULL
        ) STRICT;
        CREATE INDEX penalty_group ON penalty (group_id, at);
        -- Whom an entry is about stands there as a keyed hash only.
        CREATE TABLE risk (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL UNIQUE REFERENCES dispute (id),
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            key TEXT NOT NULL,
            made_at REAL NOT NULL,
            expires_at REAL NOT NULL,
            contested_at REAL,
            contest TEXT,
            settled_at REAL,
            kept INTEGER
        ) STRICT;
        CREATE INDEX risk_key ON risk (key);
        CREATE INDEX risk_group ON risk (group_id, id);
        CREATE TABLE risk_question (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person INTEGER NOT NULL,
            group_id INTEGER NOT NULL,
            at REAL NOT NULL
        ) STRICT;
        CREATE INDEX risk_question_person ON risk_question (person, at);
        CREATE TABLE risk_secret (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            key TEXT NOT NULL
        ) STRICT;
    """)
