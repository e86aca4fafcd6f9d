"""The tables of groups that live in Telegram: which chat is which group's, and the links by which that came about."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from assistant.store.schema import migrations


@migrations()
def m18_chats(tables: Tables) -> None:
    tables.executescript("""
        -- One chat a group, one group a chat; the number changes when the chat becomes a supergroup.
        CREATE TABLE group_chat (
            group_id INTEGER PRIMARY KEY REFERENCES trade_group (id),
            number INTEGER NOT NULL UNIQUE CHECK (number < 0),
            bound_at REAL NOT NULL,
            facts TEXT NOT NULL DEFAULT '{}'
        ) STRICT;
        -- Used once at most; a used one stays, so that it can explain itself. No people in here: whoever looks after
        -- the group when it is opened may use it.
        CREATE TABLE chat_link (
            handle TEXT PRIMARY KEY,
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            expires_at REAL NOT NULL,
            used_at REAL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX chat_link_expires ON chat_link (expires_at);
    """)


@migrations()
def m19_requests(tables: Tables) -> None:
    tables.executescript("""
        -- Who asked to join a chat, until they are let in; they need not be known otherwise.
        CREATE TABLE chat_request (
            group_id INTEGER NOT NULL REFERENCES trade_group (id),
            person INTEGER NOT NULL,
            asked_at REAL NOT NULL,
            PRIMARY KEY (group_id, person)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX chat_request_person ON chat_request (person);
        CREATE INDEX chat_request_asked ON chat_request (asked_at);
    """)
