"""Groups that help each other out with jurors, and the offers to do so."""

from __future__ import annotations

from assistant.store.database import Database
from assistant.store.rows_partners import PartnerOffer, PartnerRow

_OFFER = "SELECT handle, group_id, made_at, expires_at, answer, other FROM partner_offer"


class SqlitePartners:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(self, group: int, other: int, now: float) -> None:
        with self._db.savepoint():
            for pair in ((group, other), (other, group)):
                self._db.run("INSERT INTO partnership (group_id, partner, since) VALUES (?, ?, ?)", (*pair, now))

    def end(self, group: int, other: int, now: float) -> bool:
        return (
            self._db.run(
                "UPDATE partnership SET ended_at = ?1 WHERE ended_at IS NULL"
                " AND (group_id, partner) IN (VALUES (?2, ?3), (?3, ?2))",
                (now, group, other),
            )
            > 0
        )

    def of_group(self, group: int, at: float | None = None) -> list[PartnerRow]:
        rows = self._db.all(
            "SELECT partner, since, ended_at FROM partnership WHERE group_id = ?1"
            " AND iif(?2 IS NULL, ended_at IS NULL, since <= ?2 AND (ended_at IS NULL OR ended_at > ?2))"
            " ORDER BY since, id",
            (group, at),
        )
        return [PartnerRow(*row) for row in rows]

    def offer(self, handle: str, group: int, now: float, expires: float) -> None:
        self._db.run(
            "INSERT INTO partner_offer (handle, group_id, made_at, expires_at) VALUES (?, ?, ?, ?)",
            (handle, group, now, expires),
        )

    def offered(self, handle: str) -> PartnerOffer | None:
        row = self._db.one(f"{_OFFER} WHERE handle = ?", (handle,))
        return row and PartnerOffer(*row)

    def open_offers(self, group: int) -> list[PartnerOffer]:
        rows = self._db.all(f"{_OFFER} WHERE group_id = ? AND answer IS NULL ORDER BY made_at, id", (group,))
        return [PartnerOffer(*row) for row in rows]

    def answer(self, handle: str, answer: str, other: int | None, now: float) -> bool:
        return (
            self._db.run(
                "UPDATE partner_offer SET answer = ?, other = ?, answered_at = ? WHERE handle = ? AND answer IS NULL",
                (answer, other, now, handle),
            )
            > 0
        )
