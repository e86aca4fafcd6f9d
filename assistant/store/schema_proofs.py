"""Messages whose arrival starts something."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from assistant.store.schema import migrations


@migrations()
def m15_proofs(tables: Tables) -> None:
    # {"kind", "data"} of the deadline that comes due when Telegram has taken the message.
    tables.executescript("ALTER TABLE outbox ADD COLUMN proof TEXT;")
