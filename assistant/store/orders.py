"""Orders, whose they are, and their ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from assistant.store.database import Database
from assistant.store.rows_orders import OrderRow, PostingRow
from assistant.store.texts import from_text, to_text

_COLUMNS = "handle, group_id, rules, hash, maker, other, invited, offer, state, made_at, agreed_at, body, version, id"
_FIND = f"SELECT {_COLUMNS} FROM trade_order"  # noqa: S608 - our own constant
_LIVE = " AND state IN ('offered', 'agreed')"
_BODY = 11  # its place among the columns


def _order(row: Any) -> OrderRow:
    values = list(row)
    values[_BODY] = from_text(values[_BODY])
    return OrderRow(*values)


class SqliteOrders:
    __slots__ = ("_db",)

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, row: OrderRow) -> int:
        with self._db.savepoint():
            number = self._db.insert(
                "INSERT INTO trade_order (handle, group_id, rules, hash, maker, other, invited, offer, state, made_at,"
                " agreed_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    row.handle,
                    row.group,
                    row.rules,
                    row.hash,
                    row.maker,
                    row.other,
                    row.invited,
                    row.offer,
                    row.state,
                    row.made_at,
                    row.agreed_at,
                    to_text(row.body),
                ),
            )
            self._note_parties(number, row)
        return number

    def get(self, number: int) -> OrderRow | None:
        row = self._db.one(f"{_FIND} WHERE id = ?", (number,))
        return row and _order(row)

    def by_handle(self, handle: str) -> OrderRow | None:
        row = self._db.one(f"{_FIND} WHERE handle = ?", (handle,))
        return row and _order(row)

    def of_person(self, person: int, most: int, *, live: bool = False) -> list[OrderRow]:
        rows = self._db.all(
            f"SELECT {_COLUMNS} FROM order_party CROSS JOIN trade_order ON trade_order.id = order_party.order_id"  # noqa: S608 - our own constant
            f" WHERE order_party.person = ?{_LIVE if live else ''} ORDER BY order_party.order_id DESC LIMIT ?",
            (person, most),
        )
        return [_order(row) for row in rows]

    def of_group(self, group: int, most: int, *, live: bool = False) -> list[OrderRow]:
        only = _LIVE if live else ""
        rows = self._db.all(f"{_FIND} WHERE group_id = ?{only} ORDER BY id DESC LIMIT ?", (group, most))
        return [_order(row) for row in rows]

    def from_offer(self, offer: int) -> list[OrderRow]:
        return [_order(row) for row in self._db.all(f"{_FIND} WHERE offer = ? ORDER BY id", (offer,))]

    def open_offers(self, maker: int) -> int:
        (count,) = self._db.one("SELECT count(*) FROM trade_order WHERE maker = ? AND state = 'offered'", (maker,))
        return int(count)

    def save(self, row: OrderRow, version: int) -> bool:
        touched = self._db.run(
            "UPDATE trade_order SET other = ?, state = ?, agreed_at = ?, body = ?, version = version + 1"
            " WHERE id = ? AND version = ?",
            (row.other, row.state, row.agreed_at, to_text(row.body), row.number, version),
        )
        if touched:
            self._note_parties(row.number, row)
        return touched > 0

    def _note_parties(self, number: int, row: OrderRow) -> None:
        for person in {row.maker, row.other, row.invited} - {None}:
            self._db.run(
                "INSERT INTO order_party (person, order_id) VALUES (?, ?) ON CONFLICT DO NOTHING", (person, number)
            )

    # --- the ledger ---

    def post(self, order: int, entry: Sequence[tuple[str, str, int]], why: str, now: float) -> None:
        sums: Counter[str] = Counter()
        for _, currency, amount in entry:
            sums[currency] += amount
        if any(sums.values()):
            raise ValueError(f"an entry of order {order} that does not balance: {entry}")
        (number,) = self._db.one("SELECT coalesce(max(entry), 0) + 1 FROM posting WHERE order_id = ?", (order,))
        for account, currency, amount in entry:
            self._db.run(
                "INSERT INTO posting (order_id, group_id, entry, account, currency, amount, why, at)"
                " SELECT id, group_id, ?, ?, ?, ?, ?, ? FROM trade_order WHERE id = ?",
                (number, account, currency, amount, why, now, order),
            )

    def postings(self, order: int) -> list[PostingRow]:
        rows = self._db.all(
            "SELECT order_id, entry, account, currency, amount, why, at FROM posting WHERE order_id = ? ORDER BY id",
            (order,),
        )
        return [PostingRow(*row) for row in rows]

    def balances(self, group: int) -> list[tuple[str, str, int]]:
        return [
            (row[0], row[1], row[2])
            for row in self._db.all(
                "SELECT currency, account, sum(amount) FROM posting WHERE group_id = ?"
                " GROUP BY currency, account ORDER BY currency, account",
                (group,),
            )
        ]

    def dealt_with(self, person: int, since: float) -> list[int]:
        rows = self._db.all(
            "SELECT maker, other FROM order_party CROSS JOIN trade_order ON trade_order.id = order_party.order_id"
            " WHERE order_party.person = ? AND agreed_at >= ? AND other IS NOT NULL",
            (person, since),
        )
        return sorted({each for row in rows if person in row for each in row} - {person})
