"""Stored deadlines become ordinary events: a sweeper that sleeps until the next one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import structlog

from assistant.clock import Clock
from assistant.retention import tidy
from assistant.service import Service
from assistant.store import Books, StoreDown, Writer

log = structlog.get_logger()
TOGETHER = 50  # deadlines in one sweep
KEEP = 48 * 3600.0  # seconds that inbox rows and sent messages are kept
KEEP_LETTERS = 30 * 86400.0  # seconds that updates we could not handle are kept for a human
AGAIN = 5.0  # seconds until a failing store is tried again
MISSED = 2  # heartbeats that may be missing before silence counts as downtime


class Timers:
    """Fires due timers in order; forgets what is old; beats the heart. One transaction a timer."""

    def __init__(
        self, writer: Writer, service: Service, clock: Clock, wake: Callable[[], None], heartbeat: float = 60.0
    ) -> None:
        """`heartbeat`: real seconds between signs of life, which is how exactly downtime is known.

        Real ones, because it is this process that lives: a simulated month must not stop at every minute.
        """
        self._beat = heartbeat
        self._writer, self._service, self._clock, self._wake = writer, service, clock, wake
        self._signal = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._until = 0.0  # what the sweeper sleeps for
        self._cleaned = 0.0

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._tasks = [self._clock.spawn(self._run()), self._loop.create_task(self._live())]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        with suppress(StoreDown):
            await self._writer.run(lambda books: books.heart.beat(self._clock.now()))

    async def _live(self) -> None:
        while True:
            await asyncio.sleep(self._beat)
            with suppress(StoreDown):
                await self._writer.run(lambda books: books.heart.beat(self._clock.now()))

    def hint(self, due: float) -> None:
        """A turn sets a timer: wake up if it is due sooner than what is slept for. Called in the writer's thread.

        The sweep that follows reads the books through the writer, so it comes after that turn's COMMIT.
        """
        if due < self._until and self._loop is not None:
            self._loop.call_soon_threadsafe(self._signal.set)

    async def _run(self) -> None:
        awake = False
        while True:
            self._signal.clear()
            try:
                if not awake:  # before the first sweep: what fell due meanwhile may have to wait longer
                    await self._writer.run(self._awake)
                    awake = True
                following: float | None = await self._sweep()
            except StoreDown:
                log.warning("timers wait for the store")
                following = self._clock.now() + AGAIN
            self._until = following or float("inf")
            await self._clock.wait(following, self._signal)

    def _awake(self, books: Books) -> None:
        """Downtime is from the last heartbeat before a start until that start (none was ever: a new house)."""
        last, now = books.heart.last(), self._clock.now()
        if last is not None and now - last > MISSED * self._beat:
            log.warning("was away", seconds=round(now - last))
            self._service.away(books, last, now)
        books.heart.beat(now)

    async def _sweep(self) -> float | None:
        now = self._clock.now()
        due = await self._writer.run(lambda books: books.timers.due(now, TOGETHER))
        for timer in due:
            await self._writer.run(lambda books, timer=timer: self._fire(books, timer))  # type: ignore[misc]
        if due:
            self._wake()
        return await self._writer.run(lambda books: self._rest(books, now))

    def _fire(self, books: Books, timer: object) -> None:
        """A timer whose event fails is dropped with a log line: it must not block those after it."""
        found = next((each for each in books.timers.due(self._clock.now(), TOGETHER) if each == timer), None)
        if found is None:
            return
        try:
            with books.savepoint():
                self._service.due(books, found)
        except StoreDown:
            raise
        except Exception:
            log.exception("timer failed", key=found.key, kind=found.kind)
            books.letters.bury(None, found.key.encode(), f"timer {found.kind}", self._clock.now())
            books.timers.drop(found.key)

    def _rest(self, books: Books, now: float) -> float | None:
        books.heart.beat(now)
        if now - self._cleaned > 3600:
            self._cleaned = now
            for shelf in (books.inbox, books.outbox, books.jobs):
                shelf.forget(now - KEEP)
            books.letters.forget(now - KEEP_LETTERS)
            tidy(books, now)
        return books.timers.next()
