"""A process that writes under load until it is killed: `store_child.py DATABASE FIRST LAST`.

Prints "id said" for each update once it is answered, as a webhook would say 200; "id down" for a 503.
"""

from __future__ import annotations

import asyncio
import os
import sys

from store_samples import NOW, person

from assistant.store import Books, StoreDown, Writer, open_books

PEOPLE = 7


def turn(update_id: int):
    def work(books: Books) -> int:
        stored = books.inbox.seen(update_id)
        if stored:
            return stored.said
        who = update_id % PEOPLE
        known, desk = books.people_and_desk(who)
        if known is None:
            books.people.put(person(who))
        said = desk.said + 1
        books.desks.put(who, said, b"{}" * 100)
        books.timers.put(f"update:{update_id}", NOW, "nudge", who, {"said": said})
        books.outbox.queue(who, "sendMessage", str(update_id).encode(), "notice", NOW)
        books.inbox.record(update_id, who, NOW, said, b"x" * 300, None)
        return said

    return work


async def main(path: str, first: int, last: int) -> None:
    writer = Writer(open_books(path))
    ids = iter(range(first, last))

    async def deliver() -> None:
        for update_id in ids:
            try:
                said = await writer.run(turn(update_id))
            except StoreDown:
                os.write(1, f"{update_id} down\n".encode())
            else:
                os.write(1, f"{update_id} {said}\n".encode())

    await asyncio.gather(*(deliver() for _ in range(64)))
    await writer.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
