"""Rows to begin with."""

from __future__ import annotations

import asyncio
import threading

from assistant.store import Books, Group, Person, Writer

NOW = 1_700_000_000.0


def person(number: int, **more) -> Person:
    given = {
        "name": f"P{number}",
        "username": None,
        "language": "zh-hans",
        "locale": None,
        "zone": None,
        "currency": None,
        "blocked_at": None,
        "seen_at": NOW,
    }
    return Person(id=number, **(given | more))


def know(books: Books, *ids: int) -> None:
    for number in ids:
        books.people.put(person(number))


def group(handle: str = "h1", owner: int = 1, **more) -> Group:
    return Group(**({"handle": handle, "owner": owner, "platform": "wechat", "kind": "goods", "name": "二手书"} | more))


async def in_one_batch(writer: Writer, works) -> list:
    """Hold the thread until all works wait, so that they share one COMMIT; results or exceptions in order."""
    started, gate = threading.Event(), threading.Event()

    def wait(books) -> None:
        started.set()
        assert gate.wait(10)

    first = asyncio.ensure_future(writer.run(wait))
    await asyncio.to_thread(started.wait, 10)
    rest = [asyncio.ensure_future(writer.run(work)) for work in works]
    await asyncio.sleep(0)
    gate.set()
    await first
    return await asyncio.gather(*rest, return_exceptions=True)
