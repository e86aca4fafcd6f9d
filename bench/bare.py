"""The least that a webhook server can do, as measures: `python -m bench.bare decode|commit PORT FILE`.

`decode` is aiohttp that reads the JSON and answers. `commit` is aiohttp and SQLite: one writer thread, a group
commit, and for each update a dedupe insert, a select, an upsert and an insert into an outbox; no conversation.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from queue import Empty, SimpleQueue
from typing import Any

import msgspec
from aiohttp import web

from assistant.store.driver import driver

TOGETHER = 128  # updates that share a COMMIT, as in the assistant
_SCHEMA = """
CREATE TABLE IF NOT EXISTS inbox (update_id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS desk (person INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY, person INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
"""
_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


def said(update: dict[str, Any]) -> tuple[int, int, str]:
    """An update's number, its person and their words (or the pressed button's data)."""
    if (press := update.get("callback_query")) is not None:
        return update["update_id"], press["from"]["id"], press["data"]
    message = update["message"]
    return update["update_id"], message["from"]["id"], message["text"]


class Writer:
    """Whatever waits while one COMMIT is being made shares the next."""

    def __init__(self, path: str) -> None:
        self._db = driver.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.executescript(_SCHEMA)
        self._loop = asyncio.get_running_loop()
        self._queue: SimpleQueue[tuple[bytes, asyncio.Future[bytes]]] = SimpleQueue()
        threading.Thread(target=self._live, daemon=True).start()

    def ask(self, raw: bytes) -> asyncio.Future[bytes]:
        future: asyncio.Future[bytes] = self._loop.create_future()
        self._queue.put((raw, future))
        return future

    def _live(self) -> None:
        while True:
            waiting = [self._queue.get()]
            try:
                while len(waiting) < TOGETHER:
                    waiting.append(self._queue.get_nowait())
            except Empty:
                pass
            self._db.execute("BEGIN IMMEDIATE")
            done = [(future, self._turn(raw)) for raw, future in waiting]
            self._db.execute("COMMIT")
            self._loop.call_soon_threadsafe(_settle, done)

    def _turn(self, raw: bytes) -> bytes:
        number, person, words = said(_decode(raw))
        run = self._db.execute
        if not run("INSERT OR IGNORE INTO inbox VALUES (?)", (number,)).rowcount:
            return b""
        row = run("SELECT body FROM desk WHERE person = ?", (person,)).fetchone()
        answers = [*(_decode(row[0]) if row else ()), words]
        run(
            "INSERT INTO desk VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET body = excluded.body",
            (person, _encode(answers)),
        )
        body = _encode({"method": "sendMessage", "chat_id": person, "text": str(len(answers))})
        run("INSERT INTO outbox (person, body) VALUES (?, ?)", (person, body))
        return body


def _settle(done: list[tuple[asyncio.Future[bytes], bytes]]) -> None:
    for future, body in done:
        future.set_result(body)


async def decoding(request: web.Request) -> web.Response:
    number, person, words = said(_decode(await request.read()))
    body = _encode({"method": "sendMessage", "chat_id": person, "text": words if number < 0 else ""})
    return web.Response(body=body, content_type="application/json")


def committing(writer: Writer) -> Any:
    async def handle(request: web.Request) -> web.Response:
        return web.Response(body=await writer.ask(await request.read()), content_type="application/json")

    return handle


async def serve(mode: str, port: int, path: str) -> None:
    app = web.Application()
    app.router.add_post("/telegram", decoding if mode == "decode" else committing(Writer(path)))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
