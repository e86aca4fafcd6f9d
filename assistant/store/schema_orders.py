"""The tables of orders: the deals, whose they are, and the postings that balance."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from assistant.store.schema import migrations


@migrations()
def m11_orders(tables: Tables) -> None:
    tables.executescript("""
        CREATE TABLE trade_order (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            handle TEXT UNIQUE,
            group_id INTEGER NOT NULL,
            rules INTEGER NOT NULL,
            hash TEXT NOT NULL,
            maker INTEGER NOT NULL REFERENCES person (id),
            other INTEGER REFERENCES person (id),
            invited INTEGER REFERENCES person (id),
            offer INTEGER REFERENCES trade_order (id),
            state TEXT NOT NULL,
            made_at REAL NOT NULL,
            agreed_at REAL,
            body TEXT NOT NULL,
            version INTEGER NOT NULL DEFAULT 1,
            CHECK (other IS NULL OR other <> maker),
            -- What a deal is judged by must stay: rulebooks are never deleted.
            FOREIGN KEY (group_id, rules) REFERENCES rulebook (group_id, n)
        ) STRICT;
        CREATE INDEX trade_order_group ON trade_order (group_id, id);
        CREATE INDEX trade_order_offer ON trade_order (offer, id) WHERE offer IS NOT NULL;
        CREATE INDEX trade_order_open ON trade_order (maker) WHERE state = 'offered';
        -- What both agreed to is never rewritten; the rest of the row moves on.
        CREATE TRIGGER trade_order_stays BEFORE UPDATE OF group_id, rules, hash, maker, offer, made_at ON trade_order
            BEGIN SELECT RAISE(ABORT, 'the terms of an order are never changed'); END;
        CREATE TRIGGER trade_order_remains BEFORE DELETE ON trade_order
            BEGIN SELECT RAISE(ABORT, 'an order is never deleted'); END;
        -- Whose orders: one row a person, whatever side they stand on.
        CREATE TABLE order_party (
            person INTEGER NOT NULL REFERENCES person (id),
            order_id INTEGER NOT NULL REFERENCES trade_order (id),
            PRIMARY KEY (person, order_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE posting (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            order_id INTEGER NOT NULL REFERENCES trade_order (id),
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            entry INTEGER NOT NULL,
            account TEXT NOT NULL CHECK (account IN ('owed', 'sent', 'claim', 'received')),
            currency TEXT NOT NULL,
            amount INTEGER NOT NULL CHECK (amount <> 0),
            why TEXT NOT NULL,
            at REAL NOT NULL
        ) STRICT;
        CREATE INDEX posting_order ON posting (order_id, id);
        CREATE INDEX posting_group ON posting (group_id, currency, account, amount);
        CREATE TRIGGER posting_stays BEFORE UPDATE ON posting
            BEGIN SELECT RAISE(ABORT, 'a posting is never changed'); END;
        CREATE TRIGGER posting_remains BEFORE DELETE ON posting
            BEGIN SELECT RAISE(ABORT, 'a posting is never deleted'); END;
    """)
